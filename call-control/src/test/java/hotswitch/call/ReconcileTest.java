package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import hotswitch.acd.Direction;
import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.acd.snapshot.StateView.Playing;
import hotswitch.acd.snapshot.StateView.SegmentRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code kill -9}: what the next process makes of the legs, from edge facts and the core's state alone. */
class ReconcileTest {
    private static final long AGENT_LEG = 101;
    private final Rig rig = new Rig();
    private final List<LegRow> wanted = new ArrayList<>();
    private final List<SegmentRow> segments = new ArrayList<>();
    private long call;
    private long leg;
    /** The last call of which the core heard. */
    private long lastArrived;

    private void citizenCalls() {
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        call = rig.core.arrived.callId();
        lastArrived = call;
        leg = rig.core.arrived.legId();
    }

    private void talking() {
        rig.register();
        citizenCalls();
        rig.order(new Order.Answer(call, leg));
        rig.order(new Order.OfferLeg(call, AGENT_LEG, 11, "8001", "13800000000", "", false));
        rig.run(50);
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.forget();
    }

    private void want(long id, String state, long peer) {
        want(id, state, peer, "", new Playing(0, List.of(), false));
    }

    private void want(long id, String state, long peer, String holdMusic, Playing playing) {
        wanted.add(new LegRow(id, call, id == leg ? "CALLER" : "AGENT", state, "", peer, holdMusic, false, playing));
    }

    private Telephony.Recovered restart() {
        return restart(List.of());
    }

    private Telephony.Recovered restart(List<Order> early) {
        List<CallRow> calls = wanted.isEmpty()
                ? List.of()
                : List.of(new CallRow(call, Direction.INBOUND, "CONNECTED", "", "", "", "", 0, 0, 0, 0, 0, "", ""));
        StateView state = new StateView(
                0,
                rig.nowNs,
                lastArrived,
                false,
                false,
                List.of(),
                calls,
                wanted,
                List.of(),
                List.of(),
                segments,
                List.of());
        return rig.restart(state, early);
    }

    @Test
    void aConversationGoesOnOnTheSamePorts() {
        talking();
        List<Integer> ports = List.copyOf(rig.media.open.values());
        want(AGENT_LEG, "CONNECTED", leg);
        want(leg, "CONNECTED", AGENT_LEG);
        segments.add(new SegmentRow(call, 1, leg, AGENT_LEG, true, 0));
        assertEquals(new Telephony.Recovered(2, 0, 0, 0), restart());
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                media: bridge 101 and e1
                media: go on recording e2-1""");
        assertEquals(ports, List.copyOf(rig.media.open.values()));
        assertEquals("192.0.2.10", rig.media.targets.get(leg).remoteAddress());
        assertEquals(1, rig.telephony.trunks().getFirst().inUse());
        rig.carrierA.session.bye("", rig.nowNs);
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "caller hung up"));
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > BYE
                desk < BYE (caller hung up)
                carrier-a < 200 BYE
                core: LegCleared[legId=e1, cause=REMOTE_BYE]
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** RFC 3261 §12.2.1.1: who counts on from where the first process was would be refused with 500. */
    @Test
    void numbersOfRequestsRiseOverEachRestart() {
        talking();
        want(AGENT_LEG, "CONNECTED", leg);
        want(leg, "CONNECTED", AGENT_LEG);
        restart();
        restart();
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "over"));
        assertNotEquals(-1, rig.ladder.last("desk", '<').indexOf("CSeq: 2002 BYE"));
    }

    @Test
    void whoWaitsHearsTheMusicAgainAndWhoIsHeldToo() {
        talking();
        want(AGENT_LEG, "CONNECTED", 0, "hold-music", new Playing(0, List.of(), false));
        want(leg, "CONNECTED", 0, "", new Playing(5, List.of("queue-music"), true));
        restart();
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                media: hold 101 hold-music
                media: play to e1 [queue-music] for ever""");
    }

    /** Something was due at the very start: the core ordered it before the edges were there. */
    @Test
    void whatIsOrderedMeanwhileIsNotLost() {
        talking();
        want(leg, "CONNECTED", 0);
        want(13, "RINGING", 0);
        Telephony.Recovered recovered =
                restart(List.of(new Order.OfferLeg(call, 13, 12, "8001", "13800000000", "", false)));
        assertEquals(new Telephony.Recovered(1, 0, 1, 0), recovered);
        rig.run(50);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                desk < BYE (not bound again after a restart)
                desk < INVITE
                headset < INVITE
                desk > 200 BYE
                desk > 180 INVITE
                headset > 180 INVITE
                core: LegRinging[legId=13]""");
    }

    /** The core released the call, the kill came before the BYE went out. */
    @Test
    void whatTheCoreNoLongerKnowsIsEnded() {
        talking();
        assertEquals(new Telephony.Recovered(0, 0, 2, 0), restart());
        rig.run(100);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                desk < BYE (not bound again after a restart)
                carrier-a < BYE (not bound again after a restart)
                desk > 200 BYE
                carrier-a > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** The core released the call and the BYEs went out, but one got lost before the kill: it is said once more. */
    @Test
    void aByeThatNobodyConfirmedIsSaidAgain() {
        talking();
        rig.unplugged.add(rig.carrierA);
        rig.order(new Order.ClearLeg(call, leg, "agent hung up"));
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "agent hung up"));
        rig.run(100);
        rig.unplugged.clear();
        rig.ladder.forget();
        assertEquals(new Telephony.Recovered(0, 0, 1, 0), restart());
        rig.run(100);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                carrier-a < BYE (not bound again after a restart)
                carrier-a > 200 BYE""");
        rig.assertNothingLeft();
        assertEquals(new Telephony.Recovered(0, 0, 0, 0), restart());
    }

    /** Nor does a telephone ring on because a CANCEL got lost. */
    @Test
    void aCancelThatNobodyConfirmedIsSaidAgain() {
        rig.register();
        rig.order(new Order.OfferLeg(2, AGENT_LEG, 11, "8001", "13800000000", "", false));
        rig.run(50);
        rig.unplugged.add(rig.desk);
        rig.order(new Order.ClearLeg(2, AGENT_LEG, "caller hung up"));
        rig.run(100);
        rig.unplugged.clear();
        assertEquals(new Telephony.Recovered(0, 0, 1, 0), restart());
        rig.ladder.forget();
        rig.run(200);
        rig.ladder.assertIs("""
                desk < CANCEL (not bound again after a restart)
                desk > 200 CANCEL
                desk > 487 INVITE
                desk < ACK""");
        rig.assertNothingLeft();
    }

    /** Nobody saw its end: the last packet tells when that was, and its file can be made. */
    @Test
    void theRecordingOfACallThatIsOver() {
        segments.add(new SegmentRow(4, 1, 6, AGENT_LEG, false, 0));
        restart();
        rig.ladder.assertIs("""
                media: close the recording of 4-1
                media: finish the recording of 4""");
    }

    @Test
    void aLegWithoutAFactIsLost() {
        want(AGENT_LEG, "CONNECTED", 0);
        assertEquals(new Telephony.Recovered(0, 0, 0, 1), restart());
        rig.ladder.assertIs("core: LegLost[legId=101, cause=restart]");
    }

    @Test
    void aLegWhosePortIsTakenIsLostAndItsFarSideHearsOfIt() {
        talking();
        want(AGENT_LEG, "CONNECTED", leg);
        want(leg, "CONNECTED", AGENT_LEG);
        rig.media.portsMax = 1;
        assertEquals(new Telephony.Recovered(1, 0, 1, 1), restart());
        rig.run(100);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                carrier-a < BYE (not bound again after a restart)
                core: LegLost[legId=e1, cause=restart]
                carrier-a > 200 BYE""");
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "caller lost"));
        rig.assertNothingLeft();
    }

    /** The telephones take the INVITE for a retransmission and go on ringing; registrations are still there. */
    @Test
    void anOfferGoesOn() {
        rig.register();
        citizenCalls();
        rig.order(new Order.Answer(call, leg));
        rig.order(new Order.OfferLeg(call, AGENT_LEG, 11, "8001", "13800000000", "", false));
        rig.run(50);
        rig.ladder.forget();
        want(AGENT_LEG, "ALERTING", 0);
        want(leg, "CONNECTED", 0);
        assertEquals(new Telephony.Recovered(1, 1, 0, 0), restart());
        rig.run(50);
        rig.ladder.forget();
        rig.headset.session.accept(rig.headset.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.assertIs("""
                headset > 200 INVITE
                headset < ACK
                desk < CANCEL (Call completed elsewhere)
                core: LegAnswered[legId=101]
                desk > 200 CANCEL
                desk > 487 INVITE
                desk < ACK""");
        rig.headset.session.bye("", rig.nowNs);
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void registrationsAreStillThere() {
        rig.register();
        restart();
        rig.ladder.assertIs("core: DeviceUp[device=8001]");
        rig.order(new Order.OfferLeg(2, AGENT_LEG, 11, "8001", "13800000000", "", false));
        rig.ladder.assertIs("""
                desk < INVITE
                headset < INVITE""");
    }

    /** The core had answered, the kill came before the 200. */
    @Test
    void whoWasToBeAnsweredIsAnswered() {
        citizenCalls();
        rig.ladder.forget();
        want(leg, "CONNECTED", 0);
        assertEquals(new Telephony.Recovered(0, 1, 0, 0), restart());
        rig.run(100);
        rig.ladder.assertIs("""
                carrier-a < 200 INVITE
                carrier-a > ACK""");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.run(50);
        rig.assertNothingLeft();
    }

    /** It hung up while nobody was there to hear its CANCEL: the answer finds nobody, and that is told. */
    @Test
    void whoGaveUpMeanwhile() {
        citizenCalls();
        rig.run(250);
        rig.unplugged.add(rig.carrierA);
        rig.carrierA.session.cancel("", rig.nowNs);
        rig.run(10);
        want(leg, "TRYING", 0);
        assertEquals(new Telephony.Recovered(0, 1, 0, 0), restart());
        rig.unplugged.clear();
        rig.ladder.forget();
        rig.run(1_000);
        rig.ladder.assertIs("""
                carrier-a < 200 CANCEL
                carrier-a < 487 INVITE
                core: LegCleared[legId=e1, cause=CANCELLED]
                carrier-a > ACK""");
        rig.assertNothingLeft();
    }

    /** The core had released it, the kill came before the refusal. */
    @Test
    void whoWasToBeRefusedIsRefused() {
        citizenCalls();
        rig.ladder.forget();
        assertEquals(new Telephony.Recovered(0, 0, 1, 0), restart());
        rig.run(100);
        rig.ladder.assertIs("""
                carrier-a < 480 INVITE (not bound again after a restart)
                carrier-a > ACK""");
        rig.assertNothingLeft();
    }

    /** The kill came between its edge fact and its command. */
    @Test
    void aCallOfWhichTheCoreNeverHeardArrivesNow() {
        citizenCalls();
        rig.ladder.forget();
        lastArrived = 0;
        restart();
        long again = rig.core.arrived.callId();
        assertNotEquals(call, again);
        rig.order(new Order.Answer(again, rig.core.arrived.legId()));
        rig.run(1_000);
        rig.ladder.assertIs("""
                core: CallArrived[callId=e2, legId=e1, ani=13800000000, dnis=12345, trunk=carrier-a]
                carrier-a < 200 INVITE
                carrier-a > ACK""");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void aDialledNumberGoesOnRinging() {
        rig.order(new Order.DialLeg(2, AGENT_LEG, "13800000000", "", ""));
        rig.run(50);
        rig.ladder.forget();
        want(AGENT_LEG, "ALERTING", 0);
        assertEquals(new Telephony.Recovered(0, 1, 0, 0), restart());
        rig.run(50);
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                core: LegRouted[legId=101, trunk=carrier-a, displayed=057112345, hopCauses=]
                core: LegRinging[legId=101]
                carrier-a > 200 INVITE
                carrier-a < ACK
                core: LegAnswered[legId=101]""");
        assertEquals(1, rig.telephony.trunks().getFirst().inUse());
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** The same INVITE once more, so that there is something to cancel. */
    @Test
    void aDialledNumberThatTheCoreNoLongerWants() {
        rig.order(new Order.DialLeg(2, AGENT_LEG, "13800000000", "", ""));
        rig.run(50);
        rig.ladder.forget();
        assertEquals(new Telephony.Recovered(0, 0, 1, 0), restart());
        rig.run(200);
        rig.ladder.assertIs("""
                carrier-a < CANCEL (not bound again after a restart)
                carrier-a > 200 CANCEL
                carrier-a > 487 INVITE
                carrier-a < ACK""");
        rig.assertNothingLeft();
    }
}
