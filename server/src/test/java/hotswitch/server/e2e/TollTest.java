package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a seat may dial outside, where, how often and how much at once, in a running switch and over its death. */
final class TollTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("toll")
            .edit("hotswitch.yaml", "  toll: []", "  toll: [{forbidden: [\"1389\"], per-hour: 2, concurrent: 1}]");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");

    @AfterAll
    static void end() {
        CARRIER.close();
    }

    private final Api api = HOTLINE.api("supervisor");
    private int refused;

    @BeforeEach
    void before() {
        CARRIER.otherwise(Carrier::pickUp);
        refused = refusals();
    }

    private int refusals() {
        return (int) api.metric("hotswitch_toll_refused_total");
    }

    private void isRefused(Desk desk, String number, String why) {
        SipText answer = desk.phone().dial(number).awaitFinal();
        assertEquals(403, answer.status(), answer::toString);
        assertTrue(answer.header("Reason").contains("text=\"" + why + "\""), answer::toString);
        isTold(number, why);
    }

    private void isTold(String number, String why) {
        assertEquals(++refused, refusals());
        assertTrue(HOTLINE.errors().contains("refused toll-guard " + number + " "));
        assertTrue(HOTLINE.errors().contains(": " + why));
        assertTrue(
                CARRIER.calls().stream().noneMatch(call -> Carrier.number(call).equals(number)));
    }

    private static PhoneCall talks(Phone phone, String number) {
        PhoneCall call = phone.dial(number);
        call.awaitAnswered();
        return call;
    }

    /** REFER is accepted before it is carried out; what became of it comes by NOTIFY. */
    private void mayNotSend(PhoneCall call, String number, String why) {
        assertEquals(202, call.refer("sip:" + number + "@hotline.local").status());
        call.awaitHeard("NOTIFY 403", m -> m.isRequest() && m.body().startsWith("SIP/2.0 403"));
        isTold(number, why);
        call.awaitBye();
    }

    private static void hasItsCallBack(Desk desk) {
        PhoneCall again = desk.phone().awaitCall();
        again.answer();
        again.awaitAck();
        again.hangUp();
    }

    @Test
    void whoIsLoggedOnMaySendACallOnlyWhereHeMayDial() {
        try (Desk desk = Desk.open(HOTLINE, 1002)) {
            PhoneCall call = talks(desk.phone(), "13800000011");
            mayNotSend(call, "13890000012", "destination not permitted");
            hasItsCallBack(desk);
            desk.ready();
            call = talks(desk.phone(), "13800000013");
            mayNotSend(call, "13800000014", "too many calls at once");
            hasItsCallBack(desk);
        }
    }

    @Test
    void soMayASeatWhereNobodyIsLoggedOn() {
        try (Phone phone = Phone.seat(HOTLINE.sip(), "8003")) {
            assertEquals(200, phone.register(600).status());
            PhoneCall call = talks(phone, "13800000021");
            PhoneCall party = CARRIER.awaitCall("13800000021");
            mayNotSend(call, "13890000022", "destination not permitted");
            party.awaitBye();
        }
    }

    @Test
    void soManyAtOnce() {
        try (Desk desk = Desk.open(HOTLINE, 1004)) {
            PhoneCall call = talks(desk.phone(), "13800000031");
            PhoneCall party = CARRIER.awaitCall("13800000031");
            isRefused(desk, "13800000032", "too many calls at once");
            call.hangUp();
            party.awaitBye();
            desk.ready();
            talks(desk.phone(), "13800000033").hangUp();
        }
    }

    @Test
    void theGuardCountsThePersonAndForgetsNothingWhenTheSwitchDies() {
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            isRefused(desk, "13890000001", "destination not permitted");
            PhoneCall first = talks(desk.phone(), "13800000001");
            PhoneCall party = CARRIER.awaitCall("13800000001");
            HOTLINE.kill();
            HOTLINE.start();
            refused = 0;
            first.hangUp();
            party.awaitBye();
            desk.ready();
            talks(desk.phone(), "13800000002").hangUp();
            isRefused(desk, "13800000003", "too many calls in an hour");
        }
    }
}
