package hotswitch.call.leg;

/** Reason header values (RFC 3326). */
public final class Reasons {
    private Reasons() {}

    /** A Q.850 cause with our text. */
    public static String q850(int cause, String text) {
        return "Q.850;cause=" + cause + ";text=\"" + text.replace("\"", "'") + "\"";
    }

    /** Why we end a leg; 16 is normal clearing. */
    public static String clearing(String text) {
        return q850(16, text);
    }

    /** RFC 3326 §2: the call was answered elsewhere; phones then do not count it as missed. */
    public static String answeredElsewhere() {
        return "SIP;cause=200;text=\"Call completed elsewhere\"";
    }
}
