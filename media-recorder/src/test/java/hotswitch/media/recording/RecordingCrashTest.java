package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordingCrashTest {
    private static final long CALL = 8;

    @TempDir
    Path data;

    private void die(long talkedMs) throws IOException, InterruptedException {
        ForkedJvm.run(137, DyingProcess.class, data.toString(), Long.toString(talkedMs));
    }

    @Test
    void afterAKillEachCallIsFinishedAndTheOneStillTalkingGoesOn() throws Exception {
        die(2_000);
        long restartNs = RecordingRig.START_NS + 8_000 * Caller.MS;
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.OPUS, RecordingDisk.local(), restartNs)) {
            rig.settle();
            assertEquals(Set.of(DyingProcess.ARCHIVED, DyingProcess.ENDED), heardOf(rig));
            assertEquals(1_500, lengthMs(rig, DyingProcess.ENDED));

            rig.spool.reopened(DyingProcess.TALKING, 1, rig.nowNs);
            rig.talk(DyingProcess.TALKING, 1, 350, 1_000);
            rig.spool.closed(DyingProcess.TALKING, 1, rig.nowNs);
            rig.spool.callEnded(DyingProcess.TALKING, rig.nowNs);
            rig.settle();

            RecordedSegment talked = rig.recorded.getLast();
            assertEquals(DyingProcess.TALKING, talked.callId());
            assertEquals(8_000, talked.lengthMs(), "opened at 1,000 ms, closed at 9,000 ms");
            Audio audio = rig.heard(talked);
            audio.assertTone(Audio.LEFT, 440, 0, 1_000);
            audio.assertSilent(Audio.LEFT, 1_050, 2_450);
            audio.assertTone(Audio.RIGHT, 660, 2_550, 4_400);
            audio.assertSilent(Audio.RIGHT, 4_600, 6_900);
            audio.assertTone(Audio.LEFT, 440, 7_000, 8_000);
            audio.assertTone(Audio.RIGHT, 660, 7_000, 8_000);
        }
    }

    @Test
    void aCallThatDidNotSurviveEndsWithItsLastPacket() throws Exception {
        die(2_000);
        long restartNs = RecordingRig.START_NS + 60_000 * Caller.MS;
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV, RecordingDisk.local(), restartNs)) {
            rig.spool.segmentLost(DyingProcess.TALKING, 1, rig.nowNs);
            rig.spool.callEnded(DyingProcess.TALKING, rig.nowNs);
            rig.spool.segmentLost(77, 3, rig.nowNs);
            rig.spool.callEnded(77, rig.nowNs);
            rig.settle();
            long lengthMs = lengthMs(rig, DyingProcess.TALKING);
            assertTrue(
                    lengthMs >= 4_460 && lengthMs <= 4_500,
                    "opened at 1,000 ms, last packets before 5,500: " + lengthMs);
            assertEquals(
                    new RecordedSegment(77, 3, "", 0, 0, "", RecordedSegment.Status.EMPTY), rig.recorded.getLast());
        }
    }

    @Test
    void withoutItsStateTheWriterArchivesWhatIsSpooledOnceMoreWithTheSameHash() throws Exception {
        List<RecordedSegment> before = recordTwoCalls();
        Files.delete(data.resolve("recordings/work/writer.state"));
        assertEquals(before, afterRestart());
    }

    @Test
    void aTornStateIsNotBelieved() throws Exception {
        List<RecordedSegment> before = recordTwoCalls();
        Path state = data.resolve("recordings/work/writer.state");
        String text = Files.readString(state);
        Files.writeString(state, text.substring(0, text.length() - 20));
        assertEquals(before, afterRestart());
    }

    @Test
    void afterAnOrderlyRestartWhatWasToldLastIsToldAgainAndNothingIsWrittenAgain() throws Exception {
        List<RecordedSegment> before = recordTwoCalls();
        Path file = data.resolve("recordings").resolve(before.getFirst().file());
        Files.delete(file);
        assertEquals(before, afterRestart());
        assertTrue(Files.notExists(file));
    }

    private List<RecordedSegment> recordTwoCalls() throws IOException {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.OPUS)) {
            rig.segment(CALL, 1, 600);
            rig.segment(CALL, 2, 400);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.segment(CALL + 2, 1, 600);
            rig.spool.callEnded(CALL + 2, rig.nowNs);
            rig.settle();
            assertEquals(3, rig.recorded.size());
            return List.copyOf(rig.recorded);
        }
    }

    private List<RecordedSegment> afterRestart() throws IOException {
        long restartNs = RecordingRig.START_NS + 60_000 * Caller.MS;
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.OPUS, RecordingDisk.local(), restartNs)) {
            rig.settle();
            return List.copyOf(rig.recorded);
        }
    }

    private static Set<Long> heardOf(RecordingRig rig) {
        return rig.recorded.stream().map(RecordedSegment::callId).collect(Collectors.toSet());
    }

    private static long lengthMs(RecordingRig rig, long callId) {
        return rig.recorded.stream()
                .filter(segment -> segment.callId() == callId)
                .findFirst()
                .orElseThrow()
                .lengthMs();
    }
}
