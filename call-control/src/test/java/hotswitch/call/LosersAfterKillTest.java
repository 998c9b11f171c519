package hotswitch.call;

import static org.junit.jupiter.api.Assertions.fail;

import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.sip.dialog.DialogId;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.session.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} after one telephone has won and before the other one has heard of it: the next process ends what the
 * dead one had begun to end, and rings nobody for it. What is said again word for word stands in no ladder.
 */
final class LosersAfterKillTest {
    private static final long AGENT_LEG = 101;
    private final Rig rig = new Rig();
    private long call;
    private long caller;

    @BeforeEach
    void rings() {
        rig.ringsAtTheSeat(AGENT_LEG);
        call = rig.core.arrived.callId();
        caller = rig.core.arrived.legId();
    }

    private LegRow talks(long id) {
        return Rig.leg(id, call, "", "CONNECTED");
    }

    private void kill(LegRow... legs) {
        rig.kill(call, legs);
        rig.ladder.forget();
    }

    private void ends() {
        rig.ladder.forget();
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "bye"));
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void theOtherTelephoneRingsNoMore() {
        rig.unplugged.add(rig.headset);
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(300);
        kill(talks(caller), talks(AGENT_LEG));
        rig.unplugged.clear();
        rig.run(700);
        rig.ladder.assertIs("""
                headset > 200 CANCEL
                headset > 487 INVITE
                headset < ACK""");
        ends();
    }

    @Test
    void theOtherTelephoneRingsNoMoreAlthoughTheCallIsOverToo() {
        rig.unplugged.add(rig.headset);
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(300);
        rig.desk.session.bye("", rig.nowNs);
        rig.run(100);
        kill(talks(caller));
        rig.unplugged.clear();
        rig.run(700);
        rig.ladder.assertIs("""
                headset > 200 CANCEL
                headset > 487 INVITE
                headset < ACK""");
        ends();
    }

    /** RFC 3891 §3: whose place was taken hears BYE. */
    @Test
    void whoseCallWasTakenHearsBye() {
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        DialogId id = rig.desk.session.dialogState().id();
        rig.unplugged.add(rig.desk);
        rig.headset.dialReplacing(
                "8001", new Replaces(id.callId(), id.remoteTag(), id.localTag(), false).format(), rig.nowNs);
        rig.run(300);
        kill(talks(caller), talks(AGENT_LEG));
        rig.unplugged.clear();
        rig.run(700);
        rig.ladder.assertIs("""
                desk > 200 BYE""");
        ends();
    }

    /** The 200 crossed our CANCEL: from then on there is a call to be ended and no INVITE to be cancelled. */
    @Test
    void whoPickedUpInVainIsNotRungAgain() {
        rig.ladder.forget();
        rig.desk.session.accept(rig.desk.sdp(), rig.nowNs);
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "no answer in time"));
        rig.unplugged.add(rig.desk);
        rig.run(32_005); // the telephone has forgotten the INVITE, and we are about to give up the BYE
        kill(talks(caller));
        rig.unplugged.clear();
        rig.desk.onInvite = (session, nowNs) -> fail("it rings again");
        rig.run(3_000);
        rig.desk.onInvite = Session::ring;
        ends();
    }
}
