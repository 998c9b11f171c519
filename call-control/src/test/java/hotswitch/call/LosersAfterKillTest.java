package hotswitch.call;

import static org.junit.jupiter.api.Assertions.fail;

import hotswitch.acd.Direction;
import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.acd.snapshot.StateView.Playing;
import hotswitch.sip.dialog.DialogId;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.session.Session;
import java.util.List;
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

    private LegRow leg(long id, String role) {
        return new LegRow(id, call, role, "CONNECTED", "", 0, "", false, new Playing(0, List.of(), false));
    }

    private void kill(LegRow... legs) {
        CallRow row = new CallRow(call, Direction.INBOUND, "CONNECTED", "", "", "", "", 0, 0, 0, 0, 0, "");
        rig.restart(new StateView(
                0,
                rig.nowNs,
                call,
                false,
                false,
                List.of(),
                List.of(row),
                List.of(legs),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
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
        kill(leg(caller, "CALLER"), leg(AGENT_LEG, "AGENT"));
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
        kill(leg(caller, "CALLER"));
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
        kill(leg(caller, "CALLER"), leg(AGENT_LEG, "AGENT"));
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
        kill(leg(caller, "CALLER"));
        rig.unplugged.clear();
        rig.desk.onInvite = (session, nowNs) -> fail("it rings again");
        rig.run(3_000);
        rig.desk.onInvite = Session::ring;
        ends();
    }
}
