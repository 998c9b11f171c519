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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The tables are projections of the journal: deleted, they come back as they were; refusing, they are taken up again.
 */
final class ProjectionTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("projection")
            .brief()
            .set("node.drain-seconds", 5)
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0");

    private static final String STOPPED = "hotswitch_projection_stopped";
    private final Api api = HOTLINE.api("supervisor");

    @Test
    void deletedTablesAreRebuiltEqual() throws IOException {
        int all = records() + 4;
        try (Desk desk = Desk.open(HOTLINE, 1001);
                Phone phone = Phone.caller(HOTLINE.sip(), "13900160001")) {
            for (int i = 0; i < 3; i++) {
                talk(desk, phone, i + 1);
            }
            PhoneCall gone = phone.dial("12345");
            gone.awaitAnswered();
            assertEquals(200, gone.hangUp().status());
            Await.until("four records", () -> records() == all);
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
        Await.until("rebuilt", () -> records() == all);
        Await.until("equal", () -> tables().equals(before));
        assertTrue(Files.exists(HOTLINE.data().resolve("hotswitch.db")));
    }

    /** Somebody meddles with the tables: everybody is told, calls go on, and nothing is missing afterwards. */
    @Test
    void tablesThatRefuseAreAnAlarmAndTakenUpAgain() throws SQLException {
        String url = "jdbc:sqlite:" + HOTLINE.data().resolve("hotswitch.db");
        try (Connection tables = DriverManager.getConnection(url);
                Statement meddler = tables.createStatement();
                Phone phone = Phone.caller(HOTLINE.sip(), "13900160002")) {
            meddler.execute("PRAGMA busy_timeout = 10000");
            meddler.execute("CREATE TRIGGER meddler BEFORE INSERT ON calls"
                    + " BEGIN SELECT RAISE(ABORT, 'not to be written'); END");
            for (int i = 0; i < 2; i++) {
                PhoneCall call = phone.dial("12345");
                call.awaitAnswered();
                assertEquals(200, call.hangUp().status());
            }
            Await.until("the alarm", () -> alarm().contains("not to be written"));
            assertEquals(1, api.metric(STOPPED, "records"));
            meddler.execute("DROP TRIGGER meddler");
            Await.until("no alarm", () -> alarm().isEmpty());
            assertEquals(0, api.metric(STOPPED, "records"));
            assertEquals(2, api.get("/calls?ended=true&ani=13900160002").size());
        }
    }

    /** "": none. */
    private String alarm() {
        for (JsonNode each : api.get("/situation").get("alarms")) {
            if (each.get("code").asText().equals("TABLES_STOPPED")) {
                return each.get("detail").asText();
            }
        }
        return "";
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

    private int records() {
        return api.get("/calls?ended=true").size();
    }

    private List<JsonNode> tables() {
        JsonNode calls = api.get("/calls?ended=true");
        return List.of(
                calls,
                api.get("/recordings"),
                api.get("/why/" + calls.get(0).get("id").asLong()));
    }
}
