package hotswitch.call.leg;

import hotswitch.acd.Order;
import hotswitch.sip.header.Reason;
import hotswitch.sip.session.Ended;

/** Reason header values (RFC 3326). */
public final class Reasons {
    private static final String NORMAL = clearing("Normal call clearing");

    private Reasons() {}

    /** A Q.850 cause with our text. */
    public static String q850(int cause, String text) {
        return "Q.850;cause=" + cause + ";text=\"" + text.replace("\"", "'") + "\"";
    }

    /** Why we end a leg; 16 is normal clearing. */
    public static String clearing(String text) {
        return q850(16, text);
    }

    /** Why a leg of a call ended by itself, for the core: {@code said} is the Reason that its far side gave, or "". */
    public static String cause(Ended why, String said) {
        return said.isEmpty() ? why.name() : why + " " + said;
    }

    /** Why we end a leg, for its far side: {@code cause} is the core's, often {@link #cause} of another leg. */
    public static String ending(String cause) {
        if (cause.equals(Order.ClearLeg.ANSWERED_ELSEWHERE)) {
            return answeredElsewhere();
        }
        for (Ended why : Ended.values()) {
            if (cause.equals(why.name())) {
                return ended(why);
            }
            if (cause.startsWith(why + " ")) {
                String theirs = passedOn(cause.substring(why.name().length() + 1));
                return theirs.isEmpty() ? ended(why) : theirs;
            }
        }
        return cause.equals(Order.ClearLeg.NO_ANSWER) ? q850(19, "No answer") : clearing(cause);
    }

    private static String ended(Ended why) {
        return switch (why) {
            case REMOTE_BYE, LOCAL_BYE, CANCELLED, REJECTED, REFUSED -> NORMAL;
            case NO_ACK, TIMEOUT -> q850(102, "Recovery on timer expiry");
            case UNREACHABLE -> q850(41, "Temporary failure");
        };
    }

    /**
     * RFC 3326 §2: the number that the other side gave, in the text of the field and not in that side's. A call that
     * was given up because it was answered elsewhere is no missed one at our phones either.
     */
    private static String passedOn(String said) {
        Reason reason = Reason.parse(said);
        boolean q850 = reason != null && reason.protocol().equalsIgnoreCase("Q.850");
        boolean sip = reason != null && reason.protocol().equalsIgnoreCase("SIP");
        int cause = reason == null ? -1 : reason.cause();
        if (q850 && cause == 16) {
            return NORMAL;
        }
        if (sip && cause == 200) {
            return answeredElsewhere();
        }
        if (q850 && cause > 0 && cause < 128) {
            return "Q.850;cause=" + cause;
        }
        return sip && cause >= 300 && cause < 700 ? "SIP;cause=" + cause : "";
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
