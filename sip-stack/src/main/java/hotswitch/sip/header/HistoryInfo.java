package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One target that a call had (RFC 7044 §5).
 *
 * @param index as in {@code 1.1}
 */
public record HistoryInfo(NameAddr target, String index) {
    private static final int INDEX_MAX = 32;
    private static final String INDEX = ";index=";

    /** All of a request, the oldest first, none is an empty list; null when one is malformed. */
    public static List<HistoryInfo> parse(SipMessage message) {
        List<HistoryInfo> entries = new ArrayList<>(2);
        for (int i = 0; i < message.count(HeaderName.HISTORY_INFO); i++) {
            List<NameAddr> targets = NameAddr.parseList(message.value(HeaderName.HISTORY_INFO, i));
            if (targets == null) {
                return null;
            }
            for (NameAddr target : targets) {
                String index = target.param("index");
                if (index == null || index.length() > INDEX_MAX || !index.matches("[0-9]+(\\.[0-9]+)*")) {
                    return null;
                }
                entries.add(new HistoryInfo(target, index));
            }
        }
        return entries;
    }

    /** Its target is to be told to nobody outside (§10.1.2). */
    public boolean hidden() {
        return isHidden(target);
    }

    /** The same of a value as {@link #format} gives it; what cannot be read is for nobody. */
    public static boolean isHidden(String value) {
        NameAddr target = NameAddr.parse(value);
        return target == null || isHidden(target);
    }

    private static boolean isHidden(NameAddr target) {
        String wish = target.uri().headers().get("Privacy");
        return wish != null && Arrays.stream(wish.split(";")).anyMatch("history"::equalsIgnoreCase);
    }

    /** As a header value; {@code hide}: with the mark that it is hidden, or anonymous where no mark can stand. */
    public String format(boolean hide) {
        if (!hide || hidden()) {
            return target.format() + INDEX + index;
        }
        return target.uri().isSip()
                ? NameAddr.format(target.display(), marked(target.uri().toString())) + INDEX + index
                : anonymous(index);
    }

    private static String marked(String uri) {
        return uri + (uri.indexOf('?', uri.indexOf('@') + 1) < 0 ? '?' : '&') + "Privacy=history";
    }

    /** What is left of an entry whose target is not told. */
    public static String anonymous(String index) {
        return "<sip:anonymous@anonymous.invalid>" + INDEX + index;
    }
}
