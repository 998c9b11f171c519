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
import hotswitch.server.e2e.rig.StereoFile;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An agent asks a colleague while the citizen waits: put through, a conference, back again. */
final class ConsultTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("consult").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static final Duration A_WHILE = Duration.ofSeconds(1);
    /** Between two talks both are heard a little. */
    private static final long EDGE_MS = 150;

    private static int number = 100;

    private static Leftovers leftovers;
    private final Api api = HOTLINE.api("supervisor");
    private final Api own = HOTLINE.agentApi(1001);
    private Events events;
    private Desk first;
    private Desk second;
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
    }

    @BeforeEach
    void aTalkAndAFreeColleague() {
        events = api.events(0);
        first = Desk.open(HOTLINE, 1001);
        phone = Phone.caller(HOTLINE.sip(), "13900150" + ++number);
        citizen = Speaker.citizen(phone);
        agent = Speaker.at(first);
        Speaker.together(citizen, agent);
        second = Desk.open(HOTLINE, 1002);
        id = api.callOf(phone.user).get("id").asLong();
    }

    @AfterEach
    void allLeave() {
        assertFalse(events.hasGap(), "no gap");
        first.leave();
        second.leave();
        phone.close();
        events.close();
    }

    private Speaker consult() {
        own.post("/calls/" + id + "/consult", "{\"to\":{\"agent\":\"1002\"}}");
        assertEquals("held", state());
        citizen.hearsNeither(agent);
        Speaker colleague = Speaker.at(second);
        Speaker.together(agent, colleague);
        citizen.hearsNeither(agent, colleague);
        return colleague;
    }

    private String state() {
        return api.callOf(phone.user).get("state").asText();
    }

    private Api.Answer ask(String service, String body) {
        return own.send("POST", "/api/v1/calls/" + id + "/" + service, body);
    }

    @Test
    void itIsPutThrough() throws IOException {
        Speaker colleague = consult();
        assertFalse(ask("consult", "{\"to\":\"1003\"}").problem(409).isBlank());
        assertFalse(ask("hold", null).problem(409).isBlank());
        own.post("/calls/" + id + "/transfer", null);
        agent.call().awaitBye();
        first.await("ready");
        Speaker.together(citizen, colleague);
        assertEquals("busy", second.state());
        JsonNode live = api.callOf(phone.user);
        assertEquals("connected", live.get("state").asText());
        assertEquals(1002, live.get("agent").asInt());
        Speaker.talk(A_WHILE, citizen, colleague);
        citizen.call().hangUp();
        colleague.call().awaitBye();
        second.await("ready");

        JsonNode record = api.awaitRecord(phone.user);
        assertEquals("answered", record.get("disposition").asText());
        assertEquals(2, record.get("segments").asInt());
        Timeline line = Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals("talk hold talk", line.kinds("caller " + phone.user));
        assertEquals("talk consult", line.kinds("agent 8001"));
        assertEquals("consult talk", line.kinds("agent 8002"));
        bothTalksAreRecorded(agent, colleague);
    }

    private void bothTalksAreRecorded(Speaker... agents) throws IOException {
        JsonNode kept = awaitKept(2);
        byte[] audio = api.download("/recordings/" + id + "-1/audio");
        StereoFile file = StereoFile.decode(HOTLINE.folder(), audio);
        long firstMs = kept.get(0).get("lengthMs").asLong();
        long wholeMs = firstMs + kept.get(1).get("lengthMs").asLong();
        assertEquals((double) wholeMs, (double) file.lengthMs(), 100, "one file: " + kept);
        assertEquals(0, kept.get(0).get("offsetMs").asLong(), kept::toString);
        assertEquals(firstMs, kept.get(1).get("offsetMs").asLong(), kept::toString);
        assertEquals(1001, kept.get(0).get("agent").asInt(), kept::toString);
        assertEquals(1002, kept.get(1).get("agent").asInt(), kept::toString);
        both(file.part(EDGE_MS, EDGE_MS + 200), agents[0]);
        both(file.part(firstMs + EDGE_MS, wholeMs), agents[1]);
        StereoFile between = file.part(firstMs - 2 * EDGE_MS, firstMs - EDGE_MS);
        double asked = between.right(agents[0].hz()) + between.right(agents[1].hz());
        assertTrue(asked < 0.05, "what colleagues say to each other is no part of the citizen's recording: " + asked);
    }

    private JsonNode awaitKept(int segments) {
        return Await.value("recordings are kept", () -> {
            JsonNode all = api.get("/recordings?call=" + id);
            boolean kept = all.findValuesAsText("state").stream().allMatch("kept"::equals);
            return all.size() == segments && kept ? all : null;
        });
    }

    private static void both(StereoFile talk, Speaker agent) {
        assertTrue(talk.left(Speaker.CITIZEN_HZ) > 0.8, "citizen " + talk.left(Speaker.CITIZEN_HZ));
        assertTrue(talk.right(agent.hz()) > 0.8, agent.name() + " " + talk.right(agent.hz()));
    }

    @Test
    void theAgentHangsUpAndThatPutsThrough() {
        Speaker colleague = consult();
        agent.call().hangUp();
        Speaker.together(citizen, colleague);
        first.await("ready");
        colleague.call().hangUp();
        citizen.call().awaitBye();
        assertEquals("answered", api.awaitRecord(phone.user).get("disposition").asText());
    }

    @Test
    void allThreeConferUntilOneLeaves() throws IOException {
        assertFalse(ask("conference", null).problem(409).isBlank());
        Speaker colleague = consult();
        own.post("/calls/" + id + "/conference", null);
        assertEquals("connected", state());
        Speaker.together(citizen, agent, colleague);
        Speaker.talk(A_WHILE, citizen, agent, colleague);
        agent.call().hangUp();
        Speaker.together(citizen, colleague);
        first.await("ready");
        Speaker.talk(A_WHILE, citizen, colleague);
        citizen.call().hangUp();
        colleague.call().awaitBye();
        JsonNode record = api.awaitRecord(phone.user);
        Timeline line = Timeline.of(events, id).isWhole().agrees(record, "caller " + phone.user);
        assertEquals("talk hold conference talk", line.kinds("caller " + phone.user));
        theConferenceIsRecorded(line, colleague);
        assertEquals("talk consult conference", line.kinds("agent 8001"));
        assertEquals("consult conference talk", line.kinds("agent 8002"));
    }

    private void theConferenceIsRecorded(Timeline line, Speaker colleague) throws IOException {
        awaitKept(2);
        StereoFile file = StereoFile.decode(HOTLINE.folder(), api.download("/recordings/" + id + "-1/audio"));
        String customer = "caller " + phone.user;
        long fromMs = line.firstMs(customer, "talk") + line.ms(customer, "hold") + EDGE_MS;
        StereoFile three = file.part(fromMs, fromMs + line.ms(customer, "conference") - 2 * EDGE_MS);
        assertTrue(three.left(Speaker.CITIZEN_HZ) > 0.8, "citizen " + three.left(Speaker.CITIZEN_HZ));
        double a = three.right(agent.hz());
        double b = three.right(colleague.hz());
        assertTrue(a > 0.3 && b > 0.3, "agent " + a + ", colleague " + b);
    }

    @Test
    void aColleagueLeavesTheConferenceAndTheTalkGoesOn() {
        Speaker colleague = consult();
        own.post("/calls/" + id + "/conference", null);
        Speaker.together(citizen, agent, colleague);
        colleague.call().hangUp();
        Speaker.together(citizen, agent);
        second.await("ready");
        citizen.call().hangUp();
        agent.call().awaitBye();
    }

    @Test
    void itIsEndedAndTheCitizenIsBack() {
        Speaker colleague = consult();
        own.post("/calls/" + id + "/retrieve", null);
        colleague.call().awaitBye();
        Speaker.together(citizen, agent);
        second.await("ready");
        assertEquals("connected", state());
        citizen.call().hangUp();
        agent.call().awaitBye();
    }
}
