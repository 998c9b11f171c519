package hotswitch.sip.header;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;

/** A digit carried by SIP INFO; {@code durationMs} 160 where the phone does not say. */
public record DtmfInfo(char digit, int durationMs) {
    private static final int USUAL_MS = 160;
    private static final String DIGITS = "0123456789*#ABCD";

    /** The types of body that are digits. */
    public static final String TYPES = "application/dtmf-relay, application/dtmf";

    /** Whether the body is of a type that is understood. */
    public static boolean understands(SipMessage info) {
        return info.is(HeaderName.CONTENT_TYPE, "application/dtmf-relay")
                || info.is(HeaderName.CONTENT_TYPE, "application/dtmf");
    }

    /** Null for any other INFO. */
    public static DtmfInfo parse(SipMessage info) {
        String type = info.value(HeaderName.CONTENT_TYPE);
        if (type == null) {
            return null;
        }
        String body = info.bodyText();
        if (type.startsWith("application/dtmf-relay")) {
            return of(field(body, "Signal"), field(body, "Duration"));
        }
        return type.startsWith("application/dtmf") ? of(body.strip(), "") : null;
    }

    private static DtmfInfo of(String signal, String duration) {
        String name = signal.equals("10") ? "*" : signal.equals("11") ? "#" : signal;
        if (name.length() != 1 || DIGITS.indexOf(name.charAt(0)) < 0) {
            return null;
        }
        boolean told =
                !duration.isEmpty() && duration.length() < 6 && duration.chars().allMatch(Character::isDigit);
        return new DtmfInfo(name.charAt(0), told ? Integer.parseInt(duration) : USUAL_MS);
    }

    private static String field(String body, String name) {
        for (String line : body.lines().toList()) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.substring(0, equals).strip().equalsIgnoreCase(name)) {
                return line.substring(equals + 1).strip();
            }
        }
        return "";
    }
}
