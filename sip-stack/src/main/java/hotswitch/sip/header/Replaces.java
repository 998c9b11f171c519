package hotswitch.sip.header;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The dialog that an INVITE takes the place of (RFC 3891 §6.1), tags as the receiver of the header sees them. */
public record Replaces(String callId, String toTag, String fromTag, boolean earlyOnly) {
    /** Null when malformed or when a tag is missing. */
    public static Replaces parse(String value) {
        var header = Grammar.parse("Replaces", value, gov.nist.javax.sip.header.extensions.Replaces.class);
        if (header == null || header.getCallId() == null || header.getToTag() == null || header.getFromTag() == null) {
            return null;
        }
        return new Replaces(
                header.getCallId(), header.getToTag(), header.getFromTag(), header.hasParameter("early-only"));
    }

    /** As a header value. */
    public String format() {
        return callId + ";to-tag=" + toTag + ";from-tag=" + fromTag + (earlyOnly ? ";early-only" : "");
    }

    /** As the header part of a Refer-To URI (RFC 3891 §4): everything but unreserved characters escaped. */
    public String escaped() {
        StringBuilder text = new StringBuilder("Replaces=");
        for (byte b : format().getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (HeaderText.isAlphanumeric(c) || "-_.!~*'()".indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
            }
        }
        return text.toString();
    }
}
