package hotswitch.sip.header;

import java.util.Locale;

/** Session timer (RFC 4028 §4). Refresher is {@code uac}, {@code uas} or "" when the sender leaves it open. */
public record SessionExpires(int seconds, String refresher) {
    /** Null when malformed. */
    public static SessionExpires parse(String value) {
        var header = Grammar.parse("Session-Expires", value, gov.nist.javax.sip.header.extensions.SessionExpires.class);
        if (header == null || header.getExpires() <= 0) {
            return null;
        }
        String refresher = header.getRefresher();
        return new SessionExpires(header.getExpires(), refresher == null ? "" : refresher.toLowerCase(Locale.ROOT));
    }

    /** As a header value. */
    public String format() {
        return refresher.isEmpty() ? Integer.toString(seconds) : seconds + ";refresher=" + refresher;
    }
}
