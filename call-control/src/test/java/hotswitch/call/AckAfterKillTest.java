package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.call.leg.LegFact;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} between our final response and its ACK: the next process says the same response until the ACK comes
 * (RFC 3261 §13.3.1.4, §17.2.1). The caller has heard that it rings and asks no more. What is said again is the same to
 * the byte, so that it stands in no ladder.
 */
final class AckAfterKillTest {
    private final Rig rig = new Rig();
    private long call;
    private long leg;

    @BeforeEach
    void itRings() {
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        call = rig.core.arrived.callId();
        leg = rig.core.arrived.legId();
        rig.order(new Order.Ring(call, leg));
        rig.run(50);
        rig.unplugged.add(rig.carrierA);
    }

    private void kill(String legIs) {
        rig.ladder.forget();
        rig.kill(call, legIs.isEmpty() ? new LegRow[0] : new LegRow[] {Rig.leg(leg, call, "CALLER", legIs)});
    }

    @Test
    void a200IsSaidAgainUntilItsAck() {
        rig.order(new Order.Answer(call, leg));
        rig.run(300);
        kill("CONNECTED");
        rig.run(1_600);
        rig.unplugged.clear();
        rig.run(3_000);
        rig.ladder.assertIs("carrier-a > ACK");
        kill("CONNECTED");
        rig.run(40_000);
        rig.ladder.assertIs("");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > BYE
                carrier-a < 200 BYE
                core: LegCleared[legId=e1, cause=REMOTE_BYE]""");
        rig.assertNothingLeft();
    }

    /** The ACK does not write the fact anew: our 200 goes from its end; the peer's number and place are the ACK's. */
    @Test
    void withTheAckThe200Goes() {
        rig.order(new Order.Answer(call, leg));
        byte[] before = rig.core.legs.firstEntry().getValue();
        assertNotNull(LegFact.decode(before).said());
        rig.unplugged.clear();
        rig.run(1_000);
        byte[] after = rig.core.legs.firstEntry().getValue();
        int same = Arrays.mismatch(before, after);
        assertTrue(after.length < same + 64, () -> after.length - same + " bytes came");
        assertTrue(after.length < before.length - 400, () -> before.length - after.length + " bytes went");
        LegFact fact = LegFact.decode(after);
        assertNull(fact.said());
        assertEquals(LegFact.decode(before).dialog(), fact.dialog());
        assertThrows(IllegalArgumentException.class, () -> LegFact.decode(Arrays.copyOf(after, after.length + 1)));
        kill("CONNECTED");
        rig.run(40_000);
        rig.ladder.assertIs("");
    }

    @Test
    void a200ThatStaysWithoutAckIsGivenUpWithBye() {
        rig.order(new Order.Answer(call, leg));
        kill("CONNECTED");
        rig.run(31_900);
        rig.ladder.assertIs("");
        rig.run(200);
        rig.ladder.assertIs("""
                carrier-a < BYE
                core: LegCleared[legId=e1, cause=NO_ACK]""");
    }

    /** RFC 3261 §15: BYE only once the ACK has come; the core had released the call before the kill. */
    @Test
    void a200OfACallThatIsOverIsSaidAgainAndThenEnded() {
        rig.order(new Order.Answer(call, leg));
        rig.order(new Order.ClearLeg(call, leg, "flow"));
        kill("");
        rig.unplugged.clear();
        rig.run(1_000);
        rig.ladder.assertIs("""
                carrier-a > ACK
                carrier-a < BYE (not bound again after a restart)
                carrier-a > 200 BYE""");
        rig.assertNothingLeft();
    }

    @Test
    void aRefusalIsSaidAgainUntilItsAck() {
        rig.order(new Order.Reject(call, leg, 486, "busy"));
        rig.run(300);
        kill("");
        rig.unplugged.clear();
        rig.run(1_000);
        rig.ladder.assertIs("carrier-a > ACK");
        rig.assertNothingLeft();
    }

    /** It is no second call, whatever the dead process had said. */
    @Test
    void whoAsksAgainAfterARefusalHearsIt() {
        rig.order(new Order.Reject(call, leg, 486, "busy"));
        rig.run(300);
        kill("");
        rig.core.arrived = null;
        rig.run(40_000);
        assertEquals(null, rig.core.arrived);
        assertEquals(java.util.Map.of(), rig.core.legs);
    }

    @Test
    void whoGaveUpHears487Again() {
        rig.unplugged.clear();
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.run(5);
        rig.unplugged.add(rig.carrierA);
        rig.run(300);
        kill("");
        rig.unplugged.clear();
        rig.run(1_000);
        rig.ladder.assertIs("carrier-a > ACK");
        rig.assertNothingLeft();
    }
}
