package hotswitch.call.leg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Order;
import hotswitch.sip.header.Reason;
import hotswitch.sip.session.Ended;
import org.junit.jupiter.api.Test;

/** What the far side of a leg that we end hears of why. */
class ReasonsTest {
    private static final String NORMAL = "Q.850;cause=16;text=\"Normal call clearing\"";
    private static final String ELSEWHERE = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private static String after(Ended why, String said) {
        return Reasons.ending(Reasons.cause(why, said));
    }

    @Test
    void theOtherSideEndedIt() {
        assertEquals(NORMAL, after(Ended.REMOTE_BYE, ""));
        assertEquals(NORMAL, after(Ended.CANCELLED, ""));
        assertEquals("Q.850;cause=102;text=\"Recovery on timer expiry\"", after(Ended.TIMEOUT, ""));
        assertEquals("Q.850;cause=41;text=\"Temporary failure\"", after(Ended.UNREACHABLE, ""));
        for (Ended why : Ended.values()) {
            assertEquals("Q.850", Reason.parse(after(why, "")).protocol(), why::name);
        }
    }

    /** RFC 3326 §2: numbers have a meaning, texts are for people over there. */
    @Test
    void theNumberThatTheOtherSideGaveGoesOn() {
        assertEquals(NORMAL, after(Ended.REMOTE_BYE, "Q.850;cause=16;text=\"normal event\""));
        assertEquals("Q.850;cause=31", after(Ended.REMOTE_BYE, "q.850 ;cause=31 ;text=\"a \\\"secret\\\"\""));
        assertEquals("SIP;cause=487", after(Ended.CANCELLED, "SIP;cause=487;text=\"ORIGINATOR_CANCEL\""));
        assertEquals(ELSEWHERE, after(Ended.CANCELLED, "SIP;cause=200;text=\"answered at the other phone\""));
        assertEquals("Q.850;cause=21", after(Ended.REMOTE_BYE, "Q.850;cause=21, SIP;cause=603"));
    }

    @Test
    void whatMeansNothingDoesNot() {
        for (String said : new String[] {
            "Q.850", "Q.850;cause=0", "Q.850;cause=128", "SIP;cause=100", "X;cause=3", ";;", "Preemption;cause=1"
        }) {
            assertEquals(NORMAL, after(Ended.REMOTE_BYE, said), said);
        }
    }

    @Test
    void weEndItOurselves() {
        assertEquals(ELSEWHERE, Reasons.ending(Order.ClearLeg.ANSWERED_ELSEWHERE));
        assertEquals("Q.850;cause=19;text=\"No answer\"", Reasons.ending(Order.ClearLeg.NO_ANSWER));
        assertEquals("Q.850;cause=16;text=\"transfer\"", Reasons.ending("transfer"));
        assertEquals("Q.850;cause=16;text=\"no such queue: 'x'\"", Reasons.ending("no such queue: \"x\""));
    }
}
