package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.Locale;

/** What the network permits of audio before the answer: the P-Early-Media header (RFC 5009 §8). */
public final class EarlyMedia {
    private EarlyMedia() {}

    /** A network that says nothing permits it; one that lets nothing through to us says so. */
    public static boolean permitted(SipMessage response) {
        String value = response.value(HeaderName.P_EARLY_MEDIA);
        boolean permitted = true;
        for (String each : value == null ? new String[0] : value.split(",")) {
            permitted = switch (each.strip().toLowerCase(Locale.ROOT)) {
                case "sendrecv", "sendonly" -> true;
                case "recvonly", "inactive" -> false;
                default -> permitted;
            };
        }
        return permitted;
    }
}
