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
        return target.uri().isSip() ? with("Privacy=history") : anonymous(index);
    }

    /** As a header value, with one more header in its URI. */
    private String with(String header) {
        String uri = target.uri().toString();
        char mark = uri.indexOf('?', uri.indexOf('@') + 1) < 0 ? '?' : '&';
        return NameAddr.format(target.display(), uri + mark + header) + INDEX + index;
    }

    /** Such a value, with the cause for which the call did not stay there (§10.2) where one can stand. */
    public static String because(String value, int cause) {
        NameAddr target = NameAddr.parse(value);
        boolean said = target == null
                || !target.uri().isSip()
                || target.uri().headers().has("Reason");
        return said ? value : new HistoryInfo(target, index(value)).with("Reason=SIP%3Bcause%3D" + cause);
    }

    /** The index of such a value. */
    public static String index(String value) {
        return value.substring(value.lastIndexOf(INDEX) + INDEX.length());
    }

    /** Whether such a value has this user. */
    public static boolean isOf(String value, String user) {
        NameAddr target = NameAddr.parse(value);
        return target != null && !user.isEmpty() && user.equals(target.uri().user());
    }

    /** What is left of an entry whose target is not told. */
    public static String anonymous(String index) {
        return "<sip:anonymous@anonymous.invalid>" + INDEX + index;
    }
}
