package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent sends a call on without asking: to a colleague, a queue, a number outside, a flow; and it comes back. */
final class TransferTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("transfer")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit("queues.yaml", "ring-ms: 60000", "ring-ms: 2000");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static final Duration A_WHILE = Duration.ofMillis(600);
    private static int number = 100;

    private static Leftovers leftovers;
    private final Api api = HOTLINE.api("supervisor");
    private Events events;
    private final List<Desk> desks = new ArrayList<>();
    private Desk first;
    private Phone phone;
    private Speaker citizen;
    private Speaker agent;
    private long id;

    @BeforeAll
    static void anEmptyCentre() {
        leftovers = Leftovers.before(HOTLINE.api("supervisor"));
    }

    @AfterAll
    static void isEmptyAgain() {
        leftovers.awaitNone();
        CARRIER.close();
    }

    @BeforeEach
    void aTalk() {
        events = api.events(0);
        first = sits(1001);
        phone = Phone.caller(HOTLINE.sip(), "13900151" + ++number);
        citizen = Speaker.citizen(phone);
        agent = Speaker.at(first);
        Speaker.together(citizen, agent);
        id = api.callOf(phone.user).get("id").asLong();
    }

    @AfterEach
    void allLeave() {
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

    private Api.Answer send(String to) {
        return HOTLINE.agentApi(1001).send("POST", "/api/v1/calls/" + id + "/transfer", to);
    }

    private void sendsTo(String to) {
        Api.Answer answer = send(to);
        assertEquals(2, answer.status() / 100, answer::text);
    }

    private void awaitState(String state) {
        Await.until("the call is " + state, () -> {
            JsonNode call = api.callOf(phone.user);
            return call != null && call.get("state").asText().equals(state);
        });
    }

    private JsonNode end(Speaker other) {
        Speaker.talk(A_WHILE, citizen, other);
        citizen.call().hangUp();
        other.call().awaitBye();
        JsonNode record = api.awaitRecord(phone.user);
        assertEquals("answered", record.get("disposition").asText(), record::toString);
        return record;
    }

    @Test
    void toAColleague() {
        Desk second = sits(1002);
        sendsTo("{\"to\":{\"agent\":\"1002\"}}");
        agent.call().awaitBye();
        citizen.hearsNeither(agent);
        awaitState("transferring");
        Speaker colleague = Speaker.at(second);
        first.await("ready");
        JsonNode record = end(colleague);
        assertEquals(2, record.get("segments").asInt());
        Timeline line = Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals("talk wait talk", line.kinds("caller " + phone.user));
    }

    @Test
    void toAQueue() {
        Desk adviser = sits(1005);
        adviser.set("notReady");
        first.set("notReady");
        sendsTo("{\"to\":{\"queue\":\"advice\"}}");
        agent.call().awaitBye();
        awaitState("queued");
        assertEquals("advice", api.callOf(phone.user).get("queue").asText());
        assertEquals(1, api.get("/queues/advice").get("waiting").asInt());
        citizen.hearsNeither(agent);
        adviser.ready();
        JsonNode record = end(Speaker.at(adviser));
        assertEquals("advice", record.get("queue").asText());
        assertEquals(1005, record.get("agent").asInt());
        Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
    }

    @Test
    void toANumberOutside() {
        CARRIER.at("01088880001", Speaker::pickUpOutside);
        sendsTo("{\"to\":{\"number\":\"01088880001\"},\"displayed\":\"12345\"}");
        agent.call().awaitBye();
        Speaker party = Speaker.outside(CARRIER.awaitCall("01088880001"));
        first.await("ready");
        JsonNode record = end(party);
        assertEquals("12345", record.get("displayed").asText());
        Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
    }

    @Test
    void aNumberThatWeMayNotShowIsRefusedAndTheTalkGoesOn() {
        send("{\"to\":{\"number\":\"01088880001\"},\"displayed\":\"95588\"}").problem(403);
        assertEquals("no such queue", send("{\"to\":{\"queue\":\"none\"}}").problem(404));
        assertEquals("no such agent", send("{\"to\":{\"agent\":\"7\"}}").problem(404));
        assertTrue(send("{\"to\":{\"agent\":\"1003\"}}").problem(409).contains("1003"));
        send("{\"to\":{\"person\":\"1003\"}}").problem(400);
        send("[]").problem(400);
        Speaker.together(citizen, agent);
        end(agent);
    }

    private void told(String status) {
        agent.call()
                .awaitHeard(
                        "NOTIFY " + status,
                        m -> m.isRequest()
                                && m.method().equals("NOTIFY")
                                && m.body().startsWith("SIP/2.0 " + status));
    }

    /** REFER (RFC 3515 §2.4.4): the telephone hears that the target rings and answers, and BYE only then. */
    @Test
    void byTheTelephoneToAColleague() {
        Desk second = sits(1002);
        assertEquals(202, agent.call().refer("sip:8002@hotline.local").status());
        told("100");
        PhoneCall ringing = second.phone().awaitCall().ring();
        told("180");
        assertFalse(agent.call().heardRequest("BYE"), "nobody has answered");
        ringing.answer();
        told("200");
        agent.call().awaitBye();
        citizen.call().hangUp();
        ringing.awaitBye();
        api.awaitRecord(phone.user);
    }

    /** The telephone hears why not, and is rung with the call that it sent away. */
    @Test
    void byTheTelephoneToWhomItIsBusy() {
        CARRIER.at("01088880004", call -> call.reject(486));
        assertEquals(202, agent.call().refer("sip:01088880004@hotline.local").status());
        told("486");
        agent.call().awaitBye();
        end(Speaker.at(first));
    }

    @Test
    void whoIsNotReachedOutsideSendsTheCallBackToTheAgent() {
        CARRIER.at("01088880002", PhoneCall::ring);
        sendsTo("{\"to\":{\"number\":\"01088880002\"}}");
        agent.call().awaitBye();
        PhoneCall ringing = CARRIER.awaitCall("01088880002");
        ringing.awaitCancel();
        Speaker again = Speaker.at(first);
        JsonNode record = end(again);
        assertEquals(1001, record.get("agent").asInt());
        Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
    }

    /** The agent has gone meanwhile: back to the line, before who waits there already. */
    @Test
    void orToHisQueueBeforeOthers() {
        CARRIER.at("01088880003", call -> call.reject(486));
        Desk second = sits(1002);
        try (Phone later = Phone.caller(HOTLINE.sip(), "13900151999")) {
            second.set("notReady");
            first.set("loggedOff");
            Speaker other = Speaker.citizen(later);
            Await.until(
                    "the other waits",
                    () -> api.get("/queues/appeals").get("waiting").asInt() == 1);
            sendsTo("{\"to\":{\"number\":\"01088880003\"}}");
            agent.call().awaitBye();
            awaitState("queued");
            assertEquals(1, api.callOf(phone.user).get("position").asInt());
            assertEquals(2, api.callOf(later.user).get("position").asInt());
            second.ready();
            Speaker colleague = Speaker.at(second);
            Speaker.together(citizen, colleague);
            other.call().hangUp();
            JsonNode record = end(colleague);
            Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
            assertEquals(
                    10,
                    api.get("/why/" + id).get("offers").get(1).get("priority").asInt());
        }
    }

    @Test
    void toAFlow() {
        sendsTo("{\"to\":{\"flow\":\"survey\"}}");
        agent.call().awaitBye();
        citizen.hearsNeither(agent);
        citizen.call().press('3');
        citizen.call().awaitBye();
        JsonNode record = api.awaitRecord(phone.user);
        assertEquals(
                "3", api.get("/calls/" + id).get("notes").get("satisfaction").asText());
        assertEquals("answered", record.get("disposition").asText(), record::toString);
        Timeline.of(events, id).isWhole();
    }
}
