package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.sip.session.UserAgentConfig;
import org.junit.jupiter.api.Test;

/**
 * A number is dialled over carriers: carrier-a first, carrier-b where the way failed and never where the callee
 * did.
 */
class DiallingTest {
    private static final long CALL = 2;
    private static final long LEG = 101;
    private final Rig rig = new Rig();

    private void dial() {
        dial("");
    }

    private void dial(String displayed) {
        rig.order(new Order.DialLeg(CALL, LEG, "13800000000", displayed, ""));
        rig.run(50);
    }

    private void carrierAAnswers(int status) {
        rig.carrierA.onInvite = (session, nowNs) -> session.reject(status, 0, "", nowNs);
    }

    @Test
    void answeredAtTheFirstCarrier() {
        dial();
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 180 INVITE
                core: LegRouted[legId=101, trunk=carrier-a, displayed=057112345, hopCauses=]
                core: LegRinging[legId=101]
                carrier-a > 200 INVITE
                carrier-a < ACK
                core: LegAnswered[legId=101]""");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** What is wanting here is no fault of the carrier's. */
    @Test
    void noSessionIsFree() {
        rig.limits = new UserAgentConfig.Limits(rig.limits.transactionsMax(), 0, rig.limits.ringMaxNs());
        rig.telephony = rig.start();
        dial();
        rig.ladder.assertIs("core: LegUnmade[legId=101, cause=no SIP session free]");
        rig.assertNothingLeft();
    }

    @Test
    void aCarrierOutOfServiceIsPassedOver() {
        carrierAAnswers(503);
        dial();
        rig.carrierB.session.accept(rig.carrierB.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 503 INVITE
                carrier-a < ACK
                carrier-b < INVITE
                carrier-b > 180 INVITE
                core: LegRouted[legId=101, trunk=carrier-b, displayed=057112345, hopCauses=carrier-a:503]
                core: LegRinging[legId=101]
                carrier-b > 200 INVITE
                carrier-b < ACK
                core: LegAnswered[legId=101]""");
        rig.carrierB.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** RFC 7339: it is offered control, says in an answer what it does not want, and that goes to carrier-b. */
    @Test
    void aCarrierThatAsksForLessGetsLess() {
        dial();
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.carrierA.agent.overload().target(100_000_000);
        for (int i = 0; i < 300; i++) {
            rig.run(10);
            rig.carrierA.agent.overload().onRead(600_000_000, 32, false, rig.nowNs);
        }
        rig.order(new Order.ClearLeg(CALL, LEG, "caller hung up"));
        rig.run(20);
        assertTrue(rig.ladder.last("carrier-a", '<').contains(";oc;oc-algo=\"loss\"\r\n"));
        assertTrue(rig.ladder.last("carrier-a", '>').contains(";oc=95;oc-algo=\"loss\";oc-validity=500;"));
        carrierAAnswers(486);
        rig.carrierB.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        rig.ladder.forget();
        dial(LEG + 2);
        String told = rig.ladder.text();
        assertTrue(told.startsWith("carrier-b < INVITE\ncarrier-b > 486 INVITE\ncarrier-b < ACK\n"), told);
        assertTrue(told.endsWith("status=486, cause=carrier-a:asked-for-less,carrier-b:486]"), told);
        assertEquals(1, rig.telephony.trunks().getFirst().withheld());
        rig.run(1_500);
        rig.ladder.forget();
        dial(LEG + 4);
        assertTrue(rig.ladder.text().contains("carrier-a < INVITE"), "its time is over");
        rig.assertNothingLeft();
    }

    private void dial(long leg) {
        rig.order(new Order.DialLeg(CALL, leg, "13800000000", "", ""));
        rig.run(50);
    }

    @Test
    void aCarrierThatTimesOutIsPassedOver() {
        carrierAAnswers(408);
        dial();
        rig.carrierB.session.reject(486, 0, "", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 408 INVITE
                carrier-a < ACK
                carrier-b < INVITE
                carrier-b > 180 INVITE
                core: LegRouted[legId=101, trunk=carrier-b, displayed=057112345, hopCauses=carrier-a:408]
                core: LegRinging[legId=101]
                carrier-b > 486 INVITE
                carrier-b < ACK
                core: LegRefused[legId=101, status=486, cause=carrier-a:408,carrier-b:486]""");
        rig.assertNothingLeft();
    }

    @Test
    void aSilentCarrierIsPassedOver() {
        rig.unplugged.add(rig.carrierA);
        dial();
        rig.ladder.assertIs("carrier-a < INVITE");
        rig.run(3_000);
        rig.carrierB.session.accept(rig.carrierB.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-b < INVITE
                carrier-b > 180 INVITE
                core: LegRouted[legId=101, trunk=carrier-b, displayed=057112345, hopCauses=carrier-a:no-response]
                core: LegRinging[legId=101]
                carrier-b > 200 INVITE
                carrier-b < ACK
                core: LegAnswered[legId=101]""");
        rig.carrierB.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** The slow carrier answers after all: its 200 gets ACK and BYE, the call is carrier-b's. */
    @Test
    void aLate200OfACarrierThatWasLeft() {
        rig.carrierA.onInvite = (session, nowNs) -> session.accept(rig.carrierA.sdp(), nowNs);
        rig.unplugged.add(rig.carrierA);
        dial();
        rig.run(3_000);
        rig.unplugged.clear();
        rig.carrierB.session.accept(rig.carrierB.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        rig.run(4_000);
        rig.ladder.assertIs("""
                carrier-a > 200 INVITE
                carrier-a < ACK
                carrier-a < BYE (no response)
                carrier-a > 200 BYE""");
        rig.carrierB.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void aBusyCalleeIsNotRungByAnotherCarrier() {
        carrierAAnswers(486);
        dial();
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 486 INVITE
                carrier-a < ACK
                core: LegRouted[legId=101, trunk=carrier-a, displayed=057112345, hopCauses=carrier-a:486]
                core: LegRefused[legId=101, status=486, cause=carrier-a:486]""");
        rig.assertNothingLeft();
    }

    @Test
    void norOneWhoDeclines() {
        carrierAAnswers(603);
        dial();
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 603 INVITE
                carrier-a < ACK
                core: LegRouted[legId=101, trunk=carrier-a, displayed=057112345, hopCauses=carrier-a:603]
                core: LegRefused[legId=101, status=603, cause=carrier-a:603]""");
        rig.assertNothingLeft();
    }

    /** It rang at a callee: ringing there once more over another carrier would annoy. */
    @Test
    void norOneWhoLetsItRing() {
        dial();
        rig.ladder.forget();
        rig.carrierA.session.reject(408, 0, "", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > 408 INVITE
                carrier-a < ACK
                core: LegRefused[legId=101, status=408, cause=carrier-a:408]""");
        rig.assertNothingLeft();
    }

    @Test
    void everyCarrierFails() {
        carrierAAnswers(503);
        rig.carrierB.onInvite = (session, nowNs) -> session.reject(503, 0, "", nowNs);
        dial();
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 503 INVITE
                carrier-a < ACK
                carrier-b < INVITE
                carrier-b > 503 INVITE
                carrier-b < ACK
                core: LegRouted[legId=101, trunk=carrier-b, displayed=057112345, hopCauses=carrier-a:503,carrier-b:503]
                core: LegRefused[legId=101, status=503, cause=carrier-a:503,carrier-b:503]""");
        rig.assertNothingLeft();
    }

    @Test
    void aFullCarrierIsPassedOver() {
        rig.limit(1);
        rig.carrierA.call("12345", "13900000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        dial();
        rig.ladder.assertIs("""
                carrier-b < INVITE
                carrier-b > 180 INVITE
                core: LegRouted[legId=101, trunk=carrier-b, displayed=057112345, hopCauses=carrier-a:not-admitted]
                core: LegRinging[legId=101]""");
    }

    @Test
    void aNumberThatMayNotBeShown() {
        dial("057199999");
        rig.ladder.assertIs("""
                core: Audit[request=Request[id=0, by=trunk, key=], action=displayed-number, subject=13800000000, \
                allowed=false, detail=057199999 NOT_LISTED]
                core: LegRefused[legId=101, status=403, cause=displayed number 057199999 NOT_LISTED]""");
        rig.assertNothingLeft();
    }

    @Test
    void theCoreGivesUpWhileItRings() {
        dial();
        rig.ladder.forget();
        rig.order(new Order.ClearLeg(CALL, LEG, "caller hung up"));
        rig.run(100);
        rig.ladder.assertIs("""
                carrier-a < CANCEL (caller hung up)
                carrier-a > 200 CANCEL
                carrier-a > 487 INVITE
                carrier-a < ACK""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §9.1: no CANCEL before the carrier said anything; what it says then is answered by it. */
    @Test
    void theCoreGivesUpBeforeTheCarrierSaidAnything() {
        rig.unplugged.add(rig.carrierA);
        dial();
        rig.order(new Order.ClearLeg(CALL, LEG, "caller hung up"));
        rig.unplugged.clear();
        rig.run(1_000);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 180 INVITE
                carrier-a < CANCEL (caller hung up)
                carrier-a > 200 CANCEL
                carrier-a > 487 INVITE
                carrier-a < ACK""");
        rig.assertNothingLeft();
    }
}
