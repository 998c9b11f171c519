package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.server.recovery.OldCentre;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A switch that has run for years: old days go while it works, and everything that reads the past knows of it. */
final class OldDaysTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int DAYS = 5;
    /** Days of before the last one, which the snapshot needs. */
    private static final int REMOVED = (DAYS - 1) * OldCentre.A_DAY;

    @Test
    void areRemovedWhileItWorks() throws IOException {
        try (SwitchProcess hotline = SwitchProcess.prepare("old-days").set("node.drain-seconds", 1)) {
            years(hotline);
            hotline.start();
            Path journal = hotline.data().resolve("journal");
            Await.until("the old days go", () -> Files.exists(journal.resolve("begin")));
            Await.until(
                    "their files go",
                    () -> files(journal) == 2 && files(hotline.data().resolve("facts")) == 1);
            call(hotline, "13900180001");
            SwitchProcess.Said verified =
                    hotline.run("journal", "verify", "--data", hotline.data().toString());
            assertEquals(0, verified.status(), verified.err());
            assertTrue(verified.err().contains("it begins behind entry " + REMOVED + " "), verified.err());
            assertTrue(verified.err().contains(" says so"), verified.err());
            Api api = hotline.api("supervisor");
            api.send("GET", "/api/v1/events?from=1", null).problem(410);
            restartWithoutTables(hotline);
            Await.until("rebuilt", () -> api.get("/calls?ended=true").size() == 1);
            call(hotline, "13900180002");
            hotline.terminate();
            assertEquals(0, hotline.awaitEnd());
        }
    }

    private static void years(SwitchProcess hotline) {
        try (OldCentre centre = new OldCentre(hotline.data(), 20_000 * DAY_NS)) {
            for (int day = 0; day < DAYS; day++) {
                centre.day(day);
            }
            centre.snapshot();
        }
    }

    private static void call(SwitchProcess hotline, String ani) {
        try (Phone phone = Phone.caller(hotline.sip(), ani)) {
            PhoneCall call = phone.dial("12345");
            call.awaitAnswered();
            assertEquals(200, call.hangUp().status());
            hotline.api("supervisor").awaitRecord(ani);
        }
    }

    /** What is older than the facts is lost with them, and the log says so. */
    private static void restartWithoutTables(SwitchProcess hotline) throws IOException {
        hotline.terminate();
        assertEquals(0, hotline.awaitEnd());
        try (Stream<Path> files = Files.list(hotline.data())) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("hotswitch.db")) {
                    Files.delete(file);
                }
            }
        }
        hotline.start();
        assertTrue(hotline.errors().contains("the tables are rebuilt from fact"), hotline.errors());
    }

    private static int files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> days = files.filter(f -> f.toString().endsWith(".dlog")).toList();
            return days.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
