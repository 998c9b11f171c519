package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who waits hangs up, keeps his place, and is called back when it is his turn. */
final class CallbackTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("callback")
            .brief()
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit("queues.yaml", "when-no-agent-logged-on: true", "when-no-agent-logged-on: false")
            .edit("queues.yaml", "spacing-ms: 600000", "spacing-ms: 1500")
            .edit("queues.yaml", "digit: \"\"", "digit: \"7\"");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static int number = 100;

    private final Api api = HOTLINE.api("supervisor");
    private final String citizen = "13900152" + ++number;
    private final String other = "13900152" + ++number;

    @AfterAll
    static void end() {
        CARRIER.close();
    }

    @BeforeEach
    void theCitizenAnswersByTheSecondTry() {
        CARRIER.at(citizen, Speaker::pickUpOutside);
    }

    /** Waits in the queue; the call's number. */
    private long waits(Speaker speaker, String ani) {
        Await.until("in the queue", () -> "queued".equals(state(ani)));
        assertFalse(speaker.call().ended());
        return api.callOf(ani).get("id").asLong();
    }

    private String state(String ani) {
        JsonNode call = api.callOf(ani);
        return call == null ? "none" : call.get("state").asText();
    }

    private int position(String ani) {
        return api.callOf(ani).get("position").asInt();
    }

    private static PhoneCall picksUp(Desk desk) {
        PhoneCall offer = desk.phone().awaitCall();
        offer.ring();
        offer.answer();
        offer.awaitAck();
        offer.voice.tone(930);
        return offer;
    }

    private void talk(PhoneCall agent, String ani) {
        Speaker party = Speaker.outside(CARRIER.awaitCall(ani));
        Speaker.together(party, new Speaker("the agent", agent, 930));
        party.call().hangUp();
        agent.awaitBye();
    }

    private JsonNode offersOf(long id) {
        return api.get("/why/" + id).get("offers");
    }

    @Test
    void byAKeyAndBeforeWhoCameLater() {
        try (Phone first = Phone.caller(HOTLINE.sip(), citizen);
                Phone later = Phone.caller(HOTLINE.sip(), other)) {
            Speaker one = Speaker.citizen(first);
            long id = waits(one, citizen);
            Speaker two = Speaker.citizen(later);
            waits(two, other);
            one.call().press('7');
            one.call().awaitBye();
            Await.until(
                    "it is noted",
                    () -> citizen.equals(api.callOf(citizen).get("callback").asText()));
            assertEquals(1, position(citizen));
            assertEquals(2, position(other));
            try (Desk desk = Desk.open(HOTLINE, 1001)) {
                PhoneCall agent = picksUp(desk);
                talk(agent, citizen);
                JsonNode record = api.awaitRecord(citizen);
                assertEquals(id, record.get("id").asLong());
                assertEquals("answered", record.get("disposition").asText(), record::toString);
                assertEquals(1001, record.get("agent").asInt());
                assertEquals("12345", record.get("displayed").asText());
                Speaker.together(two, Speaker.at(desk));
                two.call().hangUp();
                assertEquals(
                        "answered", api.awaitRecord(other).get("disposition").asText());
                desk.leave();
            }
            JsonNode today = api.get("/queues/appeals").get("today");
            assertTrue(
                    today.get("callbacks").asInt() >= 1
                            && today.get("calledBack").asInt() >= 1,
                    today::toString);
        }
    }

    /** The end of the process neither waits for who is to be called back nor forgets him, and rings nobody for him. */
    @Test
    void aDrainingSwitchLeavesHimToTheNextOne() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), citizen);
                Phone talker = Phone.caller(HOTLINE.sip(), other);
                Desk desk = Desk.open(HOTLINE, 1001);
                Desk free = Desk.open(HOTLINE, 1002)) {
            Speaker talks = Speaker.citizen(talker);
            Speaker agent = Speaker.at(desk);
            free.set("notReady");
            Speaker speaker = Speaker.citizen(phone);
            long id = waits(speaker, citizen);
            speaker.call().press('7');
            speaker.call().awaitBye();
            HOTLINE.terminate();
            Await.until("he rests", () -> "aside".equals(state(citizen)));
            free.ready();
            Await.never(
                    "a phone rings", Duration.ofMillis(500), () -> free.phone().nextCall() != null);
            talks.call().hangUp();
            agent.call().awaitBye();
            desk.set("loggedOff");
            long beganNs = System.nanoTime();
            assertEquals(0, HOTLINE.awaitEnd());
            assertTrue(System.nanoTime() - beganNs < 20_000_000_000L, "it ends when nobody speaks any more");
            HOTLINE.start();
            talk(picksUp(free), citizen);
            assertEquals(id, api.awaitRecord(citizen).get("id").asLong());
            free.leave();
        }
    }

    @Test
    void whoDoesNotAnswerIsTriedAgainAndTheSwitchMayEndBetween() {
        CARRIER.at(citizen, call -> call.reject(486));
        try (Phone phone = Phone.caller(HOTLINE.sip(), citizen)) {
            Speaker speaker = Speaker.citizen(phone);
            long id = waits(speaker, citizen);
            String path = "/api/v1/calls/" + id + "/callback";
            api.send("POST", path, "{}").problem(422);
            api.post("/calls/" + id + "/callback", "{\"consent\":\"asked by chat\"}");
            speaker.call().awaitBye();
            api.send("POST", path, "{\"consent\":\"again\"}").problem(409);
        }
        HOTLINE.kill();
        HOTLINE.start();
        assertEquals("queued", state(citizen));
        long id = api.callOf(citizen).get("id").asLong();
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            PhoneCall agent = picksUp(desk);
            agent.awaitBye();
            Await.until("it rests", () -> "aside".equals(state(citizen)));
            HOTLINE.kill();
            CARRIER.at(citizen, Speaker::pickUpOutside);
            HOTLINE.start();
            PhoneCall again = desk.phone().awaitCall();
            again.ring();
            again.answer();
            again.awaitAck();
            again.voice.tone(930);
            talk(again, citizen);
            JsonNode record = api.awaitRecord(citizen);
            assertEquals("answered", record.get("disposition").asText(), record::toString);
            assertEquals(id, record.get("id").asLong());
            List<String> agents = StreamSupport.stream(offersOf(id).spliterator(), false)
                    .map(o -> o.get("agent").asText())
                    .toList();
            assertEquals(List.of("1001", "1001"), agents);
            desk.leave();
        }
    }
}
