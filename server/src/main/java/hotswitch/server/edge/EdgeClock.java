package hotswitch.server.edge;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Epoch nanoseconds of the edges: the wall clock at the start, then {@code nanoTime}, so that it never goes
 * backwards.
 */
final class EdgeClock {
    private final LongSupplier nanoTime;
    private final long offsetNs;

    /** {@code nanoTime}: nanoseconds that never go backwards; a test may let them run ahead. */
    EdgeClock(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        Instant wall = Instant.now();
        offsetNs = wall.getEpochSecond() * 1_000_000_000L + wall.getNano() - nanoTime.getAsLong();
    }

    long nowNs() {
        return nanoTime.getAsLong() + offsetNs;
    }
}
