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

    /** Why we refuse a call: the cause that stands for this status (RFC 3398 §8.2.6.1) and our text. */
    public static String refusing(int status, String text) {
        int cause = switch (status) {
            case 404, 604 -> 1; // unallocated number
            case 486, 600 -> 17; // user busy
            case 480 -> 18; // no user responding
            case 403, 603 -> 21; // call rejected
            case 410 -> 22; // number changed
            case 484 -> 28; // invalid number format
            case 488, 606 -> 65; // bearer capability not implemented
            case 408, 504 -> 102; // recovery on timer expiry
            case 500, 503 -> 41; // temporary failure
            default -> 31; // normal, unspecified
        };
        return q850(cause, text);
    }

    /** RFC 3326 §2: the call was answered elsewhere; phones then do not count it as missed. */
    public static String answeredElsewhere() {
        return "SIP;cause=200;text=\"Call completed elsewhere\"";
    }
}
