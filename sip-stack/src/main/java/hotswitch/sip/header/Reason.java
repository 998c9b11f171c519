package hotswitch.sip.header;

/** Why a request was sent (RFC 3326 §2), for example {@code Q.850;cause=16;text="Normal call clearing"}. */
public record Reason(String protocol, int cause, String text) {
    /** The first reason of a Reason header; null when malformed. Cause is -1 and text "" when not given. */
    public static Reason parse(String value) {
        var list = Grammar.parse("Reason", value, gov.nist.javax.sip.header.ReasonList.class);
        if (list == null || list.isEmpty()) {
            return null;
        }
        var reason = (gov.nist.javax.sip.header.Reason) list.getFirst();
        String text = reason.getText();
        return new Reason(reason.getProtocol(), reason.getCause(), text == null ? "" : text);
    }

    /** As a header value. */
    public String format() {
        String head = cause < 0 ? protocol : protocol + ";cause=" + cause;
        return text.isEmpty()
                ? head
                : head + ";text=\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
