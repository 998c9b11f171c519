package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.rtp.ToneClient;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thread without work sleeps, and is there at once when there is some. */
class DoorbellTest {
    private static final long LONG_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int BOUND_MS = 30_000;

    private final Doorbell bell = new Doorbell();

    @TempDir
    Path data;

    @Test
    void whatCameAtTheLastMomentDoesNotLie() {
        long beganNs = System.nanoTime();
        bell.await(() -> false, LONG_NS);
        assertTrue(System.nanoTime() - beganNs < LONG_NS / 4);
    }

    /** Each waits for the other: a ring that is lost once is a test that stands still. */
    @Test
    void noRingIsLost() throws InterruptedException {
        AtomicInteger left = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        Thread sleeper = Thread.ofPlatform().daemon().start(() -> {
            while (taken.get() < 50_000) {
                bell.await(() -> left.get() == taken.get(), LONG_NS);
                taken.set(left.get());
            }
        });
        for (int i = 1; i <= 50_000; i++) {
            left.set(i);
            bell.ring();
            if (i % 2 == 0) {
                long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MS);
                while (taken.get() < i && System.nanoTime() < untilNs) Thread.onSpinWait();
                assertEquals(i, taken.get());
            }
        }
        sleeper.join(BOUND_MS);
        assertFalse(sleeper.isAlive());
    }

    /** Both threads of recording: nothing came for a while, then a call is recorded. */
    @Test
    void theFirstRecordAfterALongSilenceGoesToTheDiskAndIntoTheFile() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.WAV)) {
            AtomicBoolean stopped = new AtomicBoolean();
            AtomicInteger spoolTurns = new AtomicInteger();
            Thread spool = Thread.ofPlatform().start(() -> {
                while (!stopped.get()) {
                    rig.spool.runOnce(RecordingRig.START_NS);
                    spoolTurns.incrementAndGet();
                    rig.spool.rest();
                }
            });
            Thread writer = Thread.ofPlatform().start(() -> {
                while (!stopped.get()) {
                    if (!rig.writer.runOnce(RecordingRig.START_NS)) rig.writer.rest(() -> RecordingRig.START_NS);
                }
            });
            for (int call = 1; call <= 3; call++) {
                assertTrue(ToneClient.await(() -> sleptOneTurn(spoolTurns), BOUND_MS), "it looks once a second");
                long leftNs = System.nanoTime();
                rig.spool.opened(call, 1, RecordingRig.START_NS);
                rig.spool.closed(call, 1, RecordingRig.START_NS + 1_000_000);
                rig.spool.callEnded(call, RecordingRig.START_NS + 1_000_000);
                int calls = call;
                assertTrue(ToneClient.await(() -> rig.recorded.size() == calls, BOUND_MS));
                long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - leftNs);
                assertTrue(tookMs < 600, "nobody waited for the next look of each, ms: " + tookMs);
            }
            stopped.set(true);
            spool.join(BOUND_MS);
            writer.join(BOUND_MS);
        }
    }

    /** It has just looked, and before that it slept for longer than it does while calls are recorded. */
    private static boolean sleptOneTurn(AtomicInteger turns) {
        int before = turns.get();
        long beganNs = System.nanoTime();
        ToneClient.await(() -> turns.get() != before, BOUND_MS);
        return System.nanoTime() - beganNs > TimeUnit.MILLISECONDS.toNanos(400);
    }
}
