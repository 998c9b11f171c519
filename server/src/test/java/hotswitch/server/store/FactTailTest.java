package hotswitch.server.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FactSink;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A projection that follows the facts as they come is not woken for each, and misses none. */
final class FactTailTest {
    private static final String NAME = "tail-test";
    private static final FactTail.Rest REST = new FactTail.Rest(40_000_000, 40_000_000, 64);
    private static final Stoppage NEVER = new Stoppage("STOPPED", command -> {}, () -> null);

    @TempDir
    Path dir;

    private final AtomicLong seen = new AtomicLong();
    private final AtomicLong batches = new AtomicLong();
    private final FactSink sink = new FactSink() {
        @Override
        public void fact(long seq, long timeNs, Fact fact) {
            assertEquals(seen.get() + 1, seq);
            seen.set(seq);
        }

        @Override
        public void endOfBatch() {
            batches.incrementAndGet();
        }
    };

    private long last;

    /** One wake-up for what came in a while, not one at its first and one at its end. */
    @Test
    void whereFactsComeSteadilyItWakesOnceForManyOfThem() throws IOException {
        try (FactLog log = FactLog.open(dir);
                FactTail tail = new FactTail(NAME, log.reader(1), sink, REST, NEVER)) {
            tail.start();
            steadily(log, tail, 200);
            long wakeUps = wakeUps();
            long taken = batches.get();
            steadily(log, tail, 2_000);
            wakeUps = wakeUps() - wakeUps;
            taken = batches.get() - taken;
            assertTrue(taken > 5 && wakeUps < taken * 3 / 2, wakeUps + " wake-ups for " + taken + " batches");
            assertTrue(awaitSeen(last), () -> seen.get() + " of " + last);
        }
    }

    /** After a burst it sleeps; the next single fact is taken, and one that somebody waits for at once. */
    @Test
    void theOneAfterABurstIsTakenToo() {
        try (FactLog log = FactLog.open(dir);
                FactTail tail = new FactTail(NAME, log.reader(1), sink, REST, NEVER)) {
            tail.start();
            for (int burst = 1; burst <= 5; burst++) {
                add(log, 30 * burst);
                tail.signal();
                assertTrue(awaitSeen(last));
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20L * burst)); // in and after its rest
                add(log, 1);
                tail.signal();
                assertTrue(awaitSeen(last));
                add(log, 1);
                tail.hurry();
                tail.signal();
                assertTrue(awaitSeen(last));
            }
        }
    }

    private void steadily(FactLog log, FactTail tail, int ms) {
        long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        while (System.nanoTime() < untilNs) {
            add(log, 5);
            tail.signal();
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void add(FactLog log, int count) {
        for (int i = 0; i < count; i++) {
            last++;
            log.add(last, 0, new Fact.ConfigChanged("c" + last));
        }
        log.flush();
    }

    private boolean awaitSeen(long seq) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (seen.get() < seq && System.nanoTime() < untilNs) {
            LockSupport.parkNanos(1_000_000);
        }
        return seen.get() == seq;
    }

    /** How often the tail's thread gave its processor back, as the kernel counts. */
    private static long wakeUps() throws IOException {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                if (Files.readString(thread.resolve("comm")).strip().equals(NAME)) {
                    String given = Files.readAllLines(thread.resolve("status")).stream()
                            .filter(line -> line.startsWith("voluntary"))
                            .findFirst()
                            .orElseThrow();
                    return Long.parseLong(given.replaceAll("\\D", ""));
                }
            }
        }
        throw new IllegalStateException("no thread " + NAME);
    }
}
