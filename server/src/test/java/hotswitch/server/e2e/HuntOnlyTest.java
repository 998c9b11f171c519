package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The hour without core, journal, database and API: callers reach the backup lines; later there are records. */
final class HuntOnlyTest {
    private static final int BOUND_MS = 15_000;
    private static final int NO_DISK_HAS_MIB = 1 << 24;
    private static final String BUSY = "057100000101";
    private static final String NEXT = "057100000102";

    @Test
    void callersReachTheNextFreeLineAndTheOrdinaryStartTakesTheirCallsIn() throws IOException {
        try (SwitchProcess hotline = SwitchProcess.prepare("hunt");
                Carrier lines = Carrier.behind(hotline, "127.0.0.1", "127.0.0.1:5080")) {
            lines.at(BUSY, call -> call.reject(486));
            hotline.startHuntOnly();
            twoCallsEnd(hotline, lines);
            Path noted = theOnlyFile(hotline);
            Await.until("two calls and a recording are noted", () -> count(noted) == 3);
            hotline.kill();

            Path kept = Files.copy(noted, hotline.folder().resolve("kept"));
            hotline.start();
            theCallsHaveRecords(hotline);
            assertFalse(Files.exists(noted), "the journal has it now");
            hotline.kill();

            // As if the process had died between the journal and the removal of the file.
            Files.move(kept, noted, StandardCopyOption.ATOMIC_MOVE);
            hotline.start();
            theCallsHaveRecords(hotline);
            hotline.kill();
            assertEquals(
                    0,
                    hotline.run("journal", "verify", "--data", hotline.data().toString())
                            .status());
        }
    }

    @Test
    void onAFullDiskNewCallsAreRefused() {
        try (SwitchProcess hotline = SwitchProcess.prepare("hunt-full")
                        .set("node.disk.alarm-mib", NO_DISK_HAS_MIB)
                        .set("node.disk.refuse-mib", NO_DISK_HAS_MIB)
                        .startHuntOnly();
                Phone caller = Phone.caller(hotline.sip(), Caller.ani(1))) {
            assertEquals(503, caller.dial("12345").awaitFinal().status());
            assertTrue(hotline.errors().contains("DISK_FULL raised"), hotline::errors);
            hotline.kill();
        }
    }

    private static void twoCallsEnd(SwitchProcess hotline, Carrier lines) {
        try (Caller talks = Caller.dials(hotline, Caller.ani(1))) {
            talks.call.awaitAnswered();
            PhoneCall line = lines.awaitCall(NEXT);
            assertTrue(talks.call.voice.awaitTone(Carrier.TONE_HZ, 500, BOUND_MS), "the caller hears the line");
            assertTrue(line.voice.awaitTone(Caller.TONE_HZ, 500, BOUND_MS), "the line hears the caller");
            lines.otherwise(PhoneCall::ring);
            try (Caller givesUp = Caller.dials(hotline, Caller.ani(2))) {
                givesUp.call.awaitAnswered();
                Await.until("music", () -> givesUp.call.voice.audio().length > 8_000);
                assertEquals(200, givesUp.call.hangUp().status());
            }
            line.hangUp();
            talks.call.awaitBye();
        }
    }

    private static Path theOnlyFile(SwitchProcess hotline) {
        try (Stream<Path> all = Files.list(hotline.data().resolve("hunt"))) {
            List<Path> files = all.toList();
            assertEquals(1, files.size(), files::toString);
            return files.getFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long count(Path file) {
        try {
            return Files.readAllLines(file).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void theCallsHaveRecords(SwitchProcess hotline) {
        Api api = hotline.api("supervisor");
        Await.until("two records", () -> api.get("/calls?ended=true").size() == 2);
        JsonNode talked = api.awaitRecord(Caller.ani(1));
        assertEquals("answered", talked.get("disposition").asText());
        assertEquals("line", talked.get("endedBy").asText());
        assertEquals("carrier-a", talked.get("trunk").asText());
        assertEquals(2, talked.get("offers").asInt(), "the busy line and the next");
        assertTrue(talked.get("talkMs").asLong() > 0);
        JsonNode gaveUp = api.awaitRecord(Caller.ani(2));
        assertEquals("abandoned", gaveUp.get("disposition").asText());
        assertEquals("caller", gaveUp.get("endedBy").asText());
        JsonNode recordings = Await.value("the recording is kept", () -> {
            JsonNode all = api.get("/recordings");
            return all.size() == 1 && all.get(0).get("state").asText().equals("kept") ? all : null;
        });
        assertEquals(talked.get("id").asLong(), recordings.get(0).get("call").asLong());
        assertEquals(0, api.metric("hotswitch_recording_obligations", "state=\"open\""));
        try (Events events = api.events(1)) {
            events.await("both calls", e -> ended(events) >= 2);
            assertEquals(2, ended(events), "once each");
            assertFalse(events.hasGap());
        }
    }

    private static long ended(Events events) {
        return events.all().stream()
                .filter(e -> e.get("type").asText().equals("CallEnded"))
                .count();
    }
}
