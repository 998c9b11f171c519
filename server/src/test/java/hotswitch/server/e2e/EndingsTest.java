package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** However a call ends, it ends for everybody, has a record that says so, and leaves nothing behind. */
final class EndingsTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("endings")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit("queues.yaml", "offer-ms: 15000", "offer-ms: 5000");

    private static int number = 100;

    private final Api api = HOTLINE.api("supervisor");
    private String ani;
    private Phone phone;
    private Leftovers leftovers;
    private Desk desk;

    @BeforeEach
    void aCallerAndAnAgent() {
        leftovers = Leftovers.before(api);
        desk = Desk.open(HOTLINE, 1001);
        phone = newCaller();
        ani = phone.user;
    }

    private static Phone newCaller() {
        return Phone.caller(HOTLINE.sip(), "13900130" + ++number);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        leftovers.awaitNone();
        desk.leave();
        phone.close();
    }

    private PhoneCall queued(Phone from) {
        PhoneCall call = from.dial("12345");
        call.awaitAnswered();
        assertEquals(200, call.info('1').status());
        return call;
    }

    private JsonNode record(String disposition) {
        JsonNode record = api.awaitRecord(ani);
        assertEquals(disposition, record.get("disposition").asText());
        return record;
    }

    private void awaitState(String caller, String state) {
        Await.until(caller + " is " + state, () -> {
            JsonNode call = api.callOf(caller);
            return call != null && call.get("state").asText().equals(state);
        });
    }

    @Test
    void theCallerLeavesDuringTheNotice() {
        PhoneCall call = phone.dial("12345");
        call.awaitAnswered();
        awaitState(ani, "inIvr");
        assertEquals(200, call.hangUp().status());
        JsonNode record = record("leftInFlow");
        assertEquals(0, record.get("offers").asInt());
        desk.await("ready");
    }

    @Test
    void theCallerLeavesTheQueue() {
        desk.set("notReady");
        PhoneCall call = queued(phone);
        awaitState(ani, "queued");
        assertEquals(200, call.hangUp().status());
        assertEquals("appeals", record("abandoned").get("queue").asText());
        Await.until(
                "nobody waits", () -> api.get("/queues/appeals").get("waiting").asInt() == 0);
    }

    @Test
    void theCallerLeavesWhileItRings() {
        PhoneCall call = queued(phone);
        PhoneCall offer = desk.phone().awaitCall().ring();
        awaitState(ani, "offered");
        assertEquals(200, call.hangUp().status());
        offer.awaitCancel();
        offer.awaitAck();
        assertEquals(1, record("abandoned").get("offers").asInt());
        desk.await("ready");
    }

    @Test
    void theCallerHangsUp() {
        PhoneCall call = queued(phone);
        PhoneCall offer = desk.phone().awaitCall().ring().answer();
        offer.awaitAck();
        awaitState(ani, "connected");
        assertEquals(200, call.hangUp().status());
        offer.awaitBye();
        assertEquals("caller", record("answered").get("endedBy").asText());
        desk.await("ready");
    }

    @Test
    void theAgentHangsUp() {
        PhoneCall call = queued(phone);
        PhoneCall offer = desk.phone().awaitCall().answer();
        offer.awaitAck();
        awaitState(ani, "connected");
        assertEquals(200, offer.hangUp().status());
        call.awaitBye();
        assertEquals("agent", record("answered").get("endedBy").asText());
        desk.await("ready");
    }

    @Test
    void anAgentWhoIsBusyOnThePhoneLosesTheOffer() {
        PhoneCall call = queued(phone);
        desk.phone().awaitCall().reject(486);
        desk.await("notReady");
        awaitState(ani, "queued");
        assertEquals(200, call.hangUp().status());
        record("abandoned");
    }

    @Test
    void whoDoesNotAnswerIsSetNotReadyAndTheNextAgentTakesTheCaller() {
        try (Phone second = newCaller()) {
            PhoneCall call = queued(phone);
            PhoneCall ignored = desk.phone().awaitCall().ring();
            PhoneCall behind = queued(second);
            awaitState(second.user, "queued");
            ignored.awaitCancel();
            desk.await("notReady");
            assertEquals("RONA", api.get("/agents/1001").get("reason").asText());
            awaitState(ani, "queued");
            assertEquals(1, api.callOf(ani).get("position").asInt(), "it keeps its place");
            assertEquals(2, api.callOf(second.user).get("position").asInt());
            Desk next = Desk.open(HOTLINE, 1002);
            PhoneCall offer = next.phone().awaitCall();
            assertEquals(ani, offer.caller());
            offer.answer().awaitAck();
            assertEquals(200, call.hangUp().status());
            PhoneCall other = next.phone().awaitCall();
            assertEquals(second.user, other.caller());
            other.answer().awaitAck();
            assertEquals(200, behind.hangUp().status());
            JsonNode record = record("answered");
            assertEquals(2, record.get("offers").asInt());
            assertEquals(1002, record.get("agent").asInt());
            next.await("ready");
            next.leave();
        }
    }

    @Test
    void aCancelThatCrossesThe200() {
        desk.phone().crossesCancel();
        PhoneCall call = queued(phone);
        PhoneCall offer = desk.phone().awaitCall().ring();
        assertEquals(200, call.hangUp().status());
        offer.awaitCancel();
        offer.answer();
        offer.awaitAck();
        offer.awaitBye();
        record("abandoned");
        desk.await("ready");
    }

    @Test
    void aCallersCancelThatCrossesOur200() {
        for (int i = 0; i < 10; i++) {
            PhoneCall call = phone.dial("12345");
            call.cancel();
            SipText last = call.awaitFinal();
            if (last.status() == 200) {
                assertEquals(200, call.hangUp().status());
            } else {
                assertEquals(487, last.status());
            }
        }
        Await.until("ten records", () -> api.get("/calls?ended=true&ani=" + ani).size() == 10);
    }

    @Test
    void twoPhonesOfOneSeatAnswerAtOnce() {
        try (Phone twin = Phone.seat(HOTLINE.sip(), "8001")) {
            assertEquals(200, twin.register(600).status());
            PhoneCall call = queued(phone);
            PhoneCall one = desk.phone().awaitCall().ring();
            PhoneCall two = twin.awaitCall().ring();
            one.answer();
            two.answer();
            one.awaitAck();
            two.awaitAck();
            Await.until("one is let go", () -> one.heardRequest("BYE") || two.heardRequest("BYE"));
            PhoneCall winner = one.heardRequest("BYE") ? two : one;
            awaitState(ani, "connected");
            assertFalse(winner.ended());
            winner.voice.tone(660);
            call.voice.tone(440);
            assertTrue(call.voice.awaitTone(660, 500, 15_000), "the caller hears the winner");
            assertTrue(winner.voice.awaitTone(440, 500, 15_000), "and the winner the caller");
            assertEquals(200, call.hangUp().status());
            winner.awaitBye();
            assertEquals(1, record("answered").get("segments").asInt());
            assertEquals(200, twin.register(0).status());
        }
    }

    @Test
    void theWinnerTakesTheCallFromTheOtherPhoneThatRings() {
        try (Phone twin = Phone.seat(HOTLINE.sip(), "8001")) {
            assertEquals(200, twin.register(600).status());
            PhoneCall call = queued(phone);
            PhoneCall one = desk.phone().awaitCall().ring();
            PhoneCall two = twin.awaitCall().ring();
            two.answer().awaitAck();
            one.awaitCancel();
            assertEquals(200, two.hangUp().status());
            call.awaitBye();
            record("answered");
            assertEquals(200, twin.register(0).status());
        }
    }

    @Test
    void aCallToANumberThatIsNobodys() {
        PhoneCall call = phone.dial("99999");
        assertTrue(
                List.of(403, 404).contains(call.awaitFinal().status()),
                () -> call.heard().toString());
        record("rejected");
    }
}
