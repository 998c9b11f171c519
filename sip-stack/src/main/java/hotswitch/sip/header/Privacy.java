package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import java.util.Locale;

/**
 * What the sender of a request wants hidden (RFC 3323 §4.2, RFC 3325 §9.3, RFC 7044 §10.1). What else {@code header}
 * and {@code session} ask for, a back-to-back user agent with its own Via, Contact and media does anyway.
 *
 * @param identity the caller's name and number: {@code id} or {@code user}
 * @param history the numbers that the call came by: {@code history} or {@code header} (RFC 7044 §10.1.2)
 * @param impossible a wish that we do not know, marked {@code critical}: the request must fail (RFC 3323 §5)
 */
public record Privacy(boolean identity, boolean history, boolean impossible) {
    /** Nothing; also what {@code none} says. */
    public static final Privacy NONE = new Privacy(false, false, false);

    public static Privacy of(SipMessage message) {
        if (message.count(HeaderName.PRIVACY) == 0) {
            return NONE;
        }
        boolean identity = false;
        boolean history = false;
        boolean critical = false;
        boolean unknown = false;
        for (int i = 0; i < message.count(HeaderName.PRIVACY); i++) {
            for (String word : message.value(HeaderName.PRIVACY, i).split("[;,]")) {
                switch (word.strip().toLowerCase(Locale.ROOT)) {
                    case "id", "user" -> identity = true;
                    case "history", "header" -> history = true;
                    case "critical" -> critical = true;
                    case "none" -> {
                        return NONE;
                    }
                    case "session", "" -> {}
                    default -> unknown = true;
                }
            }
        }
        return new Privacy(identity, history, critical && unknown);
    }
}
