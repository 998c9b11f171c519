package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.codec.Codec;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTest {
    private static final long HOUR_MS = 3_600_000;

    @TempDir
    Path data;

    private long spoolFiles() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("recordings/spool"))) {
            return files.filter(file -> file.toString().endsWith(".dlog")).count();
        }
    }

    @Test
    void anHoursFileGoesWhenAllThatItHoldsIsArchived() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            rig.spool.opened(2, 1, rig.nowNs);
            rig.talk(2, 1, 0, 200);
            for (int hour = 1; hour <= 3; hour++) {
                rig.step(HOUR_MS);
                rig.segment(2 + 2L * hour, 1, 200);
                rig.spool.callEnded(2 + 2L * hour, rig.nowNs);
                rig.settle();
                assertEquals(hour, rig.recorded.size());
            }
            assertEquals(4, spoolFiles(), "the call of the first hour still talks");
            rig.spool.segmentLost(2, 1, rig.nowNs);
            rig.spool.callEnded(2, rig.nowNs);
            rig.settle();
            assertEquals(4, rig.recorded.size());
            assertEquals(1, spoolFiles());
        }
    }

    @Test
    void afterRemovalAndRestartRecordingGoesOn() throws Exception {
        long nowNs;
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            for (int hour = 0; hour < 3; hour++) {
                rig.segment(2 + 2L * hour, 1, 200);
                rig.spool.callEnded(2 + 2L * hour, rig.nowNs);
                rig.settle();
                rig.step(HOUR_MS);
            }
            nowNs = rig.nowNs;
        }
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV, RecordingDisk.local(), nowNs)) {
            rig.settle();
            assertEquals(3, rig.recorded.size(), "told again");
            rig.segment(50, 1, 200);
            rig.spool.callEnded(50, rig.nowNs);
            rig.settle();
            assertEquals(50, rig.recorded.getLast().callId());
            assertEquals(4, rig.recorded.size());
            assertEquals(1, spoolFiles());
        }
    }

    @Test
    void aPacketMakesNoGarbage() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        UnsafeBuffer payload = new UnsafeBuffer(new byte[160]);
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            int warm = 20_000;
            int measured = 20_000;
            long before = 0;
            for (int i = 0; i < warm + measured; i++) {
                if (i == warm) before = threads.getCurrentThreadAllocatedBytes();
                rig.spool.packet(1, 1, 0, Codec.PCMA, rig.nowNs, i * 160, i, payload, 0, 160);
                rig.spool.runOnce(rig.nowNs);
            }
            long bytes = (threads.getCurrentThreadAllocatedBytes() - before) / measured;
            assertTrue(bytes < 4, bytes + " bytes a packet, tap and spool together");
        }
    }
}
