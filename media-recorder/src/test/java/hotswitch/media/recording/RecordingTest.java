package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.recording.RecordedSegment.Status;
import hotswitch.media.relay.RecordingTap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RecordingTest {
    private static final long CALL = 4_398_046_511_106L;

    @TempDir
    Path data;

    private List<String> names(String folder) {
        String[] names = data.resolve(folder).toFile().list();
        Arrays.sort(names);
        return List.of(names);
    }

    @ParameterizedTest
    @EnumSource(RecordingFormat.class)
    void callerIsHeardLeftAndAgentRight(RecordingFormat format) throws Exception {
        try (RecordingRig rig = new RecordingRig(data, format)) {
            rig.segment(CALL, 1, 5_000);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();

            RecordedSegment segment = rig.recorded.getFirst();
            assertEquals(1, rig.recorded.size());
            assertEquals(Status.OK, segment.status());
            assertEquals("2026-11-18/4398046511106." + format.key(), segment.file());
            assertEquals(5_000, segment.lengthMs());
            assertTrue(rig.archive.verify(segment.file(), segment.sha256()));

            Audio audio = rig.heard(segment);
            assertEquals(5_000 * 8, audio.frames());
            audio.assertTone(Audio.LEFT, 440, 100, 4_900);
            audio.assertNoTone(Audio.LEFT, 660, 100, 4_900);
            audio.assertTone(Audio.RIGHT, 660, 100, 4_900);
            audio.assertNoTone(Audio.RIGHT, 440, 100, 4_900);
            assertEquals(List.of("writer.state"), names("recordings/work"));
        }
    }

    @ParameterizedTest
    @EnumSource(RecordingFormat.class)
    void segmentsOfOneCallShareOneFile(RecordingFormat format) throws Exception {
        try (RecordingRig rig = new RecordingRig(data, format)) {
            rig.segment(CALL, 1, 2_000);
            rig.step(30_000);
            rig.spool.opened(CALL, 2, rig.nowNs);
            rig.step(3_000);
            rig.spool.closed(CALL, 2, rig.nowNs);
            rig.segment(CALL, 3, 1_500);
            rig.settle();
            assertEquals(List.of(), rig.recorded, "nothing is told before the call is over");
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();

            RecordedSegment first = rig.recorded.get(0);
            String file = first.file();
            String sha256 = first.sha256();
            assertEquals(
                    List.of(
                            new RecordedSegment(CALL, 1, file, 0, 2_000, sha256, Status.OK),
                            new RecordedSegment(CALL, 2, "", 0, 0, "", Status.EMPTY),
                            new RecordedSegment(CALL, 3, file, 2_000, 1_500, sha256, Status.OK)),
                    rig.recorded);
            assertEquals(3_500, rig.heard(first).lengthMs());
        }
    }

    @Test
    void withoutAnyRtpThereIsNoFile() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.OPUS)) {
            rig.spool.opened(CALL, 1, rig.nowNs);
            rig.step(4_000);
            rig.spool.closed(CALL, 1, rig.nowNs);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();
            assertEquals(List.of(new RecordedSegment(CALL, 1, "", 0, 0, "", Status.EMPTY)), rig.recorded);
            assertEquals(List.of("spool", "work"), names("recordings"));
        }
    }

    @Test
    void aSideThatBeginsLateStandsWhereItWasHeard() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            rig.spool.opened(CALL, 1, rig.nowNs);
            Caller caller = new Caller(rig.spool, CALL, 1, RecordingTap.CALLER);
            Caller agent = new Caller(rig.spool, CALL, 1, RecordingTap.AGENT);
            for (int i = 0; i < 200; i++) {
                caller.send(i, rig.nowNs);
                if (i >= 75) agent.send(i - 75, rig.nowNs);
                rig.step(20);
            }
            rig.step(500);
            rig.spool.closed(CALL, 1, rig.nowNs);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();

            Audio audio = rig.heard(rig.recorded.getFirst());
            assertEquals(4_500, audio.lengthMs());
            audio.assertTone(Audio.LEFT, 440, 0, 4_000);
            audio.assertSilent(Audio.RIGHT, 0, 1_500);
            audio.assertTone(Audio.RIGHT, 660, 1_500, 4_000);
            audio.assertSilent(Audio.LEFT, 4_000, 4_500);
            audio.assertSilent(Audio.RIGHT, 4_000, 4_500);
        }
    }

    @Test
    void theEndOfTheCallMayOvertakeTheMediaLoop() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            rig.spool.opened(CALL, 1, rig.nowNs);
            rig.talk(CALL, 1, 0, 1_000);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();
            assertTrue(rig.recorded.isEmpty());
            rig.step(40);
            rig.spool.closed(CALL, 1, rig.nowNs);
            rig.settle();
            assertEquals(1_040, rig.recorded.getFirst().lengthMs());
        }
    }

    @Test
    void aSegmentThatNobodyClosesEndsWithItsLastPacket() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            rig.spool.opened(CALL, 1, rig.nowNs);
            rig.talk(CALL, 1, 0, 1_000);
            rig.step(500);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.step(1_990);
            rig.settle();
            assertTrue(rig.recorded.isEmpty());
            rig.step(20);
            rig.settle();
            assertEquals(1_000, rig.recorded.getFirst().lengthMs());
            assertEquals(0, rig.writer.callsOpen());
        }
    }

    @Test
    void packetsOfUnknownAndFinishedCallsMakeNothing() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            rig.segment(CALL, 1, 200);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();
            rig.talk(CALL, 1, 10, 100);
            rig.spool.opened(CALL, 1, rig.nowNs);
            rig.talk(99, 1, 0, 100);
            rig.spool.callEnded(98, rig.nowNs);
            rig.settle();
            assertEquals(1, rig.recorded.size());
            assertEquals(0, rig.writer.callsOpen());
        }
    }

    @Test
    void aChangedFileIsFound() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.OPUS)) {
            rig.segment(CALL, 1, 200);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();
            RecordedSegment segment = rig.recorded.getFirst();
            Path file = rig.archive.locate(segment.file());
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
            assertFalse(rig.archive.verify(segment.file(), segment.sha256()));
        }
    }
}
