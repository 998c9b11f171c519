package hotswitch.call;

import hotswitch.acd.Order;
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
        rig.refer(rig.desk, "<sip:8003@" + Rig.DOMAIN + ">");
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
