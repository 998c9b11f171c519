package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call comes in from a carrier: let in or not, and ended at each of its stages. */
class ArrivalsTest {
    /** Nobody may cancel before a provisional response (RFC 3261 §9.1): 100 comes after 200 ms. */
    private static final int AFTER_100_MS = 250;

    private final Rig rig = new Rig();

    private void citizenCalls() {
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
    }

    private void answer() {
        rig.order(new Order.Answer(rig.core.arrived.callId(), rig.core.arrived.legId()));
    }

    @Test
    void answeredAndTheCallerHangsUp() {
        citizenCalls();
        answer();
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: CallArrived[callId=e2, legId=e1, ani=13800000000, dnis=12345, trunk=carrier-a]
                carrier-a < 200 INVITE
                carrier-a > ACK""");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > BYE
                carrier-a < 200 BYE
                core: LegCleared[legId=e1, cause=REMOTE_BYE]""");
        rig.assertNothingLeft();
    }

    @Test
    void anIdentityThatCannotBeReadIsNobodys() {
        rig.carrierA.callAsserting("<sip:1390@a>, <", "12345", "13800000000@192.0.2.10", rig.nowNs);
        rig.run(50);
        assertEquals("13800000000", rig.core.arrived.ani());
        rig.carrierA.callAsserting("<sip:13900000000@a>", "12345", "13800000000@192.0.2.10", rig.nowNs);
        rig.run(50);
        assertEquals("13900000000", rig.core.arrived.ani());
    }

    @Test
    void theCoreHangsUp() {
        citizenCalls();
        answer();
        rig.run(50);
        rig.ladder.forget();
        rig.order(new Order.ClearLeg(rig.core.arrived.callId(), rig.core.arrived.legId(), "agent hung up"));
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < BYE (agent hung up)
                carrier-a > 200 BYE""");
        rig.assertNothingLeft();
    }

    @Test
    void theCallerGivesUpBeforeAnythingHappened() {
        citizenCalls();
        rig.run(AFTER_100_MS);
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: CallArrived[callId=e2, legId=e1, ani=13800000000, dnis=12345, trunk=carrier-a]
                carrier-a > CANCEL
                carrier-a < 200 CANCEL
                carrier-a < 487 INVITE
                core: LegCleared[legId=e1, cause=CANCELLED]
                carrier-a > ACK""");
        rig.assertNothingLeft();
    }

    @Test
    void theCallerGivesUpWhileItRings() {
        citizenCalls();
        rig.order(new Order.Ring(rig.core.arrived.callId(), rig.core.arrived.legId()));
        rig.run(50);
        rig.ladder.forget();
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > CANCEL
                carrier-a < 200 CANCEL
                carrier-a < 487 INVITE
                core: LegCleared[legId=e1, cause=CANCELLED]
                carrier-a > ACK""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §9.2: a CANCEL behind our 200 changes nothing; the caller ends the call by BYE. */
    @Test
    void theCallersCancelCrossesOur200() {
        citizenCalls();
        rig.run(AFTER_100_MS);
        rig.ladder.forget();
        rig.carrierA.session.cancel("", rig.nowNs);
        answer();
        rig.run(200);
        rig.ladder.assertIs("""
                carrier-a > CANCEL
                carrier-a < 200 INVITE
                carrier-a < 200 CANCEL
                carrier-a > ACK
                carrier-a > BYE
                carrier-a < 200 BYE
                core: LegCleared[legId=e1, cause=REMOTE_BYE]""");
        rig.assertNothingLeft();
    }

    /** The other way round: the core's answer comes when the caller has already gone. */
    @Test
    void anAnswerForACallerWhoHasGone() {
        citizenCalls();
        rig.run(AFTER_100_MS);
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        answer();
        rig.run(50);
        rig.ladder.assertIs("");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §13.3.1.4: BYE after 64*T1; the core hears of it with the BYE, whether that is answered or not. */
    @Test
    void theCallerVanishesBeforeItsAck() {
        citizenCalls();
        rig.unplugged.add(rig.carrierA);
        answer();
        rig.ladder.forget();
        rig.run(31_900);
        rig.ladder.assertIs("");
        rig.run(200);
        rig.ladder.assertIs("""
                carrier-a < BYE
                core: LegCleared[legId=e1, cause=NO_ACK]""");
        rig.run(33_000);
        rig.ladder.assertIs("");
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void refusedByTheCore() {
        citizenCalls();
        rig.order(new Order.Reject(rig.core.arrived.callId(), rig.core.arrived.legId(), 404, "no such number"));
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: CallArrived[callId=e2, legId=e1, ani=13800000000, dnis=12345, trunk=carrier-a]
                carrier-a < 404 INVITE (no such number)
                carrier-a > ACK""");
        rig.assertNothingLeft();
    }

    @Test
    void noMediaPortIsFree() {
        rig.media.portsMax = 1;
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: RaiseAlarm[code=MEDIA_PORTS_SCARCE, detail=new callers get 503, on=true]
                carrier-a < 503 INVITE retry-after=2
                carrier-a > ACK""");
        rig.run(11_000);
        rig.ladder.assertIs("core: RaiseAlarm[code=MEDIA_PORTS_SCARCE, detail=nobody was refused, on=false]");
        rig.assertNothingLeft();
    }

    /** Who is inside is owed a port for whoever takes his call: new callers are refused before nobody could be rung. */
    @Test
    void thePortOfWhoIsInsideIsKept() {
        rig.register();
        rig.media.portsMax = 3;
        citizenCalls();
        answer();
        rig.run(50);
        long waiting = rig.core.arrived.callId();
        rig.ladder.forget();
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: RaiseAlarm[code=MEDIA_PORTS_SCARCE, detail=new callers get 503, on=true]
                carrier-a < 503 INVITE retry-after=2
                carrier-a > ACK""");
        rig.order(new Order.OfferLeg(waiting, 101, 11, "8001", "13800000000", "appeals", false));
        rig.run(50);
        assertTrue(rig.ladder.last("desk", '<').startsWith("INVITE "), "the agent is rung");
    }

    /** RFC 3261 §16.7: what a far side says may mean nothing to this one. */
    @Test
    void aRefusalThatNeedsMoreThanItsStatusIsAnotherOne() {
        String[] pairs = {"302 480", "407 502", "422 502", "699 603", "486 486", "503 503"};
        for (String pair : pairs) {
            citizenCalls();
            int status = Integer.parseInt(pair.substring(0, 3));
            long leg = rig.core.arrived.legId();
            rig.order(new Order.Reject(rig.core.arrived.callId(), leg, status, "carrier-b:" + status));
            rig.run(50);
            String answer = rig.ladder.last("carrier-a", '<');
            assertTrue(answer.startsWith("SIP/2.0 " + pair.substring(4)) && answer.contains("b:" + status), answer);
        }
    }

    @Test
    void theTrunkIsFull() {
        rig.limit(1);
        citizenCalls();
        rig.ladder.forget();
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 503 INVITE retry-after=2
                carrier-a > ACK""");
        assertEquals(1, rig.telephony.trunks().getFirst().inUse());
    }

    @Test
    void theCoreIsBusy() {
        rig.core.room = false;
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 503 INVITE retry-after=5
                carrier-a > ACK""");
        rig.assertNothingLeft();
    }

    @Test
    void drainingRefusesNewCallsAndKeepsOldOnes() {
        citizenCalls();
        answer();
        rig.run(50);
        rig.telephony.drain(rig.nowNs);
        hotswitch.sip.session.Session talking = rig.carrierA.session;
        rig.ladder.forget();
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 503 INVITE retry-after=5
                carrier-a > ACK""");
        talking.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** The disk is full: refused for a while, and let in again afterwards; who is inside stays. */
    @Test
    void noRoomForNewCallsForAWhile() {
        citizenCalls();
        answer();
        rig.run(50);
        hotswitch.sip.session.Session talking = rig.carrierA.session;
        rig.telephony.admit(false);
        rig.ladder.forget();
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 503 INVITE retry-after=5
                carrier-a > ACK""");
        rig.telephony.admit(true);
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: CallArrived[callId=e4, legId=e3, ani=13800000000, dnis=12345, trunk=carrier-a]""");
        rig.carrierA.session.cancel("", rig.nowNs);
        talking.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** RFC 3261 §11.2: what is understood; and whether a call would be let in. */
    @Test
    void optionsAreAnsweredAsACallWouldBe() {
        rig.carrierA.asks(20, rig.nowNs);
        rig.run(50);
        String answer = rig.ladder.last("carrier-a", '<');
        assertTrue(answer.startsWith("SIP/2.0 200 "), answer);
        List<String> told =
                List.of("Allow", "Accept", "Accept-Encoding", "Accept-Language", "Supported", "Allow-Events");
        for (String header : told) {
            assertTrue(answer.contains("\r\n" + header + ": "), answer);
        }
        rig.telephony.admit(false);
        rig.carrierA.asks(21, rig.nowNs);
        rig.run(50);
        answer = rig.ladder.last("carrier-a", '<');
        assertTrue(answer.startsWith("SIP/2.0 503 ") && answer.contains("\r\nRetry-After: 5\r\n"), answer);
    }

    /** Whoever has no trunk's address learns nothing, not even whether the number exists. */
    @Test
    void aStrangerIsChallenged() {
        rig.stranger.call("12345", "13800000000@203.0.113.9", rig.stranger.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                stranger > INVITE
                stranger < 401 INVITE
                stranger > ACK""");
        rig.assertNothingLeft();
    }

    @Test
    void aCarriersCallThatClaimsASeatIsChallenged() {
        rig.carrierA.call("12345", "8001@hotline.local", rig.carrierA.sdp(), rig.nowNs);
        rig.run(20);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 401 INVITE
                carrier-a > ACK""");
    }

    @Test
    void noCommonCodec() {
        rig.carrierA.codecs = "18";
        citizenCalls();
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 488 INVITE (no common audio)
                carrier-a > ACK""");
        assertTrue(rig.ladder.last("carrier-a", '<').contains("Warning: 305 hotline.local \"no common codec\"\r\n"));
        rig.assertNothingLeft();
    }

    @Test
    void aRetransmittedInviteIsOneCall() {
        rig.unplugged.add(rig.carrierA);
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(100);
        rig.unplugged.clear();
        rig.run(2_000);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                core: CallArrived[callId=e2, legId=e1, ani=13800000000, dnis=12345, trunk=carrier-a]""");
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.assertNothingLeft();
    }
}
