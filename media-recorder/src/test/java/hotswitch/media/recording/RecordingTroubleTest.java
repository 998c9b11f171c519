package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.codec.Codec;
import hotswitch.media.recording.RecordedSegment.Status;
import hotswitch.media.relay.RecordingTap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordingTroubleTest {
    private static final long CALL = 6;

    @TempDir
    Path data;

    private final FailingDisk disk = new FailingDisk();

    private RecordingRig rig() throws IOException {
        return new RecordingRig(data, RecordingFormat.WAV, disk, RecordingRig.START_NS);
    }

    @Test
    void aFullDiskCostsAudioWithAnAlarmAndTheSegmentSaysSo() throws Exception {
        try (RecordingRig rig = rig()) {
            rig.spool.opened(CALL, 1, rig.nowNs);
            rig.talk(CALL, 1, 0, 2_000);
            disk.full = true;
            rig.step(1_000);
            rig.talk(CALL, 1, 150, 2_000);
            assertEquals(List.of("raised SPOOL_FULL"), rig.alarms);
            assertEquals(200, rig.spool.packetsDropped());
            disk.full = false;
            rig.step(1_000);
            rig.talk(CALL, 1, 300, 2_000);
            rig.spool.closed(CALL, 1, rig.nowNs);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();

            assertEquals(List.of("raised SPOOL_FULL", "cleared SPOOL_FULL"), rig.alarms);
            RecordedSegment segment = rig.recorded.getFirst();
            assertEquals(Status.PARTIAL, segment.status());
            assertEquals(8_000, segment.lengthMs());
            Audio audio = rig.heard(segment);
            audio.assertTone(Audio.LEFT, 440, 0, 2_000);
            audio.assertSilent(Audio.LEFT, 2_000, 6_000);
            audio.assertTone(Audio.RIGHT, 660, 6_000, 8_000);
        }
    }

    /** The archive's folder refuses, then the work files do. */
    @ParameterizedTest
    @ValueSource(strings = {".wav.part", "work"})
    void aDiskThatRefusesKeepsTheObligationOpenUntilItTakesAgain(String refused) throws Exception {
        try (RecordingRig rig = rig()) {
            disk.refused = refused;
            rig.segment(CALL, 1, 1_000);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.segment(CALL + 2, 1, 1_000);
            rig.spool.callEnded(CALL + 2, rig.nowNs);
            rig.settle();
            rig.step(4_900);
            rig.settle();
            assertEquals(List.of(), rig.recorded);
            assertEquals(List.of("raised ARCHIVE_FAILED"), rig.alarms);
            assertTrue(rig.writer.callsOpen() > 0);

            disk.refused = "nothing";
            rig.settle();
            assertEquals(List.of(), rig.recorded, "not before it is time to try again");
            rig.step(200);
            rig.settle();
            assertEquals(List.of("raised ARCHIVE_FAILED", "cleared ARCHIVE_FAILED"), rig.alarms);
            assertEquals(2, rig.recorded.size());
            for (RecordedSegment segment : rig.recorded) {
                assertEquals(1_000, segment.lengthMs());
                rig.heard(segment).assertTone(Audio.LEFT, 440, 0, 1_000);
                rig.heard(segment).assertTone(Audio.RIGHT, 660, 0, 1_000);
            }
        }
    }

    @Test
    void aSpoolThatFallsBehindSaysWhichSegmentsItMayHaveHurt() throws Exception {
        try (RecordingRig rig = rig()) {
            rig.segment(CALL, 1, 400);
            rig.spool.opened(CALL, 2, rig.nowNs);
            rig.step(0);
            Caller caller = new Caller(rig.spool, CALL, 2, RecordingTap.CALLER);
            int packets = 10_000;
            for (int i = 0; i < packets; i++) caller.send(i, rig.nowNs + i * 20L * Caller.MS);
            assertTrue(rig.spool.packetsDropped() > 0);
            rig.step(packets * 20L);
            rig.settle();
            rig.spool.closed(CALL, 2, rig.nowNs);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.step(2_000);
            rig.settle();
            assertEquals(List.of("raised SPOOL_OVERFLOW", "cleared SPOOL_OVERFLOW"), rig.alarms);
            assertEquals(
                    List.of(Status.OK, Status.PARTIAL),
                    rig.recorded.stream().map(RecordedSegment::status).toList());
        }
    }

    @Test
    void garbageInThePayloadIsRecordedAsItCame() throws Exception {
        try (RecordingRig rig = rig()) {
            rig.spool.opened(CALL, 1, rig.nowNs);
            UnsafeBuffer noise = new UnsafeBuffer(new byte[4_000]);
            for (int length : new int[] {0, 1, 1_460, 1_461, 4_000}) {
                rig.spool.packet(CALL, 1, 0, Codec.PCMU, rig.nowNs, length, length, noise, 0, length);
            }
            rig.step(1_000);
            rig.spool.closed(CALL, 1, rig.nowNs);
            rig.spool.callEnded(CALL, rig.nowNs);
            rig.settle();
            assertEquals(1_000, rig.recorded.getFirst().lengthMs());
            assertTrue(Files.exists(rig.archive.locate(rig.recorded.getFirst().file())));
        }
    }
}
