package hotswitch.bench.race;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.bench.result.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One caller, one telephone, though ten of them pick up at the same moment. */
final class RaceTest {
    @TempDir
    private Path folder;

    /** A small one of {@code bench race}: a real switch, SIPp on both sides. */
    @Test
    void noCallerHasTwo() throws IOException {
        Result result = new Result("race", "test");
        boolean clean = new RaceBench(folder, new RaceBench.Plan(200, 200, 300)).run(result);
        result.write(folder);
        assertTrue(clean, Files.readString(folder.resolve("race.md")));
    }

    /** Caller 1 has one telephone, 2 has two, 3 nobody in time; of caller 4 one waits for its BYE, one is told late. */
    @Test
    void whoHasTwoOrNobodyIsCounted() throws IOException {
        Path log = folder.resolve("log");
        Files.writeString(log, """
                A 1 10  a
                A 1 10 100 b
                B 1 10 300 b elsewhere
                E 1 10 900
                B 1 10 950 a
                A 2 10 0 c
                A 2 10 100 d
                E 2 10 900
                B 2 10 950 c
                B 2 10 960 d
                E 3 10 900
                A 3 10 910 e
                B 3 10 920 e
                A 4 10 0 f
                A 4 10 0 g
                E 4 10 900
                B 4 10 990 g elsewhere
                """);
        RaceBook book = new RaceBook();
        book.read(log);
        RaceBook.Verdict verdict = book.verdict();
        assertFalse(verdict.clean());
        assertEquals(4, verdict.callers());
        assertEquals(1, verdict.doubles());
        assertEquals(2, verdict.late());
        assertEquals(1, verdict.alone());
        assertEquals(1, verdict.unreleased());
        assertEquals(0.95, verdict.settledMs(0.9));
    }
}
