package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents call out, over the carrier that works. */
final class OutboundTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("outbound").edit("trunks.yaml", "first-response-ms: 3000", "first-response-ms: 1000");

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Carrier FIRST = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static final Carrier SECOND = Carrier.behind(HOTLINE, "127.0.0.2", "127.0.0.2:5080");
    private static Api supervisor;
    private static Desk desk;

    @BeforeAll
    static void start() {
        supervisor = HOTLINE.api("supervisor");
        desk = Desk.open(HOTLINE, 1001);
    }

    @AfterAll
    static void end() {
        desk.close();
        FIRST.close();
        SECOND.close();
    }

    @BeforeEach
    void sitDown() {
        FIRST.otherwise(Carrier::pickUp);
        SECOND.otherwise(Carrier::pickUp);
        Await.until("the last call is over", BOUND, () -> !desk.state().equals("busy"));
        desk.ready();
    }

    private static JsonNode makeCall(String to) {
        return supervisor.post("/calls", "{\"agent\":1001,\"to\":\"" + to + "\",\"displayed\":\"12345\"}");
    }

    /** The agent's phone rings first, then the other party's. */
    private PhoneCall callOut(String to) {
        makeCall(to);
        PhoneCall agent = desk.phone().awaitCall();
        agent.answer();
        agent.voice.tone(Caller.TONE_HZ);
        return agent;
    }

    private static void talk(PhoneCall agent, PhoneCall party) {
        assertTrue(agent.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the agent hears the other party");
        assertTrue(party.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the other party hears the agent");
    }

    private static JsonNode record(String number) {
        return Await.value("the record of the call to " + number, BOUND, () -> {
            for (JsonNode each : supervisor.get("/calls?ended=true")) {
                if (each.get("dnis").asText().equals(number)) {
                    return each;
                }
            }
            return null;
        });
    }

    private static void overTheSecond(JsonNode record, String why) {
        assertEquals("carrier-b", record.get("trunk").asText(), record::toString);
        assertTrue(record.get("hops").asText().contains("carrier-a"), record::toString);
        assertTrue(record.get("hops").asText().toLowerCase(Locale.ROOT).contains(why), record::toString);
        assertEquals("answered", record.get("disposition").asText());
    }

    @Test
    void theFirstCarrierTakesIt() {
        PhoneCall agent = callOut("13900000001");
        PhoneCall party = FIRST.awaitCall("13900000001");
        assertEquals("12345", party.caller());
        talk(agent, party);
        agent.hangUp();
        party.awaitBye();
        JsonNode record = record("13900000001");
        assertEquals("outbound", record.get("direction").asText());
        assertEquals("carrier-a", record.get("trunk").asText());
        assertEquals("12345", record.get("displayed").asText());
        assertEquals(1001, record.get("agent").asInt());
    }

    @Test
    void theFirstHasNoRoomSoTheSecondTakesIt() {
        FIRST.otherwise(call -> call.reject(503));
        PhoneCall agent = callOut("13900000002");
        PhoneCall party = SECOND.awaitCall("13900000002");
        talk(agent, party);
        party.hangUp();
        agent.awaitBye();
        overTheSecond(record("13900000002"), "503");
    }

    @Test
    void theFirstIsSilentSoTheSecondTakesIt() {
        FIRST.otherwise(Carrier::silence);
        PhoneCall agent = callOut("13900000003");
        PhoneCall party = SECOND.awaitCall("13900000003");
        talk(agent, party);
        agent.hangUp();
        party.awaitBye();
        overTheSecond(record("13900000003"), "no-response");
    }

    @Test
    void aBusyPartyIsNotRungOverTheOtherCarrier() {
        FIRST.otherwise(call -> call.reject(486));
        PhoneCall agent = callOut("13900000004");
        agent.awaitBye();
        JsonNode record = record("13900000004");
        assertEquals("notAnswered", record.get("disposition").asText(), record::toString);
        assertNull(SECOND.talking("13900000004"));
    }

    @Test
    void aNumberThatWeMayNotShowIsRefusedAndAudited() {
        Events events = HOTLINE.api("supervisor").events(0);
        Api.Answer refused = supervisor.send(
                "POST", "/api/v1/calls", "{\"agent\":1001,\"to\":\"13900000005\",\"displayed\":\"95588\"}");
        assertFalse(refused.problem(403).isBlank());
        JsonNode audited = events.await(
                "audit",
                e -> e.get("type").asText().equals("Audited")
                        && e.get("subject").asText().equals("95588"));
        assertFalse(audited.get("allowed").asBoolean());
        assertNull(desk.phone().nextCall());
        events.close();
    }

    /** RFC 3262: the carrier's answer comes in a reliable 183, which gets its PRACK; its 200 has no description. */
    @Test
    void aCarrierThatAnswersBeforeItIsAnswered() {
        FIRST.otherwise(call -> call.answerEarly(815));
        PhoneCall agent = callOut("13900000007");
        PhoneCall party = FIRST.awaitCall("13900000007");
        assertTrue(party.invitation().header("Supported").contains("100rel"));
        assertEquals("1800", party.invitation().header("Session-Expires"));
        SipText prack =
                party.awaitHeard("PRACK", m -> m.isRequest() && m.method().equals("PRACK"));
        assertEquals("815 " + party.invitation().header("CSeq"), prack.header("RAck"));
        party.answer();
        party.awaitAck();
        party.voice.tone(Carrier.TONE_HZ);
        talk(agent, party);
        agent.hangUp();
        party.awaitBye();
        assertEquals("answered", record("13900000007").get("disposition").asText());
    }

    @Test
    void anAgentDialsFromHisPhone() {
        PhoneCall agent = desk.phone().dial("13900000006");
        agent.awaitAnswered();
        agent.voice.tone(Caller.TONE_HZ);
        PhoneCall party = FIRST.awaitCall("13900000006");
        talk(agent, party);
        desk.await("busy");
        agent.hangUp();
        party.awaitBye();
        assertEquals("answered", record("13900000006").get("disposition").asText());
    }
}
