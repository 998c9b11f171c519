package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Phones that are asked to pick up by themselves, and phones that are picked up at the same moment. */
final class PickUpTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("pick-up")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit("queues.yaml", "ring-at-once: 1 ", "ring-at-once: 3 ")
            .edit("queues.yaml", "    skills: {advice: 1}\n", "    skills: {advice: 1}\n    auto-answer: true\n")
            .edit("agents.csv", "id,name,pin,skills,seat,role\n", "id,name,pin,skills,seat,role,auto-answer\n")
            .edit("agents.csv", ",agent\n", ",agent,\n")
            .edit("agents.csv", ",supervisor\n", ",supervisor,\n")
            .edit("agents.csv", "8004,agent,", "8004,agent,yes");

    /** The menu of 12346 and its key. */
    private static final String MENU = "12346";

    private final Api api = HOTLINE.api("supervisor");
    private Leftovers leftovers;
    private final List<Desk> desks = new ArrayList<>();

    @BeforeEach
    void anEmptyCentre() {
        leftovers = Leftovers.before(api);
    }

    @AfterEach
    void isEmptyAgain() {
        leftovers.awaitNone();
        desks.forEach(Desk::leave);
    }

    private Desk sits(int agent) {
        Desk desk = Desk.open(HOTLINE, agent);
        desks.add(desk);
        return desk;
    }

    private static boolean picksUpByItself(PhoneCall call) {
        String info = call.invitation().header("Call-Info");
        return info.contains("answer-after=0")
                && call.invitation().header("Alert-Info").contains("info=alert-autoanswer");
    }

    /** What a phone with automatic answering does: it heeds the header, and rings without it. */
    private static void heeds(PhoneCall call) {
        if (picksUpByItself(call)) {
            call.answer();
        } else {
            call.ring();
        }
    }

    private void talkWithoutAHand(Desk desk, Speaker citizen, String number) {
        PhoneCall call = desk.phone().awaitCall();
        assertTrue(picksUpByItself(call), () -> call.invitation().headers().toString());
        call.awaitAck();
        call.voice.tone(930);
        Speaker.together(citizen, new Speaker("the agent", call, 930));
        citizen.call().hangUp();
        call.awaitBye();
        var record = api.awaitRecord(number);
        assertEquals("answered", record.get("disposition").asText());
        assertEquals(desk.agent(), record.get("agent").asInt());
    }

    /** Of an agent whose column says so, in a queue that does not. */
    @Test
    void thePhonePicksUpBecauseOfTheAgent() {
        Desk desk = sits(1004);
        desk.phone().onCall(PickUpTest::heeds);
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900160001")) {
            talkWithoutAHand(desk, Speaker.citizen(phone), phone.user);
        }
    }

    @Test
    void thePhonePicksUpBecauseOfTheQueueAndElseItRings() {
        Desk desk = sits(1002);
        desk.phone().onCall(PickUpTest::heeds);
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900160002")) {
            Speaker citizen = Speaker.citizen(phone, MENU);
            citizen.call().press('2');
            talkWithoutAHand(desk, citizen, phone.user);
        }
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900160003")) {
            Speaker citizen = Speaker.citizen(phone);
            PhoneCall call = desk.phone().awaitCall();
            desk.await("alerting");
            assertFalse(picksUpByItself(call), "appeals does not ask for it");
            citizen.call().hangUp();
            call.awaitCancel();
        }
    }

    /**
     * The caller hangs up while it rings: the phone is told within 200 ms. The middle one of nine counts, as any one
     * may have to wait for the machine.
     */
    @Test
    void theRingingEndsWhenTheCallerHangsUp() {
        Desk desk = sits(1001);
        List<Long> tookMs = new ArrayList<>();
        for (int n = 0; n < 9; n++) {
            try (Phone phone = Phone.caller(HOTLINE.sip(), "1390016001" + n)) {
                PhoneCall citizen = phone.dial("12345");
                citizen.awaitAnswered();
                citizen.press('1');
                PhoneCall ringing = desk.phone().awaitCall().ring();
                long hungUpNs = System.nanoTime();
                citizen.bye();
                SipText cancel = ringing.awaitCancel();
                tookMs.add((System.nanoTime() - hungUpNs) / 1_000_000);
                assertEquals("Q.850;cause=16;text=\"Normal call clearing\"", cancel.header("Reason"));
                Await.until("it is over", ringing::ended);
                desk.await("ready");
            }
        }
        tookMs.sort(null);
        assertTrue(tookMs.get(4) < 200, tookMs + " ms");
    }

    /**
     * Three phones ring and are picked up before the switch can say a word to any of them: one has the caller, each
     * other
     * is acknowledged, told good-bye, and has not heard a sound of him.
     */
    @Test
    void allPickUpAtOnceAndOneHasTheCaller() {
        List<Desk> all = List.of(sits(1001), sits(1003), sits(1005));
        all.forEach(desk -> desk.phone().crossesCancel());
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900160004")) {
            Speaker citizen = Speaker.citizen(phone);
            List<PhoneCall> calls =
                    all.stream().map(desk -> desk.phone().awaitCall().ring()).toList();
            all.forEach(desk -> desk.await("alerting"));
            calls.forEach(PhoneCall::answer);
            calls.forEach(PhoneCall::awaitAck);
            Await.until(
                    "two are told good-bye",
                    () -> calls.stream().filter(PhoneCall::ended).count() == 2);
            PhoneCall won =
                    calls.stream().filter(call -> !call.ended()).findFirst().orElseThrow();
            won.voice.tone(930);
            Speaker.together(citizen, new Speaker("the winner", won, 930));
            for (PhoneCall call : calls) {
                assertEquals(call != won, call.heardRequest("BYE"), call.invitation()::toString);
                if (call != won) {
                    String reason = call.awaitBye().header("Reason");
                    assertEquals("SIP;cause=200;text=\"Call completed elsewhere\"", reason);
                    assertEquals(0, call.voice.received(), "nobody else hears the caller");
                }
            }
            int winner = all.get(calls.indexOf(won)).agent();
            assertEquals(winner, api.callOf(phone.user).get("agent").asInt());
            all.forEach(desk -> desk.await(desk.agent() == winner ? "busy" : "ready"));
            citizen.call().hangUp();
            SipText bye = won.awaitBye();
            assertEquals("BYE", bye.method());
            assertEquals("Q.850;cause=16;text=\"Normal call clearing\"", bye.header("Reason"));
            assertEquals(winner, api.awaitRecord(phone.user).get("agent").asInt());
            assertEquals(1, api.awaitRecord(phone.user).get("segments").asInt());
        }
    }
}
