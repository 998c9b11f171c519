package hotswitch.sip.header;

/** Where a call is to be transferred to (RFC 3515 §2.1); replaces is null for a transfer without consultation. */
public record ReferTo(NameAddr target, Replaces replaces) {
    /** Null when malformed, or when it carries a Replaces that is. */
    public static ReferTo parse(String value) {
        var header = Grammar.parse("Refer-To", value, gov.nist.javax.sip.header.ReferTo.class);
        NameAddr target = header == null ? null : NameAddr.parse(value);
        if (target == null) {
            return null;
        }
        String escaped = target.uri().headers().get("Replaces");
        Replaces replaces = escaped == null ? null : Replaces.parse(escaped);
        return escaped != null && replaces == null ? null : new ReferTo(target, replaces);
    }

    /** RFC 3515 §2.1: nothing but an INVITE is asked for. */
    public boolean isCall() {
        String method = target.uri().param("method");
        return method == null || method.equalsIgnoreCase("INVITE");
    }
}
