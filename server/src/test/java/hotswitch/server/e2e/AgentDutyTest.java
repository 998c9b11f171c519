package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Lamp;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two agents: phones that ring at once, wrap-up prolonged, breaks with limits, a supervisor's force, chats. */
final class AgentDutyTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("duty")
            .edit("queues.yaml", "ring-at-once: 1 ", "ring-at-once: 2 ")
            .edit("queues.yaml", "{by-ms: 0, times: 0}", "{by-ms: 60000, times: 1}")
            .edit("queues.yaml", "others: true", "others: false")
            .edit("queues.yaml", "reasons: {}\n", "reasons: {lunch: {minutes: 60, at-once: 1}}\n")
            .edit("queues.yaml", "channels: {} ", "channels: {chat: {with-calls: true, due-ms: 600000}} ")
            .edit("queues.yaml", "  advice:  ", "  chats:\n    channel: chat\n    skills: {appeals: 1}\n  advice:  ")
            .edit("agents.csv", "id,name,pin,skills,seat,role\n", "id,name,pin,skills,seat,role,channels\n")
            .edit("agents.csv", ",agent\n", ",agent,\n")
            .edit("agents.csv", ",supervisor\n", ",supervisor,\n")
            .edit("agents.csv", "8001,agent,", "8001,agent,chat:2");

    private final Api api = HOTLINE.api("supervisor");
    private Events events;
    private Desk first;
    private Desk second;

    @BeforeEach
    void twoSitDown() {
        events = api.events(0);
        first = Desk.open(HOTLINE, 1001);
        second = Desk.open(HOTLINE, 1002);
    }

    @AfterEach
    void bothLeave() {
        assertFalse(events.hasGap(), "no gap");
        first.leave();
        second.leave();
        events.close();
    }

    private static Api.Answer wrapUp(int agent, String action) {
        return HOTLINE.agentApi(agent)
                .send("POST", "/api/v1/agents/" + agent + "/wrap-up", "{\"action\":\"" + action + "\"}");
    }

    @Test
    void twoPhonesRingAndOneWins() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900154001")) {
            Speaker citizen = Speaker.citizen(phone);
            PhoneCall one = first.phone().awaitCall().ring();
            PhoneCall two = second.phone().awaitCall();
            first.await("alerting");
            second.await("alerting");
            Speaker winner = Speaker.at(second, two);
            one.awaitCancel();
            Speaker.together(citizen, winner);
            first.await("ready");
            citizen.call().hangUp();
            assertEquals(1002, api.awaitRecord("13900154001").get("agent").asInt());
        }
        second.await("acw");
        wrapUp(1001, "extend").problem(409);
        assertEquals(200, wrapUp(1002, "extend").status());
        events.await("WrapUpExtended", e -> e.get("type").asText().equals("WrapUpExtended"));
        assertTrue(wrapUp(1002, "extend").problem(409).contains("no more"));
        assertEquals(200, wrapUp(1002, "end").status());
        second.await("ready");
        wrapUp(1002, "end").problem(409);
        wrapUp(1002, "prolong").problem(400);
    }

    private static Api.Answer rest(int agent, String reason) {
        String body = "{\"state\":\"notReady\",\"reason\":\"" + reason + "\"}";
        return HOTLINE.agentApi(agent).send("PUT", "/api/v1/agents/" + agent + "/state", body);
    }

    @Test
    void oneAtATimeGoesToLunchUnlessTheSupervisorSaysSo() {
        assertEquals(200, rest(1001, "lunch").status());
        assertTrue(rest(1002, "lunch").problem(409).contains("1 are away"));
        assertTrue(rest(1002, "smoking").problem(422).contains("smoking"));
        assertEquals("ready", second.state());
        String body = "{\"state\":\"notReady\",\"reason\":\"lunch\"}";
        HOTLINE.agentApi(1001).send("POST", "/api/v1/agents/1002/force", body).problem(403);
        assertEquals(
                "notReady", api.post("/agents/1002/force", body).get("state").asText());
        JsonNode audited = events.await(
                "audit of the force",
                e -> e.get("type").asText().equals("Audited")
                        && e.get("action").asText().equals("agent.force"));
        assertEquals("supervisor", audited.get("by").asText());
        assertEquals("agent 1002", audited.get("subject").asText());
    }

    private long submit(String subject) {
        String body = "{\"queue\":\"chats\",\"subject\":\"" + subject + "\",\"customer\":\"wx-1\"}";
        return HOTLINE.api("integration").post("/items", body).get("id").asLong();
    }

    private void awaitItem(long item, String state) {
        Await.until(
                "item " + item + " is " + state,
                () -> state.equals(api.get("/items/" + item).get("state").asText()));
    }

    private void say(long item, String verb) {
        HOTLINE.agentApi(1001).post("/items/" + item + "/" + verb, "{}");
    }

    /** RFC 3842 over a real socket: what waits is new, what somebody works on is old. */
    @Test
    void aPhoneSeesTheMessagesOfTheQueue() {
        try (Phone phone = Phone.seat(HOTLINE.sip(), "8009")) {
            Lamp mailbox = phone.mailbox("chats");
            Lamp nobodys = phone.mailbox("8009");
            Lamp own = first.phone().mailbox("8001");
            assertEquals(200, mailbox.subscribe(600).status());
            assertEquals(200, nobodys.subscribe(600).status());
            assertEquals(200, own.subscribe(600).status());
            mailbox.await("active no 0/0");
            own.await("active no 0/0");
            long item = submit("mail");
            awaitItem(item, "offered");
            mailbox.await("active yes 1/0");
            own.await("active yes 1/0");
            say(item, "accept");
            mailbox.await("active no 0/1");
            own.await("active no 0/1");
            nobodys.await("active no 0/0");
            say(item, "complete");
            mailbox.await("active no 0/0");
            own.await("active no 0/0");
            assertEquals(200, own.subscribe(0).status());
            assertEquals(200, nobodys.subscribe(0).status());
            assertEquals(200, mailbox.subscribe(0).status());
        }
    }

    @Test
    void chatsAsManyAsFitAndACallBeside() {
        second.set("loggedOff");
        long one = submit("one");
        long two = submit("two");
        long three = submit("three");
        awaitItem(one, "offered");
        awaitItem(two, "offered");
        assertEquals("waiting", api.get("/items/" + three).get("state").asText());
        say(one, "accept");
        awaitItem(one, "open");
        HOTLINE.agentApi(1002)
                .send("POST", "/api/v1/items/" + two + "/accept", "{}")
                .problem(403);
        say(two, "accept");
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900154002")) {
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(first);
            Speaker.together(citizen, agent);
            say(one, "complete");
            citizen.call().hangUp();
            agent.call().awaitBye();
        }
        first.await("acw");
        assertEquals(200, wrapUp(1001, "end").status());
        awaitItem(three, "offered");
        say(three, "accept");
        say(three, "complete");
        say(two, "complete");
        events.await(
                "the last is done",
                e -> e.get("type").asText().equals("ItemDone") && e.get("item").asLong() == two);
        HOTLINE.agentApi(1001)
                .send("POST", "/api/v1/items/" + two + "/complete", "{}")
                .problem(404);
        HOTLINE.api("integration")
                .send("POST", "/api/v1/items", "{\"queue\":\"none\"}")
                .problem(404);
        HOTLINE.api("integration")
                .send("POST", "/api/v1/items", "{\"queue\":\"appeals\"}")
                .problem(409);
    }
}
