package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tables are projections of the journal: deleted, they come back as they were. */
final class ProjectionTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("projection")
            .set("node.drain-seconds", 5)
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private final Api api = HOTLINE.api("supervisor");

    @Test
    void deletedTablesAreRebuiltEqual() throws IOException {
        try (Desk desk = Desk.open(HOTLINE, 1001);
                Phone phone = Phone.caller(HOTLINE.sip(), "13900160001")) {
            for (int i = 0; i < 3; i++) {
                talk(desk, phone, i + 1);
            }
            PhoneCall gone = phone.dial("12345");
            gone.awaitAnswered();
            assertEquals(200, gone.hangUp().status());
            Await.until("four records", () -> api.get("/calls?ended=true").size() == 4);
        }
        List<JsonNode> before = tables();
        HOTLINE.terminate();
        assertEquals(0, HOTLINE.awaitEnd());
        try (Stream<Path> files = Files.list(HOTLINE.data())) {
            List<Path> database = files.filter(f -> f.getFileName().toString().startsWith("hotswitch.db"))
                    .toList();
            assertFalse(database.isEmpty());
            for (Path file : database) {
                Files.delete(file);
            }
        }
        HOTLINE.start();
        Await.until("rebuilt", () -> api.get("/calls?ended=true").size() == 4);
        Await.until("equal", () -> tables().equals(before));
        assertTrue(Files.exists(HOTLINE.data().resolve("hotswitch.db")));
    }

    private void talk(Desk desk, Phone phone, int recordings) {
        PhoneCall call = phone.dial("12345");
        call.awaitAnswered();
        call.voice.tone(440);
        assertEquals(200, call.info('1').status());
        PhoneCall offer = desk.phone().awaitCall().answer();
        offer.awaitAck();
        assertTrue(offer.voice.awaitTone(440, 500, 20_000));
        assertEquals(200, offer.hangUp().status());
        call.awaitBye();
        desk.await("ready");
        Await.until(
                "recorded",
                () -> api.get("/recordings").size() == recordings
                        && api.get("/recordings").findValuesAsText("state").stream()
                                .allMatch("kept"::equals));
    }

    private List<JsonNode> tables() {
        JsonNode calls = api.get("/calls?ended=true");
        return List.of(
                calls,
                api.get("/recordings"),
                api.get("/why/" + calls.get(0).get("id").asLong()));
    }
}
