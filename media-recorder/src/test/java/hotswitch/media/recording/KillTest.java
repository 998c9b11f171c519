package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KillTest {
    private static final int KILLS = Integer.getInteger("kills", 3);

    @TempDir
    Path data;

    private final Random moment = new Random(20_261_124);
    private final Map<Long, Long> toldMs = new TreeMap<>();

    /** Lets it live until it has told so many segments and a little more, kills it, and hears what it had said. */
    private void liveAndDie(int life) throws IOException, InterruptedException {
        long startNs = RecordingRig.START_NS + life * 600L * RecordingRig.SECOND;
        Process process = ForkedJvm.start(
                EndlessProcess.class, data.toString(), Long.toString(life * 1_000_000L), Long.toString(startNs));
        try (BufferedReader said = process.inputReader()) {
            String ready = said.readLine();
            assertTrue(ready.startsWith("ready "), ready);
            long firstAppendMs = Long.parseLong(ready.split(" ")[1]);
            assertTrue(firstAppendMs < 3_000, "the first append waited " + firstAppendMs + " ms for a leftover");
            int lines = 200 + moment.nextInt(400);
            for (int i = 0; i < lines; i++) hear(said.readLine());
            process.toHandle().destroyForcibly();
            process.waitFor();
            assertEquals(137, process.exitValue());
            said.lines().filter(line -> line.matches("told \\d+ \\d+")).forEach(this::hear);
        } finally {
            process.destroyForcibly();
        }
    }

    private void hear(String told) {
        String[] words = told.split(" ");
        toldMs.put(Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    @Test
    void whateverTheMomentOfTheKillNoFinishedCallIsLost() throws Exception {
        for (int life = 1; life <= KILLS; life++) liveAndDie(life);
        long nowNs = RecordingRig.START_NS + 10_000 * RecordingRig.SECOND;
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV, RecordingDisk.local(), nowNs)) {
            rig.settle();
            for (long callId : toldMs.keySet()) {
                Path file = data.resolve("recordings/2026-11-18/" + callId + ".wav");
                assertTrue(Files.exists(file), "call " + callId);
                assertEquals(500, Audio.decode(file).lengthMs());
            }
            for (long lengthMs : toldMs.values()) assertEquals(500, lengthMs);
            assertTrue(
                    rig.writer.callsOpen() <= 20 * KILLS,
                    "only what talked at a kill is open: " + rig.writer.callsOpen());
        }
    }
}
