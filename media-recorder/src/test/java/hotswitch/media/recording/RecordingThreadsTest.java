package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As in the server: two media loops, the spool and the writer each on a thread of its own. */
final class RecordingThreadsTest {
    private static final int LOOPS = 2;
    private static final int CALLS_PER_LOOP = 20;
    private static final int PACKETS = 100;

    @TempDir
    Path data;

    private final AtomicBoolean stopped = new AtomicBoolean();

    private static void mediaLoop(RecordingSpool spool, long firstCall) {
        for (int i = 0; i < CALLS_PER_LOOP; i++) spool.opened(firstCall + i, 1, RecordingRig.START_NS);
        for (int packet = 0; packet < PACKETS; packet++) {
            for (int i = 0; i < CALLS_PER_LOOP; i++) {
                long arrivalNs = RecordingRig.START_NS + packet * 20L * Caller.MS;
                new Caller(spool, firstCall + i, 1, packet % 2).send(packet, arrivalNs);
            }
            LockSupport.parkNanos(1_000_000);
        }
        long endNs = RecordingRig.START_NS + PACKETS * 20L * Caller.MS;
        for (int i = 0; i < CALLS_PER_LOOP; i++) {
            spool.closed(firstCall + i, 1, endNs);
            spool.callEnded(firstCall + i, endNs);
        }
    }

    private void spoolLoop(RecordingSpool spool) {
        while (!stopped.get()) {
            if (spool.runOnce(RecordingRig.START_NS) == 0) LockSupport.parkNanos(200_000);
        }
    }

    private void writerLoop(RecordingWriter writer, List<RecordedSegment> recorded, CountDownLatch all) {
        while (!stopped.get()) {
            if (!writer.runOnce(RecordingRig.START_NS)) LockSupport.parkNanos(200_000);
            while (all.getCount() > LOOPS * CALLS_PER_LOOP - recorded.size()) all.countDown();
        }
    }

    @Test
    void everyThreadForItself() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV);
                ExecutorService threads = Executors.newFixedThreadPool(LOOPS + 2)) {
            CountDownLatch all = new CountDownLatch(LOOPS * CALLS_PER_LOOP);
            Future<?> spool = threads.submit(() -> spoolLoop(rig.spool));
            Future<?> writer = threads.submit(() -> writerLoop(rig.writer, rig.recorded, all));
            List<Future<?>> loops = new ArrayList<>();
            for (int loop = 0; loop < LOOPS; loop++) {
                long firstCall = 1_000L * loop;
                loops.add(threads.submit(() -> mediaLoop(rig.spool, firstCall)));
            }
            for (Future<?> loop : loops) loop.get();
            boolean finished = all.await(30, TimeUnit.SECONDS);
            stopped.set(true);
            spool.get();
            writer.get();
            assertTrue(finished, rig.recorded.size() + " recorded");
            assertEquals(0, rig.spool.packetsDropped());
            for (RecordedSegment segment : rig.recorded) assertEquals(2_000, segment.lengthMs());
        }
    }
}
