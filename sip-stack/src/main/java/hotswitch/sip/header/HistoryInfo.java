package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * One target that a call had (RFC 7044 §5).
 *
 * @param index as in {@code 1.1}
 */
public record HistoryInfo(NameAddr target, String index) {
    private static final int INDEX_MAX = 32;

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
        String wish = target.uri() == null ? null : target.uri().headers().get("Privacy");
        return wish != null && wish.equalsIgnoreCase("history");
    }
}
