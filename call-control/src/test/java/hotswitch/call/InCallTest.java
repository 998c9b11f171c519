package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Order;
import hotswitch.sip.sdp.Direction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a party may do within an established call. */
class InCallTest {
    private final Rig rig = new Rig();
    private long leg;

    @BeforeEach
    void established() {
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        leg = rig.core.arrived.legId();
        rig.order(new Order.Answer(rig.core.arrived.callId(), leg));
        rig.run(50);
        rig.ladder.forget();
    }

    /** RFC 3264 §8.4. */
    @Test
    void holdAndRetrieve() {
        rig.carrierA.session.reinvite(rig.carrierA.sdp("sendonly"), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 200 INVITE
                core: LegHeld[legId=e1, held=true]
                carrier-a > ACK""");
        assertEquals(Direction.RECVONLY, rig.media.targets.get(leg).direction());
        rig.carrierA.session.reinvite(rig.carrierA.sdp("sendrecv"), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 200 INVITE
                core: LegHeld[legId=e1, held=false]
                carrier-a > ACK""");
        assertEquals(Direction.SENDRECV, rig.media.targets.get(leg).direction());
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** It sends nothing while it holds or only listens, so that no silence tells of its end. */
    @ParameterizedTest
    @ValueSource(strings = {"sendonly", "recvonly", "inactive"})
    void aTelephoneThatDiesWhileItIsSilentIsNoticed(String direction) {
        rig.carrierA.session.reinvite(rig.carrierA.sdp(direction), rig.nowNs);
        rig.run(50);
        isNoticed(rig, rig.carrierA, "e1");
    }

    @Test
    void aCallerWhoOnlyListensFromTheBeginningAndDiesIsNoticed() {
        Rig other = new Rig();
        other.carrierA.call("12345", "13800000000@192.0.2.10", other.carrierA.sdp("recvonly"), other.nowNs);
        other.run(50);
        other.order(new Order.Answer(other.core.arrived.callId(), other.core.arrived.legId()));
        other.run(50);
        isNoticed(other, other.carrierA, "e1");
    }

    @Test
    void aTelephoneThatOnlyListensFromTheBeginningAndDiesIsNoticed() {
        Rig other = new Rig();
        other.register();
        other.desk.onInvite = (session, nowNs) -> session.accept(other.desk.sdp("recvonly"), nowNs);
        other.order(new Order.OfferLeg(100, 101, 11, "8001", "13800000000", "appeals", false));
        other.run(50);
        isNoticed(other, other.desk, "101");
    }

    private static void isNoticed(Rig rig, Party gone, String legName) {
        rig.unplugged.add(gone);
        rig.ladder.forget();
        rig.run(91_000);
        rig.ladder.assertIs("");
        rig.run(2_000);
        rig.ladder.assertIs(gone.name + " < BYE\ncore: LegCleared[legId=" + legName + ", cause=TIMEOUT]");
    }

    /** A refresh that changes nothing is no news for the core. */
    @Test
    void aRefreshChangesNothing() {
        rig.carrierA.session.reinvite(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 200 INVITE
                carrier-a > ACK""");
    }

    /** The call goes on as it was (RFC 3261 §14.2). */
    @Test
    void aChangeThatDoesNotFitIsRefused() {
        rig.carrierA.codecs = "18";
        rig.carrierA.session.reinvite(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > INVITE
                carrier-a < 488 INVITE (no common audio)
                carrier-a > ACK""");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void digitsByInfo() {
        rig.request(rig.carrierA, "INFO", "application/dtmf-relay", "Signal=5\r\nDuration=240\r\n");
        rig.run(30);
        rig.request(rig.carrierA, "INFO", "application/dtmf", "#");
        rig.run(30);
        rig.request(rig.carrierA, "INFO", "application/dtmf-relay", "Signal=10\r\n");
        rig.run(30);
        rig.request(rig.carrierA, "INFO", "application/media_control+xml", "<media_control/>");
        rig.run(30);
        rig.ladder.assertIs("""
                carrier-a > INFO
                carrier-a < 200 INFO
                core: Digit[legId=e1, digit=5, durationMs=240]
                carrier-a > INFO
                carrier-a < 200 INFO
                core: Digit[legId=e1, digit=#, durationMs=160]
                carrier-a > INFO
                carrier-a < 200 INFO
                core: Digit[legId=e1, digit=*, durationMs=160]
                carrier-a > INFO
                carrier-a < 415 INFO""");
    }

    @Test
    void byeCrossesBye() {
        rig.carrierA.session.bye("", rig.nowNs);
        rig.order(new Order.ClearLeg(rig.core.arrived.callId(), leg, "agent hung up"));
        rig.run(100);
        rig.ladder.assertIs("""
                carrier-a > BYE
                carrier-a < BYE (agent hung up)
                carrier-a < 200 BYE
                carrier-a > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** Orders for a leg that has gone are a normal race. */
    @Test
    void ordersForALegThatHasGone() {
        rig.carrierA.session.bye("", rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        long call = rig.core.arrived.callId();
        rig.order(new Order.Play(call, leg, 1, java.util.List.of("notice"), false));
        rig.order(new Order.HoldLeg(call, leg, true, "music"));
        rig.order(new Order.Bridge(call, leg, 101));
        rig.order(new Order.ClearLeg(call, leg, "late"));
        rig.order(new Order.Reject(call, leg, 486, "late"));
        rig.run(50);
        rig.ladder.assertIs("");
        rig.assertNothingLeft();
    }

    /** A call to us without an offer: ours is in the 200, the answer in the ACK (RFC 3264, RFC 6337 §2). */
    @Test
    void anInviteWithoutAnOffer() {
        rig.carrierA.session.bye("", rig.nowNs);
        rig.run(50);
        rig.carrierA.call("12345", "13800000000@192.0.2.10", "", rig.nowNs);
        rig.run(50);
        rig.order(new Order.Answer(rig.core.arrived.callId(), rig.core.arrived.legId()));
        rig.run(20);
        assertEquals(false, rig.media.targets.containsKey(rig.core.arrived.legId()));
        rig.carrierA.session.ack(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        assertEquals(40_000, rig.media.targets.get(rig.core.arrived.legId()).remotePort());
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }
}
