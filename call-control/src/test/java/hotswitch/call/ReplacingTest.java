package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Order;
import hotswitch.sip.dialog.DialogId;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.session.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** INVITE with Replaces: one phone of a seat takes a call over from another one (RFC 3891). */
class ReplacingTest {
    private static final long AGENT_LEG = 101;
    private final Rig rig = new Rig();
    private long call;
    private long caller;
    private Session atDesk;

    @BeforeEach
    void rings() {
        rig.ringsAtTheSeat(AGENT_LEG);
        call = rig.core.arrived.callId();
        caller = rig.core.arrived.legId();
        atDesk = rig.desk.session;
    }

    private void picksUpAtTheDesk() {
        atDesk.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.forget();
    }

    private static Replaces replaces(Session dialog, boolean earlyOnly) {
        DialogId id = dialog.dialogState().id();
        return new Replaces(id.callId(), id.remoteTag(), id.localTag(), earlyOnly);
    }

    private void takes(Party by, String replaces) {
        by.dialReplacing("8001", replaces, rig.nowNs);
        rig.run(100);
    }

    private void ends() {
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "bye"));
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void aCallGoesOnAtTheOtherPhone() {
        picksUpAtTheDesk();
        takes(rig.headset, replaces(atDesk, false).format());
        rig.ladder.assertIs("""
                headset > INVITE
                headset < 401 INVITE
                headset > ACK
                headset > INVITE
                headset < 200 INVITE
                desk < BYE (Call completed elsewhere)
                headset > ACK
                desk > 200 BYE""");
        assertEquals("192.0.2.82", rig.media.targets.get(AGENT_LEG).remoteAddress());
        rig.headset.session.bye("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                headset > BYE
                headset < 200 BYE
                core: LegCleared[legId=101, cause=REMOTE_BYE]""");
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void aRingingCallIsPickedUp() {
        rig.ladder.forget();
        takes(rig.headset, replaces(atDesk, true).format());
        rig.ladder.assertIs("""
                headset > INVITE
                headset < 401 INVITE
                headset > ACK
                headset > INVITE
                desk < CANCEL (Call completed elsewhere)
                headset < CANCEL (Call completed elsewhere)
                headset < 200 INVITE
                core: LegAnswered[legId=101]
                desk > 200 CANCEL
                desk > 487 INVITE
                headset > 200 CANCEL
                headset > 487 INVITE
                headset > ACK
                desk < ACK
                headset < ACK""");
        ends();
    }

    @Test
    void earlyOnlyDoesNotTakeACallThatTalks() {
        picksUpAtTheDesk();
        takes(rig.headset, replaces(atDesk, true).format());
        refused(486);
    }

    @Test
    void aCallThatIsNotThere() {
        picksUpAtTheDesk();
        takes(rig.headset, "nowhere;to-tag=a;from-tag=b");
        refused(481);
        Replaces right = replaces(atDesk, false);
        takes(rig.headset, new Replaces(right.callId(), right.toTag(), "wrong", false).format());
        refused(481);
    }

    @Test
    void aHeaderThatSaysNothing() {
        rig.ladder.forget();
        takes(rig.headset, "nowhere");
        refused(400);
        ends();
    }

    /** The customer's leg is nobody's phone. */
    @Test
    void anotherPartysCall() {
        picksUpAtTheDesk();
        takes(rig.headset, replaces(rig.carrierA.session, false).format());
        refused(403);
    }

    @Test
    void aCarrierTakesNothing() {
        picksUpAtTheDesk();
        rig.carrierB.callReplacing("12345", replaces(atDesk, false).format(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-b > INVITE
                carrier-b < 403 INVITE
                carrier-b > ACK""");
        ends();
    }

    private void refused(int status) {
        rig.ladder.assertIs("""
                headset > INVITE
                headset < 401 INVITE
                headset > ACK
                headset > INVITE
                headset < %d INVITE
                headset > ACK""".formatted(status));
    }
}
