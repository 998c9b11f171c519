package hotswitch.media.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final long HELD = 13;

    @TempDir
    Path folder;

    private Path root;

    @BeforeEach
    void makeRoot() throws IOException {
        root = Files.createDirectory(folder.resolve("recordings"));
    }

    private Path put(String file) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "audio");
    }

    private Retention.Sweep sweepAt(String shanghaiTime) throws IOException {
        long nowNs = ZonedDateTime.parse(shanghaiTime + "+08:00[Asia/Shanghai]").toEpochSecond() * 1_000_000_000L;
        return new Retention(root, 92, SHANGHAI, callId -> callId == HELD).sweep(nowNs);
    }

    @Test
    void aDayStaysForTheWholeOfItsLastDay() throws Exception {
        Path file = put("2026-05-01/7.opus");
        assertEquals(List.of(), sweepAt("2026-08-01T23:59:59").removed());
        assertTrue(Files.exists(file));
        assertEquals(
                List.of(new Retention.Removed(7, LocalDate.of(2026, 5, 1), "2026-05-01/7.opus", 5)),
                sweepAt("2026-08-02T00:00:01").removed());
        assertTrue(Files.notExists(file.getParent()));
    }

    @Test
    void whatIsHeldStaysAndItsDayWithIt() throws Exception {
        put("2026-01-01/12.wav");
        put("2026-01-01/13.opus");
        put("2026-01-01/14.opus.part");
        Retention.Sweep sweep = sweepAt("2026-11-24T03:00:00");
        assertEquals(
                List.of("2026-01-01/12.wav"),
                sweep.removed().stream().map(Retention.Removed::file).toList());
        assertTrue(Files.exists(root.resolve("2026-01-01/13.opus")));
        assertTrue(Files.notExists(root.resolve("2026-01-01/14.opus.part")));
        assertEquals(List.of(), sweep.failures());
    }

    @Test
    void nothingElseIsTouched() throws Exception {
        Path stranger = put("2026-01-01/notes.txt");
        Path spool = put("spool/20260101-01.dlog");
        Path notADay = put("2026-02-30/7.opus");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path linked = Files.writeString(elsewhere.resolve("8.opus"), "audio");
        Files.createSymbolicLink(root.resolve("2026-01-02"), elsewhere);
        Path link = Files.createSymbolicLink(root.resolve("2026-01-01/9.opus"), linked);
        assertEquals(List.of(), sweepAt("2026-11-24T03:00:00").removed());
        for (Path kept : List.of(stranger, spool, notADay, linked, link))
            assertTrue(Files.exists(kept), kept.toString());
    }

    @Test
    void namesLeadNowhereElse() {
        RecordingArchive archive = new RecordingArchive(root, RecordingFormat.WAV, SHANGHAI, RecordingDisk.local());
        for (String bad : List.of("../secret", "/etc/passwd", "", "a/../../recordings2/x")) {
            assertThrows(IllegalArgumentException.class, () -> archive.locate(bad), bad);
        }
        assertThrows(IllegalArgumentException.class, () -> RecordingFormat.of("mp3"));
        assertEquals(RecordingFormat.OPUS, RecordingFormat.of("opus"));
    }
}
