package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.parties.Timeline;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Parked and taken out, by the API and by dialling the slot; sent on while it rings, by the API and by the phone. */
final class ParkTest {
    /** Two media loops: who dials a slot comes on the wrong one every other time. */
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("park")
            .brief()
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .set("media.loops", 2);

    private static int number = 100;

    private final Api api = HOTLINE.api("supervisor");
    private final List<Desk> desks = new ArrayList<>();
    private Leftovers leftovers;
    private Events events;
    private Desk first;
    private Phone phone;
    private Speaker citizen;
    private long id;

    @BeforeEach
    void aCallRingsAtTheFirst() {
        leftovers = Leftovers.before(api);
        events = api.events(0);
        first = sits(1001);
        phone = Phone.caller(HOTLINE.sip(), "13900162" + ++number);
        citizen = Speaker.citizen(phone);
        first.await("alerting");
        id = api.callOf(phone.user).get("id").asLong();
    }

    @AfterEach
    void allLeave() {
        leftovers.awaitNone();
        desks.forEach(Desk::leave);
        assertFalse(events.hasGap(), "no gap");
        phone.close();
        events.close();
    }

    private Desk sits(int agent) {
        Desk desk = Desk.open(HOTLINE, agent);
        desks.add(desk);
        return desk;
    }

    private Api.Answer ask(String service, String body) {
        return HOTLINE.agentApi(1001).send("POST", "/api/v1/calls/" + id + "/" + service, body);
    }

    private void asks(String service, String body) {
        Api.Answer answer = ask(service, body);
        assertEquals(2, answer.status() / 100, answer::text);
    }

    /** The first agent talks and parks the call in this slot. */
    private void parks(String slot) {
        Speaker agent = Speaker.at(first);
        Speaker.together(citizen, agent);
        asks("park", "{\"slot\":\"" + slot + "\"}");
        agent.call().awaitBye();
        first.await("ready");
        citizen.hearsNeither(agent);
        assertEquals(slot, api.callOf(phone.user).get("parkSlot").asText());
    }

    private JsonNode end(Speaker other) {
        Speaker.together(citizen, other);
        citizen.call().hangUp();
        other.call().awaitBye();
        JsonNode record = api.awaitRecord(phone.user);
        assertEquals("answered", record.get("disposition").asText(), record::toString);
        return record;
    }

    private Speaker dials(Desk desk, String slot) {
        PhoneCall call = desk.phone().dial(slot);
        call.awaitAnswered();
        call.voice.tone(930);
        return new Speaker("agent " + desk.agent(), call, 930);
    }

    @Test
    void parkedAndTakenOutByTheApi() {
        parks("705");
        Desk second = sits(1002);
        Api.Answer empty = api.send("POST", "/api/v1/parked/706/retrieve", "{\"agent\":1002}");
        assertEquals("nobody is parked there", empty.problem(404));
        api.post("/parked/705/retrieve", "{\"agent\":1002}");
        JsonNode record = end(Speaker.at(second));
        assertEquals(1002, record.get("agent").asInt(), record::toString);
        assertEquals(2, record.get("segments").asInt(), record::toString);
        Timeline line = Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals("talk wait talk", line.kinds("caller " + phone.user));
    }

    /** Twice, so that by one of the calls the two legs begin on different media loops. */
    @Test
    void parkedAndTakenOutByDiallingTheSlot() {
        parks("701");
        Desk second = sits(1002);
        Speaker colleague = dials(second, "701");
        Speaker.together(citizen, colleague);
        second.await("busy");
        assertEquals(id, api.callOf(phone.user).get("id").asLong());
        assertEquals(1002, api.callOf(phone.user).get("agent").asInt());
        HOTLINE.agentApi(1002).post("/calls/" + id + "/park", "{\"slot\":\"702\"}");
        colleague.call().awaitBye();
        Speaker again = dials(first, "702");
        JsonNode record = end(again);
        assertEquals(1001, record.get("agent").asInt(), record::toString);
        assertEquals(3, record.get("segments").asInt(), record::toString);
        Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals(404, first.phone().dial("701").awaitFinal().status(), "nobody is there any more");
    }

    /** Who took it out by dialling may die with the switch between and go on talking. */
    @Test
    void dialledOutOfTheSlotAndRestarted() {
        parks("703");
        Speaker colleague = dials(sits(1002), "703");
        Speaker.together(citizen, colleague);
        HOTLINE.kill();
        HOTLINE.start();
        Speaker.together(citizen, colleague);
        citizen.call().hangUp();
        colleague.call().awaitBye();
        assertEquals(1002, api.awaitRecord(phone.user).get("agent").asInt());
        events = api.events(0);
    }

    @Test
    void sentOnByTheApiWhileItRings() {
        PhoneCall ringing = first.phone().awaitCall().ring();
        Desk second = sits(1002);
        first.await("alerting");
        assertEquals(
                "nobody has answered it",
                ask("deflect", "{\"to\":{\"park\":\"701\"}}").problem(409));
        asks("deflect", "{\"to\":{\"agent\":\"1002\"}}");
        ringing.awaitCancel();
        first.await("ready");
        JsonNode record = end(Speaker.at(second));
        assertEquals(1002, record.get("agent").asInt(), record::toString);
        assertEquals(1, record.get("segments").asInt(), record::toString);
    }

    @Test
    void sentOnToSelfServiceWhileItRings() {
        PhoneCall ringing = first.phone().awaitCall().ring();
        asks("deflect", "{\"to\":{\"flow\":\"survey\"}}");
        ringing.awaitCancel();
        first.await("ready");
        citizen.call().press('2');
        citizen.call().awaitBye();
        assertEquals(
                "2", api.get("/calls/" + id).get("notes").get("satisfaction").asText());
    }

    /** RFC 3261 §21.3.3: the phone answers 302 with the seat that shall have the call. */
    @Test
    void sentOnByThePhone() {
        Desk second = sits(1002);
        first.phone().awaitCall().ring().deflect("8002");
        PhoneCall there = second.phone().awaitCall();
        first.await("ready");
        JsonNode record = end(Speaker.at(second, there));
        assertEquals(1002, record.get("agent").asInt(), record::toString);
        assertTrue(
                events.of(id).stream().anyMatch(e -> e.path("cause").asText().equals("deflected")),
                () -> events.of(id).toString());
    }

    /** Where the phone sends it there is nobody: the agent has refused, and the next is offered the call. */
    @Test
    void sentByThePhoneToNowhere() {
        first.phone().awaitCall().ring().deflect("nowhere");
        first.await("notReady");
        assertEquals("REFUSED", api.get("/agents/1001").get("reason").asText());
        Await.until(
                "back in the line",
                () -> api.callOf(phone.user).get("state").asText().equals("queued"));
        assertEquals(1001, end(Speaker.at(sits(1002))).get("agent").asInt() - 1);
    }
}
