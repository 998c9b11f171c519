package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * One diversion of a call (RFC 5806 §6); JAIN-SIP has no grammar for it. Counter 1 when none is given, reason
 * {@code unknown} when it is none of a word.
 */
public record Diversion(NameAddr by, String reason, int counter) {
    private static final int COUNTER_MAX = 99;

    /** Who diverted is to be told to nobody outside (§6: {@code privacy=full}, {@code uri} or {@code name}). */
    public boolean hidden() {
        String wish = by.param("privacy");
        return wish != null && !wish.equalsIgnoreCase("off");
    }

    /** All diversions, the latest first, none is an empty list; null when one is malformed. */
    public static List<Diversion> parse(SipMessage message) {
        List<Diversion> diversions = new ArrayList<>(2);
        for (int i = 0; i < message.count(HeaderName.DIVERSION); i++) {
            List<NameAddr> addresses = NameAddr.parseList(message.value(HeaderName.DIVERSION, i));
            if (addresses == null) {
                return null;
            }
            for (NameAddr address : addresses) {
                String reason = address.param("reason");
                long counter = Contact.seconds(address.param("counter"));
                int bounded = counter < 1 ? 1 : (int) Math.min(counter, COUNTER_MAX);
                diversions.add(new Diversion(address, isWord(reason) ? reason : "unknown", bounded));
            }
        }
        return diversions;
    }

    private static boolean isWord(String reason) {
        return reason != null && reason.matches("[A-Za-z0-9.!%*_+`'~-]+");
    }
}
