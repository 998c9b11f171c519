package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.Command;
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

/** A telephone with a customer calls somebody else besides, and puts both together (RFC 3891, RFC 5589 §7). */
class AttendedTest {
    private static final long AGENT_LEG = 101;
    private final Rig rig = new Rig();
    private long call;
    private long caller;
    private Session first;
    private Session second;

    @BeforeEach
    void talking() {
        rig.ringsAtTheSeat(AGENT_LEG);
        call = rig.core.arrived.callId();
        caller = rig.core.arrived.legId();
        first = rig.desk.session;
        first.accept(rig.desk.sdp(), rig.nowNs);
        rig.run(100);
        rig.ladder.forget();
    }

    private void asks() {
        rig.desk.dial("057188888888", rig.nowNs);
        rig.run(100);
        second = rig.desk.session;
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                core: DeviceConsults[callId=e2, legId=e3, device=8001, dialled=057188888888]""");
    }

    private long secondLeg() {
        return rig.core.consults.legId();
    }

    private void talksToBoth() {
        asks();
        rig.order(new Order.Ring(call, secondLeg()));
        rig.order(new Order.Answer(call, secondLeg()));
        rig.run(50);
        rig.ladder.assertIs("""
                desk < 180 INVITE
                desk < 200 INVITE
                desk > ACK""");
    }

    private static String replacing(Session dialog) {
        DialogId id = dialog.dialogState().id();
        return new Replaces(id.callId(), id.remoteTag(), id.localTag(), false).escaped();
    }

    private void refers(Session on, String replaces) {
        rig.desk.session = on;
        rig.refer(rig.desk, "<sip:057188888888@" + Rig.DOMAIN + "?" + replaces + ">");
        rig.run(50);
    }

    private void putThrough(String order) {
        rig.ladder.assertIs("""
                desk > REFER
                desk < 202 REFER
                desk < NOTIFY (SIP/2.0 100 Trying)
                core: TransferCall[request=Request[id=-e4, by=device:8001, key=], callId=e2, to=, displayed=]
                desk > 200 NOTIFY""");
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "transfer"));
        rig.order(new Order.ClearLeg(call, secondLeg(), "transfer"));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 200, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs(order);
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void theFirstDialogIsReferredToTheSecond() {
        talksToBoth();
        refers(first, replacing(second));
        putThrough("""
                desk < BYE (transfer)
                desk < NOTIFY (SIP/2.0 200 OK)
                desk < BYE (transfer)
                desk > 200 BYE
                desk > 200 NOTIFY
                desk > 200 BYE""");
    }

    @Test
    void orTheOtherWayRound() {
        talksToBoth();
        refers(second, replacing(first));
        putThrough("""
                desk < BYE (transfer)
                desk < NOTIFY (SIP/2.0 200 OK)
                desk < BYE (transfer)
                desk > 200 BYE
                desk > 200 NOTIFY
                desk > 200 BYE""");
    }

    /** Nobody has picked up yet: the core lets the customer wait for it. */
    @Test
    void whileItRings() {
        asks();
        rig.order(new Order.Ring(call, secondLeg()));
        rig.run(50);
        rig.ladder.forget();
        DialogId id = second.dialogState().id();
        refers(first, new Replaces(id.callId(), rig.desk.earlyTag, id.localTag(), true).escaped());
        putThrough("""
                desk < 480 INVITE (transfer)
                desk < NOTIFY (SIP/2.0 200 OK)
                desk < BYE (transfer)
                desk > ACK
                desk > 200 NOTIFY
                desk > 200 BYE""");
    }

    @Test
    void aDialogThatIsNoneOfItsCallIsNotThere() {
        asks();
        refers(first, "Replaces=nowhere%3Bto-tag%3Da%3Bfrom-tag%3Db");
        rig.ladder.assertIs("""
                desk > REFER
                desk < 202 REFER
                desk < NOTIFY (SIP/2.0 100 Trying)
                desk < NOTIFY (SIP/2.0 481 Call/Transaction Does Not Exist)
                desk > 200 NOTIFY
                desk > 200 NOTIFY""");
        refers(first, replacing(first));
        rig.ladder.assertIs("""
                desk > REFER
                desk < 202 REFER
                desk < NOTIFY (SIP/2.0 100 Trying)
                desk < NOTIFY (SIP/2.0 481 Call/Transaction Does Not Exist)
                desk > 200 NOTIFY
                desk > 200 NOTIFY""");
    }

    @Test
    void givenUpBeforeTheAnswer() {
        asks();
        rig.run(300);
        second.cancel("", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > CANCEL
                desk < 200 CANCEL
                desk < 487 INVITE
                core: LegCleared[legId=e3, cause=CANCELLED]
                desk > ACK""");
    }

    @Test
    void refusedAsTheThirdPartyDid() {
        asks();
        rig.order(new Order.Reject(call, secondLeg(), 486, "busy"));
        rig.run(50);
        rig.ladder.assertIs("""
                desk < 486 INVITE (busy)
                desk > ACK""");
        rig.order(new Order.ClearLeg(call, AGENT_LEG, "bye"));
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.assertNothingLeft();
    }

    /** {@code kill -9} while the phone talks on its second dialog: both are bound again, and it can put through. */
    @Test
    void bothDialogsOutliveTheProcess() {
        talksToBoth();
        CallRow row = new CallRow(call, Direction.INBOUND, "HELD", "", "", "", "", 0, 0, 0, 0, 0, "", "");
        List<LegRow> legs = List.of(
                leg(AGENT_LEG, "AGENT", caller), leg(caller, "CALLER", AGENT_LEG), leg(secondLeg(), "AGENT", 0));
        StateView state = new StateView(
                0,
                rig.nowNs,
                call,
                false,
                false,
                List.of(),
                List.of(row),
                legs,
                List.of(),
                List.of(),
                List.of(),
                List.of());
        assertEquals(new Telephony.Recovered(3, 0, 0, 0), rig.restart(state));
        rig.ladder.assertIs("core: DeviceUp[device=8001]\nmedia: bridge 101 and e1");
        refers(first, replacing(second));
        rig.ladder.assertIs("""
                desk > REFER
                desk < 202 REFER
                desk < NOTIFY (SIP/2.0 100 Trying)
                core: TransferCall[request=Request[id=-e1, by=device:8001, key=], callId=e2, to=, displayed=]
                desk > 200 NOTIFY""");
    }

    private LegRow leg(long id, String role, long peer) {
        return new LegRow(id, call, role, "CONNECTED", "", peer, "", false, new Playing(0, List.of(), false));
    }

    /** A call in which only seats are is none to ask somebody about. */
    @Test
    void withoutACustomerItIsACallOfItsOwn() {
        rig.order(new Order.ClearLeg(call, caller, "bye"));
        rig.run(50);
        rig.ladder.forget();
        rig.desk.dial("057188888888", rig.nowNs);
        rig.run(100);
        assertEquals(Command.DeviceDialled.class, rig.core.dialled.getClass());
        assertEquals("057188888888", rig.core.dialled.dialled());
    }
}
