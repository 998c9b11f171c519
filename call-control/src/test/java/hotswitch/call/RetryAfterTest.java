package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Retry-After: of a 503 it is the carrier's, of any other answer the callee's (RFC 3261 §20.33, §21.4.18, §21.5.4). */
class RetryAfterTest {
    private final Rig rig = new Rig();
    private long legId = 100;

    /** Which carrier is called next, a second after carrier-a has answered one call so. */
    private String nextAfter(int status, String retryAfter) {
        rig.carrierA.onInvite =
                (session, nowNs) -> session.reject(status, List.of("Retry-After: " + retryAfter), nowNs);
        dial();
        rig.run(1_000);
        rig.ladder.forget();
        dial();
        return rig.ladder.text().lines().findFirst().orElseThrow();
    }

    private void dial() {
        rig.order(new Order.DialLeg(2, ++legId, "13800000000", "", ""));
        rig.run(50);
    }

    @Test
    void aCarrierThatIsOutOfServiceRests() {
        assertEquals("carrier-b < INVITE", nextAfter(503, "60"));
    }

    /** Behind the seconds there may be a comment, and parameters. */
    @Test
    void soDoesOneThatSaysMore() {
        assertEquals("carrier-b < INVITE", nextAfter(503, "60 (maintenance)"));
        rig.run(61_000);
        assertEquals("carrier-b < INVITE", nextAfter(503, "60;duration=3600"));
    }

    @Test
    void aCalleeThatIsBusyForLongIsNoReasonToRest() {
        for (int status : new int[] {404, 480, 486, 600, 603}) {
            assertEquals("carrier-a < INVITE", nextAfter(status, "3600"), () -> "after " + status);
        }
    }

    @Test
    void whatIsNoNumberIsNone() {
        assertEquals("carrier-a < INVITE", nextAfter(503, "60seconds"));
    }
}
