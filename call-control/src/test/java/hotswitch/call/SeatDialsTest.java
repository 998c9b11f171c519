package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.call.toll.TollRule;
import hotswitch.sip.sdp.SdpSession;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seat's telephone dials: a number, or a feature code. */
class SeatDialsTest {
    /** A call that waits in a park slot. */
    private static final long PARKED = 44;

    private final Rig rig = new Rig();

    @BeforeEach
    void registered() {
        rig.register();
    }

    private void dial(String number) {
        rig.desk.dial(number, rig.nowNs);
        rig.run(100);
    }

    @Test
    void aNumber() {
        dial("13800000000");
        rig.order(new Order.Answer(rig.core.dialled.callId(), rig.core.dialled.legId()));
        rig.run(50);
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                core: DeviceDialled[callId=e2, legId=e1, device=8001, dialled=13800000000]
                desk < 200 INVITE
                desk > ACK""");
        rig.desk.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** RFC 3261 §19.1.6, RFC 3966 §5.1.1: visual separators of a number say nothing; a name's hyphens do. */
    @Test
    void aNumberAsItIsWrittenForPeople() {
        rig.desk.dialAt("(010)8888-00.01", Rig.ADDRESS + ";user=phone", rig.nowNs);
        rig.run(100);
        assertEquals("01088880001", rig.core.dialled.dialled());
        rig.desk.dialAt("lost-and-found", Rig.ADDRESS, rig.nowNs);
        rig.run(100);
        assertEquals("lost-and-found", rig.core.dialled.dialled());
    }

    /** However it is written, it leads there. */
    @ParameterizedTest
    @ValueSource(strings = {"0044207946", "+44207946", "0-0-44 207946", "(00)44207946", "+0044207946"})
    void aForbiddenNumberStaysSo(String written) {
        rig.toll(new TollRule(List.of("8001"), List.of(), List.of("00"), 0, 1, 0, 0, ""));
        dial("0");
        rig.ladder.forget();
        rig.order(new Order.DialLeg(rig.core.dialled.callId(), 1_001, written, "057112345", ""));
        assertTrue(rig.ladder.text().contains("status=403, cause=destination not permitted"), rig.ladder::text);
    }

    @Test
    void aNumberThatTheSeatMayNotHaveDialled() {
        rig.toll(new TollRule(List.of("8001"), List.of(), List.of("00"), 0, 1, 0, 0, ""));
        dial("0044207946");
        long call = rig.core.dialled.callId();
        rig.ladder.forget();
        rig.order(new Order.DialLeg(call, 1_001, "0044207946", "057112345", ""));
        rig.ladder.assertIs(
                "core: Audit[request=Request[id=0, by=device:8001, key=], action=toll-guard, subject=0044207946,"
                        + " allowed=false, detail=destination not permitted]\n"
                        + "core: LegRefused[legId=1001, status=403, cause=destination not permitted]");
        rig.order(new Order.Reject(call, rig.core.dialled.legId(), 403, "destination not permitted"));
        rig.run(50);
        assertEquals(1, rig.telephony.tollRefused());
        rig.order(new Order.DialLeg(77, 1_003, "0044207946", "057112345", ""));
        rig.run(50);
        assertEquals(1, rig.telephony.tollRefused(), "a call in which no seat takes part is nobody's fraud");
        rig.order(new Order.ClearLeg(77, 1_003, "over"));
        rig.assertNothingLeft();
    }

    @Test
    void whatAPersonHasDialledCountsOverARestart() {
        rig.toll(new TollRule(List.of(), List.of(), List.of(), 1, 0, 0, 0, ""));
        dial("13800000000");
        long call = rig.core.dialled.callId();
        rig.order(new Order.DialLeg(call, 1_001, "13800000000", "057112345", "", "", 1001));
        rig.run(50);
        assertEquals(0, rig.telephony.tollRefused());
        assertEquals("agent:1001", rig.core.toll.firstKey());
        rig.order(new Order.ClearLeg(call, 1_001, "over"));
        rig.order(new Order.Reject(call, rig.core.dialled.legId(), 480, "over"));
        rig.run(40_000);
        rig.kill(0);
        dial("13800000000");
        call = rig.core.dialled.callId();
        rig.order(new Order.DialLeg(call, 1_003, "13800000000", "057112345", "", "", 1001));
        assertEquals(1, rig.telephony.tollRefused());
        rig.order(new Order.DialLeg(call, 1_005, "13800000000", "057112345", "", "", 1002));
        assertEquals(1, rig.telephony.tollRefused(), "a colleague at the same seat");
    }

    /** So many at once are the person's, wherever the calls were transferred meanwhile; over a restart too. */
    @Test
    void whatAPersonHasDialledAtOnce() {
        rig.toll(new TollRule(List.of(), List.of(), List.of(), 0, 1, 0, 0, ""));
        dial("13800000000");
        long call = rig.core.dialled.callId();
        long seat = rig.core.dialled.legId();
        rig.order(new Order.DialLeg(call, 1_001, "13800000000", "057112345", "", "", 1001));
        rig.run(50);
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.order(new Order.Reject(call, seat, 480, "put through"));
        rig.run(50);
        dialAgain(1001, 1);
        dialAgain(1002, 1);
        rig.kill(call, Rig.leg(1_001, call, "PARTY", "CONNECTED"));
        dialAgain(1001, 1);
        rig.order(new Order.ClearLeg(call, 1_001, "over"));
        rig.run(50);
        dialAgain(1001, 1);
        rig.assertNothingLeft();
    }

    /** A conference, or a transfer of what was dialled: two numbers outside are two, in one call too. */
    @Test
    void eachNumberOfOneCallCounts() {
        rig.toll(new TollRule(List.of(), List.of(), List.of(), 0, 2, 0, 0, ""));
        dial("13800000000");
        long call = rig.core.dialled.callId();
        for (int leg = 1_001; leg <= 1_005; leg += 2) {
            rig.order(new Order.DialLeg(call, leg, "13800000000", "057112345", "", "", 1001));
            rig.run(50);
        }
        assertEquals(1, rig.telephony.tollRefused());
        rig.order(new Order.ClearLeg(call, 1_001, "over"));
        rig.order(new Order.DialLeg(call, 1_007, "13800000000", "057112345", "", "", 1001));
        rig.run(50);
        assertEquals(1, rig.telephony.tollRefused(), "one of the two is over");
        rig.order(new Order.ClearLeg(call, 1_003, "over"));
        rig.order(new Order.ClearLeg(call, 1_007, "over"));
        rig.order(new Order.Reject(call, rig.core.dialled.legId(), 480, "over"));
        rig.run(50);
        rig.assertNothingLeft();
    }

    private void dialAgain(int agent, long refused) {
        dial("13800000001");
        long call = rig.core.dialled.callId();
        long leg = rig.core.dialled.legId();
        rig.order(new Order.DialLeg(call, leg + 1_000, "13800000001", "057112345", "", "", agent));
        rig.run(50);
        assertEquals(refused, rig.telephony.tollRefused());
        rig.order(new Order.ClearLeg(call, leg + 1_000, "over"));
        rig.order(new Order.Reject(call, leg, 480, "over"));
        rig.run(50);
    }

    /** A seat that may not dial abroad talks, and has left when the number is dialled. */
    private long sendsOnItsCall() {
        rig.toll(new TollRule(List.of("8001"), List.of(), List.of("00"), 0, 0, 0, 0, ""));
        dial("8003");
        long call = rig.core.dialled.callId();
        long seat = rig.core.dialled.legId();
        rig.order(new Order.Answer(call, seat));
        rig.run(50);
        rig.order(new Order.ClearLeg(call, seat, "transfer"));
        return call;
    }

    /** Who transfers a call has left it when the number is dialled; who deflects it never had it. */
    @Test
    void aTransferToANumberThatTheSeatMayNotHaveDialled() {
        long call = sendsOnItsCall();
        rig.order(new Order.DialLeg(call, 1_001, "0044207946", "057112345", "", "", 1001));
        assertEquals(1, rig.telephony.tollRefused());
        rig.run(50);
        rig.order(new Order.DialLeg(77, 1_003, "0044207946", "057112345", "", Order.DialLeg.DEFLECTED, 1001));
        assertEquals(2, rig.telephony.tollRefused(), "the seat where 1001 usually sits");
        rig.order(new Order.DialLeg(call, 1_005, "0044207946", "057112345", "", Order.DialLeg.UNAVAILABLE));
        assertEquals(2, rig.telephony.tollRefused(), "an overflow is the queue's");
        rig.order(new Order.ClearLeg(call, 1_005, "over"));
        rig.assertNothingLeft();
    }

    /** Nobody is logged on there: the order names no agent, and the seat has left. */
    @Test
    void norByATransferFromASeatWhereNobodyIs() {
        long call = sendsOnItsCall();
        rig.order(new Order.DialLeg(call, 1_001, "0044207946", "057112345", ""));
        assertEquals(1, rig.telephony.tollRefused());
        rig.run(50);
        rig.order(new Order.DialLeg(78, 1_003, "0044207946", "057112345", ""));
        assertEquals(1, rig.telephony.tollRefused(), "no seat takes part");
        rig.order(new Order.ClearLeg(78, 1_003, "over"));
        rig.assertNothingLeft();
    }

    /** The core answers in the name of the parked call: the leg is that call's, for the transfer key too. */
    @Test
    void aParkSlot() {
        dial("701");
        long leg = rig.core.dialled.legId();
        int former = rig.media.open.get(leg);
        rig.ladder.forget();
        rig.order(new Order.Answer(PARKED, leg));
        rig.run(50);
        rig.refer(rig.desk, "<sip:8003@" + Rig.DOMAIN + ">");
        rig.run(50);
        rig.ladder.assertIs("""
                media: e1 joins 44
                desk < 200 INVITE
                desk > ACK
                desk > REFER
                desk < 202 REFER
                desk < NOTIFY (SIP/2.0 100 Trying)
                core: TransferCall[request=Request[id=-e3, by=device:8001, key=], callId=44, to=8003, displayed=]
                desk > 200 NOTIFY""");
        assertNotEquals(former, rig.media.open.get(leg));
        assertEquals(rig.media.open.get(leg), answeredPort(), "the answer names the port that the leg has now");
        rig.telephony.requestDone(rig.core.transfer.request().id(), 409, rig.nowNs);
        rig.order(new Order.ClearLeg(PARKED, leg, "bye"));
        rig.assertNothingLeft();
    }

    private int answeredPort() {
        String sdp = rig.desk.session.dialogState().media().remoteSdp();
        return SdpSession.parse(sdp).media().getFirst().port();
    }

    @Test
    void noPortIsFreeWhereTheParkedCallIs() {
        dial("701");
        long leg = rig.core.dialled.legId();
        rig.ladder.forget();
        rig.media.portsMax = 0;
        rig.order(new Order.Answer(PARKED, leg));
        rig.run(50);
        rig.ladder.assertIs("""
                media: e1 joins 44
                desk < 503 INVITE retry-after=5
                core: LegCleared[legId=e1, cause=no media port free]
                desk > ACK""");
        rig.assertNothingLeft();
    }

    @Test
    void logOnWithAgentAndPin() {
        dial("*501001*4711%23");
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                desk < 200 INVITE
                core: SetAgentState[request=Request[id=-e1, by=device:8001, key=], agent=1001, target=READY, \
                reason=, device=8001]
                desk > ACK""");
        long leg = rig.media.open.firstKey();
        String answer = rig.ladder.last("desk", '<');
        assertTrue(answer.contains("o=hotswitch " + -leg + ' '), answer);
        rig.telephony.requestDone(leg, 200, rig.nowNs);
        rig.ladder.assertIs("""
                core: Audit[request=Request[id=0, by=device:8001, key=], action=feature-code, subject=*50, \
                allowed=true, detail=call e1]
                media: play to -e1 [feature-ok]""");
        rig.telephony.featureSilence(leg, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk < BYE (done)
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** {@code *50} alone: the seat's usual agent; the PIN follows, here by INFO. */
    @Test
    void thePinFollowsAsDigits() {
        dial("*50");
        rig.ladder.forget();
        for (String digit : "4711#".split("")) {
            rig.request(rig.desk, "INFO", "application/dtmf", digit);
            rig.run(30);
        }
        String said = "core: SetAgentState[request=Request[id=-e1, by=device:8001, key=], agent=1001, target=READY, "
                + "reason=, device=8001]";
        rig.ladder.assertIs("desk > INFO\ndesk < 200 INFO\n".repeat(5) + said);
    }

    /** {@code kill -9} while the PIN is awaited: the next process ends the call and says that nothing came of it. */
    @Test
    void aCodeOfAProcessThatDied() {
        dial("*50");
        rig.ladder.forget();
        rig.kill(0);
        rig.run(50);
        rig.ladder.assertIs("""
                core: DeviceUp[device=8001]
                core: Audit[request=Request[id=0, by=device:8001, key=], action=feature-code, subject=*50, \
                allowed=false, detail=call e1 ended by a restart]
                desk < BYE (not bound again after a restart)
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** A phone that holds, or moves its audio, while it is asked for the PIN. */
    @Test
    void theCallOfACodeMayBeChanged() {
        dial("*50");
        rig.ladder.forget();
        rig.desk.session.reinvite(rig.desk.sdp("sendonly"), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 200 INVITE
                desk > ACK""");
        rig.desk.session.reinvite("", rig.nowNs);
        rig.run(50);
        rig.desk.session.ack(rig.desk.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 200 INVITE
                desk > ACK""");
        rig.desk.codecs = "18";
        rig.desk.session.reinvite(rig.desk.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 488 INVITE (no common audio)
                desk > ACK""");
        rig.desk.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void aWrongPinIsNoLogOn() {
        dial("*501001*0000%23");
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                desk < 200 INVITE
                core: Audit[request=Request[id=0, by=device:8001, key=], action=feature-code, subject=*50, \
                allowed=false, detail=call e1]
                media: play to -e1 [feature-bad]
                desk > ACK""");
        rig.desk.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    @Test
    void noPortForACode() {
        rig.media.portsMax = 0;
        dial("*51");
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                desk < 503 INVITE
                desk > ACK""");
        assertEquals(Map.of(), rig.media.open);
        rig.assertNothingLeft();
    }

    @Test
    void aCodeWhosePhoneOffersNoCommonCodec() {
        rig.desk.codecs = "18";
        dial("*51");
        rig.ladder.assertIs("""
                desk > INVITE
                desk < 401 INVITE
                desk > ACK
                desk > INVITE
                desk < 488 INVITE (no common audio)
                desk > ACK""");
        rig.assertNothingLeft();
    }
}
