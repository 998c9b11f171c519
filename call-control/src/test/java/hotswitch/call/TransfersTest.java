package hotswitch.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Order;
import hotswitch.call.toll.TollRule;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The transfer key of a telephone: REFER in its call (RFC 3515, RFC 5589 §6). */
class TransfersTest {
    private final Rig rig = new Rig();
    private long seat;

    /** The seat's telephone dialled and was answered. */
    @BeforeEach
    void talking() {
        rig.register();
        rig.desk.dial("13800000000", rig.nowNs);
        rig.run(100);
        seat = rig.core.dialled.legId();
        rig.order(new Order.Answer(rig.core.dialled.callId(), seat));
        rig.run(50);
        rig.ladder.forget();
    }

    private void asked() {
        rig.desk.session.refer("<sip:8003@" + Rig.DOMAIN + ">", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > REFER
                desk < 202 REFER
                desk < NOTIFY (SIP/2.0 100 Trying)
                core: TransferCall[request=Request[id=-e3, by=device:8001, key=], callId=e2, to=8003, displayed=]
                desk > 200 NOTIFY""");
    }

    /** The core clears the seat and answers in one turn; which of both comes first does not matter. */
    @Test
    void theSeatIsFreeOnceTheCallGoesOn() {
        asked();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "transfer"));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 202, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk < NOTIFY (SIP/2.0 200 OK)
                desk < BYE (transfer)
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** The core lets somebody ring in the seat's place. */
    private void ringsOutside() {
        asked();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "transfer"));
        rig.order(new Order.DialLeg(rig.core.dialled.callId(), 201, "13900000000", "057112345", ""));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 202, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 180 INVITE
                core: LegRouted[legId=201, trunk=carrier-a, displayed=057112345, hopCauses=]
                core: LegRinging[legId=201]
                desk < NOTIFY (SIP/2.0 180 Ringing)
                desk > 200 NOTIFY""");
    }

    /** Whoever is to ring has refused, and his leg is gone, before the core's answer is heard. */
    @Test
    void aRefusalThatComesAtOnceIsToldAsItWas() {
        isRefusedAtOnce();
        rig.telephony.requestDone(rig.core.transfer.request().id(), 202, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk < NOTIFY (SIP/2.0 486 Busy Here)
                desk < BYE (transfer)
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** Even if the call comes back to the telephone before the core's answer is heard. */
    @Test
    void soItIsToATelephoneThatIsRungWithTheSameCallAgain() {
        isRefusedAtOnce();
        rig.order(new Order.OfferLeg(rig.core.dialled.callId(), 202, 11, "8001", "13811111111", "", false));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 202, rig.nowNs);
        rig.run(15);
        rig.ladder.assertIs("""
                desk < NOTIFY (SIP/2.0 486 Busy Here)
                desk < BYE (transfer)
                desk < INVITE
                headset < INVITE
                desk > 200 NOTIFY
                desk > 200 BYE
                desk > 180 INVITE
                headset > 180 INVITE""");
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), 202, "bye"));
        rig.assertNothingLeft();
    }

    /** The toll guard makes no leg of it. */
    @Test
    void aNumberThatTheSeatMayNotDialIsForbidden() {
        rig.toll(new TollRule(List.of("8001"), List.of(), List.of("139"), 0, 0, 0, 0, ""));
        asked();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "transfer"));
        rig.order(new Order.DialLeg(rig.core.dialled.callId(), 201, "13900000000", "057112345", "", "", 1001));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 202, rig.nowNs);
        rig.run(50);
        assertTrue(rig.ladder.text().contains("desk < NOTIFY (SIP/2.0 403 Forbidden)"), rig.ladder.text());
        rig.assertNothingLeft();
    }

    private void isRefusedAtOnce() {
        asked();
        rig.carrierA.onInvite = (session, nowNs) -> session.reject(486, 0, "", nowNs);
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "transfer"));
        rig.order(new Order.DialLeg(rig.core.dialled.callId(), 201, "13900000000", "057112345", ""));
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                carrier-a > 486 INVITE
                carrier-a < ACK
                core: LegRouted[legId=201, trunk=carrier-a, displayed=057112345, hopCauses=carrier-a:486]
                core: LegRefused[legId=201, status=486, cause=carrier-a:486]""");
    }

    /** RFC 3515 §2.4.4: what becomes of it, and not that it is tried. */
    @Test
    void theTelephoneHearsThatTheTargetAnswers() {
        ringsOutside();
        theTargetAnswers();
    }

    @Test
    void orThatItIsBusy() {
        ringsOutside();
        rig.carrierA.session.reject(486, 0, "", rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > 486 INVITE
                carrier-a < ACK
                core: LegRefused[legId=201, status=486, cause=carrier-a:486]
                desk < NOTIFY (SIP/2.0 486 Busy Here)
                desk < BYE (transfer)
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** RFC 6665 §4.2.2: who does not know the subscription any more hears nothing, and holds nothing up. */
    @Test
    void aTelephoneThatHasForgottenItIsNotKept() {
        rig.desk.onRequest = (transaction, request, nowNs) -> transaction.respond(481, nowNs);
        rig.desk.session.refer("<sip:8003@" + Rig.DOMAIN + ">", rig.nowNs);
        rig.run(50);
        rig.ladder.forget();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "transfer"));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 202, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk < BYE (transfer)
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** RFC 6665 §4.1.2.3: the telephone has seen enough while the target rings. */
    @Test
    void aTelephoneThatWantsToHearNoMoreIsNotKept() {
        ringsOutside();
        rig.subscribe(rig.desk, "refer", 0);
        rig.run(50);
        rig.ladder.assertIs("""
                desk > SUBSCRIBE
                desk < 200 SUBSCRIBE
                desk < NOTIFY (SIP/2.0 180 Ringing)
                desk < BYE (transfer)
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), 201, "bye"));
        rig.assertNothingLeft();
    }

    /** Many telephones hold while they transfer, or refresh their session: they hear the end of it all the same. */
    @Test
    void theTelephoneHoldsMeanwhile() {
        ringsOutside();
        changes(rig.desk.sdp("sendonly"), "m=audio 9 ");
        changes(rig.desk.sdp(), "a=inactive");
        changes("", "a=inactive");
        rig.desk.session.ack(rig.desk.sdp("inactive"), rig.nowNs);
        rig.run(50);
        rig.desk.codecs = "18";
        rig.desk.session.reinvite(rig.desk.sdp(), rig.nowNs);
        rig.run(50);
        assertTrue(rig.ladder.text().contains("desk < 488 INVITE"), rig.ladder.text());
        rig.ladder.forget();
        theTargetAnswers();
    }

    /** And its call is over; nothing is left. */
    private void theTargetAnswers() {
        rig.carrierA.session.accept(rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > 200 INVITE
                carrier-a < ACK
                core: LegAnswered[legId=201]
                desk < NOTIFY (SIP/2.0 200 OK)
                desk < BYE (transfer)
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.carrierA.session.bye("", rig.nowNs);
        rig.assertNothingLeft();
    }

    /** A re-INVITE of the telephone is agreed to: one description after another, without audio. */
    private void changes(String sdp, String said) {
        String before = sessionId(rig.desk.session.remoteSdp().toString());
        rig.desk.session.reinvite(sdp, rig.nowNs);
        rig.run(50);
        String now = rig.desk.session.remoteSdp().toString();
        assertTrue(now.contains(said), () -> now + rig.ladder.text());
        assertEquals(before, sessionId(now), "of one session");
        rig.ladder.forget();
    }

    private static String sessionId(String sdp) {
        String origin =
                sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
        return origin.split(" ")[1];
    }

    /** The core gives the call up, or back, because nobody picks up. */
    @Test
    void orThatNobodyAnswers() {
        ringsOutside();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), 201, "no answer"));
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a < CANCEL (no answer)
                desk < NOTIFY (SIP/2.0 480 Temporarily Unavailable)
                desk < BYE (transfer)
                carrier-a > 200 CANCEL
                carrier-a > 487 INVITE
                desk > 200 NOTIFY
                desk > 200 BYE
                carrier-a < ACK""");
        rig.assertNothingLeft();
    }

    /** The next caller has the telephone to himself; what becomes of the former one nobody will tell. */
    @Test
    void atTheLatestUntilItIsRungAgain() {
        ringsOutside();
        rig.order(new Order.OfferLeg(99, 202, 11, "8001", "13811111111", "", false));
        rig.run(15);
        rig.ladder.assertIs("""
                desk < NOTIFY (SIP/2.0 100 Trying)
                desk < BYE (transfer)
                desk < INVITE
                headset < INVITE
                desk > 200 NOTIFY
                desk > 200 BYE
                desk > 180 INVITE
                headset > 180 INVITE""");
        rig.order(new Order.ClearLeg(99, 202, "bye"));
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), 201, "bye"));
        rig.assertNothingLeft();
    }

    /** Whose telephone hangs up by itself wants to hear no more. */
    @Test
    void theTelephoneHangsUpMeanwhile() {
        ringsOutside();
        rig.request(rig.desk, "BYE", "text/plain", "");
        rig.run(50);
        rig.ladder.assertIs("""
                desk > BYE
                desk < 200 BYE""");
        rig.desk.session.bye("", rig.nowNs); // its own stack has not seen the one before
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), 201, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void aTransferThatCannotBeLeavesTheCallAsItWas() {
        asked();
        rig.telephony.requestDone(rig.core.transfer.request().id(), 409, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk < NOTIFY (SIP/2.0 480 Temporarily Unavailable)
                desk > 200 NOTIFY""");
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "bye"));
        rig.assertNothingLeft();
    }

    /** A supervisor was quicker: the seat has left, and its dialog waits for nothing. */
    @Test
    void whatSomebodyElseTransfersMeanwhileIsOverForTheTelephone() {
        asked();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "transfer"));
        rig.order(new Order.DialLeg(rig.core.dialled.callId(), 201, "13900000000", "057112345", ""));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 404, rig.nowNs);
        rig.run(15);
        rig.ladder.assertIs("""
                carrier-a < INVITE
                desk < NOTIFY (SIP/2.0 404 Not Found)
                desk < BYE (transfer)
                carrier-a > 180 INVITE
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), 201, "bye"));
        rig.assertNothingLeft();
    }

    @Test
    void theCallEndsBeforeTheCoreAnswers() {
        asked();
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "bye"));
        rig.telephony.requestDone(rig.core.transfer.request().id(), 404, rig.nowNs);
        rig.run(50);
        rig.ladder.assertIs("""
                desk < NOTIFY (SIP/2.0 487 Request Terminated)
                desk < BYE (bye)
                desk > 200 NOTIFY
                desk > 200 BYE""");
        rig.assertNothingLeft();
    }

    /** RFC 3515 §2.1 knows other methods; to ask somebody for a BYE is no transfer. */
    @Test
    void nothingButACallIsMadeByReferring() {
        rig.refer(rig.desk, "<sip:8003@" + Rig.DOMAIN + ";method=BYE>");
        rig.run(50);
        rig.ladder.assertIs("""
                desk > REFER
                desk < 501 REFER""");
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "bye"));
        rig.assertNothingLeft();
    }

    /** Whoever calls the hotline cannot make it call others. */
    @Test
    void onlyASeatMayTransfer() {
        rig.carrierA.call("12345", "13800000000@192.0.2.10", rig.carrierA.sdp(), rig.nowNs);
        rig.run(50);
        rig.order(new Order.Answer(rig.core.arrived.callId(), rig.core.arrived.legId()));
        rig.run(50);
        rig.ladder.forget();
        rig.refer(rig.carrierA, "<sip:00881234567@" + Rig.DOMAIN + ">");
        rig.run(50);
        rig.ladder.assertIs("""
                carrier-a > REFER
                carrier-a < 403 REFER""");
        rig.order(new Order.ClearLeg(rig.core.arrived.callId(), rig.core.arrived.legId(), "bye"));
        rig.order(new Order.ClearLeg(rig.core.dialled.callId(), seat, "bye"));
        rig.assertNothingLeft();
    }
}
