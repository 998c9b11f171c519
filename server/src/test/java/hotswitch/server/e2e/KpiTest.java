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
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A handful of calls, each of another kind, and what the indicators make of them. */
final class KpiTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("kpi")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit("queues.yaml", "when-no-agent-logged-on: true", "when-no-agent-logged-on: false")
            .edit("flows/survey.yaml", "  - id: thanks\n", "  - id: thanks\n    served: rating\n  - id: bye\n")
            .edit("flows/survey.yaml", "steps:\n", "steps:\n  - answer\n")
            .edit("numbers.yaml", "\"12346\": menu", "\"12346\": menu\n  \"12348\": survey");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static Api api;

    /** One answered, one answered and sent outside, one who leaves at once, one served without a human, one called. */
    @BeforeAll
    static void calls() {
        api = HOTLINE.api("supervisor");
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            talk(desk, "13900153001");
            sentOutside(desk, "13900153002");
            desk.set("notReady");
            leavesAtOnce("13900153003");
            servesHimself("13900153004");
            desk.ready();
            isCalled(desk, "13900153005");
            desk.leave();
        }
        Await.until("five records", () -> api.get("/calls?ended=true").size() == 5);
    }

    @AfterAll
    static void end() {
        CARRIER.close();
    }

    private static void talk(Desk desk, String ani) {
        try (Phone phone = Phone.caller(HOTLINE.sip(), ani)) {
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(desk);
            Speaker.together(citizen, agent);
            citizen.call().hangUp();
            agent.call().awaitBye();
            desk.await("ready");
        }
    }

    private static void sentOutside(Desk desk, String ani) {
        CARRIER.at("01088880001", Speaker::pickUpOutside);
        try (Phone phone = Phone.caller(HOTLINE.sip(), ani)) {
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(desk);
            Speaker.together(citizen, agent);
            long id = api.callOf(ani).get("id").asLong();
            api.post("/calls/" + id + "/transfer", "{\"to\":{\"number\":\"01088880001\"}}");
            Speaker party = Speaker.outside(CARRIER.awaitCall("01088880001"));
            Speaker.together(citizen, party);
            citizen.call().hangUp();
            party.call().awaitBye();
            desk.await("ready");
        }
    }

    private static void leavesAtOnce(String ani) {
        try (Phone phone = Phone.caller(HOTLINE.sip(), ani)) {
            Speaker citizen = Speaker.citizen(phone);
            Await.until(
                    "in the queue",
                    () -> "queued".equals(api.callOf(ani).get("state").asText()));
            citizen.call().hangUp();
            api.awaitRecord(ani);
        }
    }

    private static void servesHimself(String ani) {
        try (Phone phone = Phone.caller(HOTLINE.sip(), ani)) {
            Speaker.citizen(phone, "12348").call().awaitBye();
            api.awaitRecord(ani);
        }
    }

    private static void isCalled(Desk desk, String number) {
        CARRIER.at(number, Speaker::pickUpOutside);
        api.post("/calls", "{\"agent\":1001,\"to\":\"" + number + "\",\"displayed\":\"12345\"}");
        Speaker agent = Speaker.at(desk);
        Speaker party = Speaker.outside(CARRIER.awaitCall(number));
        Speaker.together(agent, party);
        party.call().hangUp();
        agent.call().awaitBye();
        desk.await("ready");
    }

    private static void is(String definition, int numerator, int denominator) {
        JsonNode total = api.get("/kpi?definition=" + definition).get("total");
        assertEquals(numerator, total.get("numerator").asInt(), definition + ": " + total);
        assertEquals(denominator, total.get("denominator").asInt(), definition + ": " + total);
    }

    @Test
    void eachIndicatorIsRight() {
        is("effective-connection-rate", 3, 3);
        is("human-answer-rate", 2, 3);
        is("smart-service-rate", 1, 3);
        is("completion-24h", 2, 3);
        is("rate-15s", 2, 3);
        is("service-level", 2, 2);
        is("abandonment", 0, 2);
        JsonNode asa = api.get("/kpi?definition=asa").get("total");
        assertEquals(2, asa.get("denominator").asInt());
        assertTrue(asa.get("value").asLong() < 5_000, asa::toString);
        JsonNode occupancy = api.get("/kpi?definition=occupancy&by=agent");
        assertEquals("1001", occupancy.get("cells").get(0).get("agent").asText(), occupancy::toString);
        double value = occupancy.get("total").get("value").asDouble();
        assertTrue(value > 0 && value < 1, occupancy::toString);
    }

    @Test
    void noCallIsLeftUnexplained() {
        JsonNode total = api.get("/kpi?definition=effective-connection-rate").get("total");
        JsonNode classes = total.get("classes");
        assertEquals(2, classes.get("answeredInTime").asInt(), total::toString);
        assertEquals(1, classes.get("selfServed").asInt(), total::toString);
        assertEquals(1, classes.get("shortAbandoned").asInt(), total::toString);
        assertFalse(classes.has("lineAnswered"), "an agent answered what was sent outside later: " + total);
        assertEquals(1, classes.get("fromSeat").asInt(), total::toString);
        assertEquals(5, total.get("calls").asInt());
        JsonNode drilled = api.get("/kpi/calls?definition=effective-connection-rate");
        assertEquals(5, drilled.get("count").asInt());
        Map<String, Integer> counted = new HashMap<>();
        drilled.get("calls").forEach(call -> counted.merge(call.get("class").asText(), 1, Integer::sum));
        classes.fieldNames()
                .forEachRemaining(name -> assertEquals(
                        classes.get(name).asInt(), counted.getOrDefault(name, 0), name + " of " + counted));
        JsonNode smart = api.get("/kpi/calls?definition=smart-service-rate&verdict=met");
        assertEquals("13900153004", smart.get("calls").get(0).get("ani").asText(), drilled::toString);
    }

    @Test
    void aPartAddsUpAndANonsenseIsRefused() {
        JsonNode byQueue = api.get("/kpi?definition=completion-24h&by=queue&interval=15m");
        int sum = 0;
        for (JsonNode cell : byQueue.get("cells")) {
            sum += cell.get("calls").asInt();
        }
        assertEquals(byQueue.get("total").get("calls").asInt(), sum, byQueue::toString);
        for (String query :
                new String[] {"definition=none", "definition=asa&by=street", "interval=week", "version=x"}) {
            assertFalse(
                    api.send("GET", "/api/v1/kpi?" + query, null).problem(400).isBlank());
        }
    }
}
