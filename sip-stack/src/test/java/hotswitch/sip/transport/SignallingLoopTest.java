package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SignallingLoopTest {
    private static final long MS = 1_000_000;

    private final BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
    private final BlockingQueue<Long> turns = new LinkedBlockingQueue<>();

    @Test
    void aDeadlineIsKeptAndAnEarlierOneReplacesALaterOne() throws Exception {
        try (SignallingLoop loop = loop()) {
            long startNs = System.nanoTime();
            long[] deadlineNs = {startNs + 60_000 * MS};
            loop.work(nowNs -> {
                if (nowNs >= deadlineNs[0]) {
                    turns.add(nowNs);
                    return LoopWork.NEVER_NS;
                }
                return deadlineNs[0];
            });
            loop.execute(() -> deadlineNs[0] = startNs + 30 * MS);
            Long firedNs = turns.poll(5, TimeUnit.SECONDS);
            assertNotNull(firedNs);
            assertTrue(firedNs >= startNs + 30 * MS, "never early");
        }
    }

    @Test
    void wakeUpsBeforeTheTurnAreOne() {
        AtomicInteger turnsTaken = new AtomicInteger();
        CountDownLatch busy = new CountDownLatch(1);
        try (SignallingLoop loop = loop()) {
            loop.execute(() -> awaitQuietly(busy));
            loop.work(nowNs -> {
                turnsTaken.incrementAndGet();
                return LoopWork.NEVER_NS;
            });
            for (int i = 0; i < 1_000; i++) {
                loop.wake();
            }
            busy.countDown();
        }
        assertEquals(2, turnsTaken.get(), "one when the work was given, one for all the wake-ups");
    }

    @Test
    void aFaultIsReportedAndTheLoopGoesOn() throws Exception {
        try (SignallingLoop loop = loop()) {
            loop.execute(() -> {
                throw new IllegalStateException("planted");
            });
            Throwable fault = faults.poll(5, TimeUnit.SECONDS);
            assertNotNull(fault);
            assertEquals("planted", fault.getMessage());
            CountDownLatch alive = new CountDownLatch(1);
            loop.execute(alive::countDown);
            assertTrue(alive.await(5, TimeUnit.SECONDS));
        }
    }

    @Test
    void wakingAnEndedLoopDoesNothing() {
        SignallingLoop loop = loop();
        loop.close();
        loop.wake();
        assertFalse(loop.inLoop());
    }

    private SignallingLoop loop() {
        return new SignallingLoop("loop-test", System::nanoTime, faults::add);
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(5, TimeUnit.SECONDS));
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
