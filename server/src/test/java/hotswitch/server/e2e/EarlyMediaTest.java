package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Fork;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.Prack;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.StereoFile;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a carrier says before the answer (its own ringing, "switched off") is heard by who waits, in tones that are
 * measured; it is no talk, and in no recording.
 */
final class EarlyMediaTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("early").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final double AGENT_HZ = 440;
    private static final double NETWORK_HZ = 930;
    private static final double FORK_HZ = 1_410;
    private static final int LAST_MS = 300;
    private static int number = 13_900_020;

    private static Api api;
    private static Desk desk;
    private String to;

    @BeforeAll
    static void start() {
        api = HOTLINE.api("supervisor");
        desk = Desk.open(HOTLINE, 1001);
    }

    @AfterAll
    static void end() {
        desk.close();
        CARRIER.close();
    }

    @BeforeEach
    void sitDown() {
        to = "139" + ++number;
        Await.until("the last call is over", BOUND, () -> !desk.state().equals("busy"));
        desk.ready();
    }

    /** The network of whoever is called speaks before the answer. */
    private static void speaks(PhoneCall call) {
        call.speaksEarly(183, "");
        call.voice.tone(NETWORK_HZ);
    }

    private PhoneCall phoneDials(Consumer<PhoneCall> network) {
        CARRIER.at(to, network);
        PhoneCall agent = desk.phone().dial(to);
        agent.awaitHeard("183", m -> m.status() == 183);
        return agent;
    }

    private PhoneCall seatDials(Consumer<PhoneCall> network) {
        CARRIER.at(to, network);
        api.post("/calls", "{\"agent\":1001,\"to\":\"" + to + "\",\"displayed\":\"12345\"}");
        PhoneCall agent = desk.phone().awaitCall();
        agent.answer();
        agent.awaitAck();
        return agent;
    }

    private static void hears(PhoneCall who, double hz) {
        boolean heard = who.voice.awaitTone(hz, LAST_MS, 20_000);
        assertTrue(heard, () -> "hears " + hz + " Hz: " + who.voice.hears(hz, LAST_MS));
    }

    /** Whoever answers is another voice than his network. */
    private static void answers(PhoneCall party) {
        party.answer();
        party.awaitAck();
        party.voice.tone(Carrier.TONE_HZ);
    }

    private JsonNode record() {
        return Await.value("the record of the call to " + to, BOUND, () -> {
            for (JsonNode each : api.get("/calls?ended=true")) {
                if (each.get("dnis").asText().equals(to)) {
                    return each;
                }
            }
            return null;
        });
    }

    @Test
    void aPhoneHearsTheNetworkAndThenTheParty() throws IOException {
        PhoneCall agent = phoneDials(EarlyMediaTest::speaks);
        PhoneCall party = CARRIER.awaitCall(to);
        SipText progress = agent.first(m -> m.status() == 183);
        agent.voice.peer(progress.audioAddress(), progress.audioPort());
        agent.voice.tone(AGENT_HZ);
        hears(agent, NETWORK_HZ);
        JsonNode going = Await.value("the call", BOUND, () -> callTo(to));
        assertEquals("dialling", going.get("state").asText(), going::toString);
        assertEquals(0, party.voice.received(), "nobody speaks to whom has not answered");
        assertTrue(agent.first(m -> m.status() == 180) == null, "its phone must not ring by itself");
        answers(party);
        agent.awaitAnswered();
        hears(agent, Carrier.TONE_HZ);
        hears(party, AGENT_HZ);
        Await.until("they talk a while", BOUND, () -> agent.voice.hears(Carrier.TONE_HZ, 1_500) > 0.9);
        agent.hangUp();
        party.awaitBye();
        theTalkAloneIsKept(record());
    }

    /** RFC 3262 §5: what it hears is described in a response that it acknowledges; the 200 says nothing more of it. */
    @Test
    void aPhoneThatWantsToAcknowledgeItHearsTheSame() {
        CARRIER.at(to, EarlyMediaTest::speaks);
        PhoneCall agent = desk.phone().dialSaying(to, "Require: 100rel\r\n");
        PhoneCall party = CARRIER.awaitCall(to);
        SipText progress = agent.awaitHeard("183", m -> m.status() == 183);
        assertEquals("100rel", progress.header("Require"), progress::toString);
        assertEquals(200, Prack.of(agent, progress).status());
        agent.voice.peer(progress.audioAddress(), progress.audioPort());
        agent.voice.tone(AGENT_HZ);
        hears(agent, NETWORK_HZ);
        answers(party);
        assertEquals("", agent.awaitAnswered().body());
        hears(agent, Carrier.TONE_HZ);
        hears(party, AGENT_HZ);
        agent.hangUp();
        party.awaitBye();
    }

    private static JsonNode callTo(String number) {
        for (JsonNode each : api.get("/calls")) {
            if (each.get("dnis").asText().equals(number)) {
                return each;
            }
        }
        return null;
    }

    private void theTalkAloneIsKept(JsonNode record) throws IOException {
        assertEquals("answered", record.get("disposition").asText());
        JsonNode recording = Await.value("the recording is kept", BOUND, () -> {
            JsonNode all = api.get("/recordings?call=" + record.get("id").asLong());
            return all.size() == 1 && all.get(0).get("state").asText().equals("kept") ? all.get(0) : null;
        });
        StereoFile stereo = StereoFile.decode(
                HOTLINE.folder(),
                api.download("/recordings/" + recording.get("id").asText() + "/audio"));
        assertEquals((double) record.get("talkMs").asLong(), (double) stereo.lengthMs(), 200);
        assertTrue(stereo.left(Carrier.TONE_HZ) + stereo.right(Carrier.TONE_HZ) > 0.8, "the party is in it");
        assertTrue(stereo.left(NETWORK_HZ) < 0.05 && stereo.right(NETWORK_HZ) < 0.05, "his network is not");
    }

    /** "The subscriber is switched off", then 480: heard to its end, and no talk. */
    @Test
    void anAnnouncementAndNoAnswer() {
        PhoneCall agent = phoneDials(EarlyMediaTest::speaks);
        PhoneCall party = CARRIER.awaitCall(to);
        hears(agent, NETWORK_HZ);
        party.reject(480);
        assertEquals(480, agent.awaitFinal().status());
        JsonNode record = record();
        assertEquals("notAnswered", record.get("disposition").asText(), record::toString);
        assertEquals(0, record.get("talkMs").asLong());
        assertEquals(0, api.get("/recordings?call=" + record.get("id").asLong()).size());
    }

    /** RFC 3261 §13.2.2.4: of two that the carrier rings the later one is heard once it speaks, and may answer. */
    @Test
    void ofForksTheLastThatSpeaks() {
        PhoneCall agent = phoneDials(EarlyMediaTest::speaks);
        PhoneCall party = CARRIER.awaitCall(to);
        hears(agent, NETWORK_HZ);
        try (Fork fork = Fork.of(party)) {
            agent.voice.forget();
            hears(agent, NETWORK_HZ);
            fork.voice().tone(FORK_HZ);
            hears(agent, FORK_HZ);
            answers(party);
            hears(agent, Carrier.TONE_HZ);
            agent.hangUp();
            party.awaitBye();
        }
    }

    /** RFC 3960 §3.2: 180 and nothing to hear: ringing of our own; then the network's, in a reliable 183 (RFC 3262). */
    @Test
    void ourRingingUntilTheNetworkSpeaks() {
        PhoneCall agent = seatDials(PhoneCall::ring);
        PhoneCall party = CARRIER.awaitCall(to);
        Speaker network = new Speaker("the network", party, NETWORK_HZ);
        new Speaker("the agent", agent, AGENT_HZ).hearsNeither(network);
        party.answerEarly(77);
        party.awaitHeard("PRACK", m -> m.isRequest() && m.method().equals("PRACK"));
        party.voice.tone(NETWORK_HZ);
        hears(agent, NETWORK_HZ);
        answers(party);
        hears(agent, Carrier.TONE_HZ);
        agent.hangUp();
        party.awaitBye();
    }

    /** RFC 5009: a network that lets nothing through says so; the agent has our ringing. */
    @Test
    void aNetworkMayForbidIt() {
        PhoneCall agent = seatDials(call -> call.speaksEarly(180, "P-Early-Media: inactive\r\n"));
        PhoneCall party = CARRIER.awaitCall(to);
        Speaker network = new Speaker("the network", party, NETWORK_HZ);
        party.voice.tone(NETWORK_HZ);
        new Speaker("the agent", agent, AGENT_HZ).hearsNeither(network);
        party.speaksEarly(183, "P-Early-Media: sendrecv\r\n");
        hears(agent, NETWORK_HZ);
        party.reject(480);
        agent.awaitBye();
    }

    /** A citizen is sent to a number: music, then that number's network, then who answers. */
    @Test
    void whoIsTransferredHearsItToo() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900159001")) {
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(desk);
            Speaker.together(citizen, agent);
            long id = api.callOf(phone.user).get("id").asLong();
            CARRIER.at(to, PhoneCall::ring);
            HOTLINE.agentApi(1001).post("/calls/" + id + "/transfer", "{\"to\":{\"number\":\"" + to + "\"}}");
            agent.call().awaitBye();
            PhoneCall party = CARRIER.awaitCall(to);
            citizen.hearsNeither(agent, new Speaker("the network", party, NETWORK_HZ));
            speaks(party);
            hears(citizen.call(), NETWORK_HZ);
            answers(party);
            hears(citizen.call(), Carrier.TONE_HZ);
            citizen.call().hangUp();
            party.awaitBye();
        }
    }

    /** An agent asks somebody outside: he hears the network, the citizen music; once he leaves, the citizen does. */
    @Test
    void whoConsultsHearsItAndThenWhoIsPutThrough() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900159002")) {
            Speaker citizen = Speaker.citizen(phone);
            Speaker agent = Speaker.at(desk);
            Speaker.together(citizen, agent);
            long id = api.callOf(phone.user).get("id").asLong();
            CARRIER.at(to, EarlyMediaTest::speaks);
            Api own = HOTLINE.agentApi(1001);
            own.post("/calls/" + id + "/consult", "{\"to\":{\"number\":\"" + to + "\"}}");
            PhoneCall party = CARRIER.awaitCall(to);
            hears(agent.call(), NETWORK_HZ);
            citizen.hearsNeither(agent, new Speaker("the network", party, NETWORK_HZ));
            own.post("/calls/" + id + "/transfer", null);
            agent.call().awaitBye();
            hears(citizen.call(), NETWORK_HZ);
            answers(party);
            hears(citizen.call(), Carrier.TONE_HZ);
            party.hangUp();
            citizen.call().awaitBye();
        }
    }
}
