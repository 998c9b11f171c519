package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.StereoFile;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One call, whole: notice, digit, queue music, agent, both voices, recording, record. */
final class InboundCallTest {
    private static final String CALLER = "13800138000";
    private static final double CALLER_HZ = 440;
    private static final double AGENT_HZ = 660;
    private static final long TALK_MS = 4_000;

    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SwitchProcess.prepare("inbound").edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 500");

    private final Api api = HOTLINE.api("supervisor");

    @Test
    void oneCallWhole() throws IOException {
        Events events = api.events(1);
        try (Desk desk = Desk.open(HOTLINE, 1001);
                Phone phone = Phone.caller(HOTLINE.sip(), CALLER)) {
            desk.set("notReady");
            double answeredBefore = api.metric("hotswitch_calls_total", "disposition=\"answered\"");

            PhoneCall call = phone.dial("12345");
            call.awaitAnswered();
            call.voice.tone(CALLER_HZ);
            hearsSomething(call, "the notice");
            call.press('1');
            Await.until("in the queue", () -> "queued".equals(state()));
            assertEquals(1, api.get("/queues/appeals").get("waiting").asInt());
            call.voice.forget();
            hearsSomething(call, "music");

            desk.ready();
            PhoneCall offer = desk.phone().awaitCall();
            assertEquals(CALLER, offer.caller());
            offer.ring();
            desk.await("alerting");
            offer.voice.tone(AGENT_HZ);
            offer.voice.forget();
            long answeredNs = System.nanoTime();
            offer.answer();
            long bridgeMs = (firstPacket(offer) - answeredNs) / 1_000_000;
            System.out.println("bridge after the agent's 200: " + bridgeMs + " ms");
            assertTrue(bridgeMs <= 1_000, "bridge after " + bridgeMs + " ms; 100 on a quiet machine");
            offer.awaitAck();
            assertTrue(offer.voice.awaitTone(CALLER_HZ, 500, 15_000), "the agent hears the caller");
            assertTrue(call.voice.awaitTone(AGENT_HZ, 500, 15_000), "the caller hears the agent");
            assertEquals("busy", desk.state());
            assertEquals("connected", state());
            long id = api.callOf(CALLER).get("id").asLong();

            Await.until("they talk a while", () -> System.nanoTime() - answeredNs > TALK_MS * 1_000_000);
            assertEquals(200, call.hangUp().status());
            offer.awaitBye();

            JsonNode record = api.awaitRecord(CALLER);
            assertEquals(id, record.get("id").asLong());
            theRecordTells(record, desk);
            theRecordingHasBothVoices(record);
            theEventsTell(events, id);
            desk.await("ready");
            Await.until(
                    "counted",
                    () -> api.metric("hotswitch_calls_total", "disposition=\"answered\"") == answeredBefore + 1);
            assertEquals(0, api.metric("hotswitch_calls_active"));
            assertEquals(0, api.metric("hotswitch_idle_while_queued_seconds_total"));
            assertEquals(0, api.metric("hotswitch_recording_obligations", "state=\"open\""));
            assertEquals(1, api.get("/why/" + id).get("offers").size());
            theReasonIsTold(id, "en", "call " + id + " of queue appeals offered to agent 1001", "  <- chosen");
            theReasonIsTold(id, "zh", "通话 " + id + "（技能组 appeals）分配给坐席 1001", "  ← 选中");
        } finally {
            events.close();
        }
    }

    private static void theReasonIsTold(long id, String language, String offered, String chosen) {
        SwitchProcess.Said why = HOTLINE.run(
                "why",
                Long.toString(id),
                "--lang",
                language,
                "--data",
                HOTLINE.data().toString());
        assertEquals(0, why.status(), why.err());
        assertTrue(why.out().contains(offered), why.out());
        assertTrue(why.out().contains("+08:00"), why.out());
        assertTrue(why.out().lines().anyMatch(line -> line.contains(" 1001") && line.endsWith(chosen)), why.out());
    }

    private String state() {
        JsonNode call = api.callOf(CALLER);
        return call == null ? "none" : call.get("state").asText();
    }

    /** Speech or music, not silence: the loudest of the last half second. */
    private static void hearsSomething(PhoneCall call, String what) {
        Await.until("the caller hears " + what, () -> {
            short[] audio = call.voice.audio();
            int loud = 0;
            for (int i = Math.max(0, audio.length - 4_000); i < audio.length; i++) {
                loud = Math.max(loud, Math.abs(audio[i]));
            }
            return audio.length >= 8_000 && loud > 1_000;
        });
    }

    private static long firstPacket(PhoneCall call) {
        return Await.value("audio at the agent", () -> {
            var packets = call.voice.packets();
            return packets.isEmpty() ? null : packets.getFirst().arrivalNs();
        });
    }

    private static void theRecordTells(JsonNode record, Desk desk) {
        assertEquals("answered", record.get("disposition").asText());
        assertEquals("inbound", record.get("direction").asText());
        assertEquals("12345", record.get("dnis").asText());
        assertEquals("carrier-a", record.get("trunk").asText());
        assertEquals("appeals", record.get("queue").asText());
        assertEquals(desk.agent(), record.get("agent").asInt());
        assertEquals("8001", record.get("party").asText());
        assertEquals(1, record.get("offers").asInt());
        assertEquals(1, record.get("segments").asInt());
        long talkMs = record.get("talkMs").asLong();
        assertTrue(Math.abs(talkMs - TALK_MS) < 1_500, "talk " + talkMs);
        assertEquals((double) talkMs, (double) between(record, "connected", "ended"), 1);
        assertEquals((double) record.get("waitMs").asLong(), (double) between(record, "queued", "connected"), 1);
    }

    private static long between(JsonNode record, String from, String to) {
        Instant start = Instant.parse(record.get(from).asText());
        return Duration.between(start, Instant.parse(record.get(to).asText())).toMillis();
    }

    private void theRecordingHasBothVoices(JsonNode record) throws IOException {
        String query = "/recordings?call=" + record.get("id").asLong();
        JsonNode recording = Await.value("the recording is kept", () -> {
            JsonNode all = api.get(query);
            return all.size() == 1 && all.get(0).get("state").asText().equals("kept") ? all.get(0) : null;
        });
        long talkMs = record.get("talkMs").asLong();
        assertEquals((double) talkMs, (double) recording.get("lengthMs").asLong(), 100, "length of the recording");
        byte[] audio = api.download("/recordings/" + recording.get("id").asText() + "/audio");
        assertEquals(recording.get("sha256").asText(), StereoFile.sha256(audio));
        StereoFile stereo = StereoFile.decode(HOTLINE.folder(), audio);
        assertEquals((double) talkMs, (double) stereo.lengthMs(), 100, "length of the audio");
        assertTrue(stereo.left(CALLER_HZ) > 0.8, "caller left: " + stereo.left(CALLER_HZ));
        assertTrue(stereo.left(AGENT_HZ) < 0.05, "agent not left: " + stereo.left(AGENT_HZ));
        assertTrue(stereo.right(AGENT_HZ) > 0.8, "agent right: " + stereo.right(AGENT_HZ));
        assertTrue(stereo.right(CALLER_HZ) < 0.05, "caller not right: " + stereo.right(CALLER_HZ));
        assertTrue(Files.exists(HOTLINE.data()
                .resolve("recordings")
                .resolve(recording.get("file").asText())));
    }

    private static void theEventsTell(Events events, long id) {
        events.await(
                "CallEnded",
                e -> e.get("type").asText().equals("CallEnded")
                        && e.path("call").asLong() == id);
        assertFalse(events.hasGap(), "no gap");
        List<String> types = events.types(id);
        List<String> story =
                List.of("CallCreated", "Queued", "Delivered", "Established", "ConnectionCleared", "CallEnded");
        int at = 0;
        for (String type : types) {
            at += at < story.size() && type.equals(story.get(at)) ? 1 : 0;
        }
        assertEquals(story.size(), at, () -> "in this order: " + story + " in " + types);
    }

    @Test
    void aMenuTakesKeysByRfc4733WithThePhonesOwnPayloadType() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13800138001").eventPayloadType(102)) {
            PhoneCall call = phone.dial("12346");
            assertTrue(call.awaitAnswered().body().contains("102 telephone-event/8000"), "102 as the phone wants it");
            call.voice.tone(CALLER_HZ);
            call.press('5');
            choose(call, "13800138001", () -> call.press('2'), "advice");
        }
    }

    @Test
    void aMenuTakesKeysByInfo() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13800138002")) {
            PhoneCall call = phone.dial("12346");
            call.awaitAnswered();
            assertEquals(200, call.info('9').status());
            choose(call, "13800138002", () -> assertEquals(200, call.info('2').status()), "advice");
        }
    }

    /** The notice was left by any key; now the menu takes this one. */
    private void choose(PhoneCall call, String ani, Runnable key, String queue) {
        Desk desk = Desk.open(HOTLINE, agentOf(queue));
        desk.set("notReady");
        key.run();
        Await.until("in queue " + queue, () -> {
            JsonNode live = api.callOf(ani);
            return live != null && live.get("queue").asText().equals(queue);
        });
        assertEquals(200, call.hangUp().status());
        assertEquals("abandoned", api.awaitRecord(ani).get("disposition").asText());
        desk.set("loggedOff");
        desk.close();
    }

    private int agentOf(String skill) {
        for (JsonNode agent : api.get("/agents")) {
            for (JsonNode each : agent.get("skills")) {
                if (each.get("name").asText().equals(skill) && agent.get("id").asInt() > 1_002) {
                    return agent.get("id").asInt();
                }
            }
        }
        throw new AssertionError("nobody has the skill " + skill);
    }
}
