package hotswitch.sim.signal.net;

import java.nio.charset.StandardCharsets;

/**
 * A SIP message as an onlooker reads it: a few headers cut out of the text (RFC 3261 §7, §20), without the code that is
 * being watched. "" and 0 for what is not there.
 */
public record WireMessage(
        boolean request,
        String method,
        int status,
        String callId,
        String fromTag,
        String toTag,
        long cseq,
        String branch,
        String text) {

    static WireMessage read(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        String first = text.substring(0, text.indexOf("\r\n"));
        boolean request = !first.startsWith("SIP/2.0 ");
        String[] cseq = value(text, "CSeq").split(" ");
        return new WireMessage(
                request,
                cseq[1],
                request ? 0 : Integer.parseInt(first.substring(8, 11)),
                value(text, "Call-ID"),
                parameter(value(text, "From"), "tag"),
                parameter(value(text, "To"), "tag"),
                Long.parseLong(cseq[0]),
                parameter(value(text, "Via"), "branch"),
                text);
    }

    /** The header's first value, "" if there is none. */
    public String header(String name) {
        return value(text, name);
    }

    /** An INVITE outside a dialog, or what belongs to it. */
    public boolean isInvite() {
        return method.equals("INVITE");
    }

    public boolean isFinal() {
        return status >= 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The user part of the first URI in this header. */
    public String user(String header) {
        String value = value(text, header);
        int from = value.indexOf("sip:");
        int to = value.indexOf('@', from);
        return from < 0 || to < 0 ? "" : value.substring(from + 4, to);
    }

    /** {@code INVITE}, {@code 200 INVITE}. */
    public String label() {
        return request ? method : status + " " + method;
    }

    private static String value(String text, String name) {
        int head = text.indexOf("\r\n\r\n");
        int at = text.indexOf("\r\n" + name + ": ");
        if (at < 0 || at > head) {
            return "";
        }
        int from = at + name.length() + 4;
        return text.substring(from, text.indexOf("\r\n", from));
    }

    private static String parameter(String value, String name) {
        int at = value.lastIndexOf(";" + name + "=");
        if (at < 0) {
            return "";
        }
        int from = at + name.length() + 2;
        int to = value.indexOf(';', from);
        return value.substring(from, to < 0 ? value.length() : to);
    }
}
