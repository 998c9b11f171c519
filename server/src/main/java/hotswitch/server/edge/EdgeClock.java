package hotswitch.server.edge;

import java.time.Instant;

/**
 * Epoch nanoseconds of the edges: the wall clock at the start, then {@code nanoTime}, so that it never goes
 * backwards.
 */
final class EdgeClock {
    private final long offsetNs;

    EdgeClock() {
        Instant wall = Instant.now();
        offsetNs = wall.getEpochSecond() * 1_000_000_000L + wall.getNano() - System.nanoTime();
    }

    long nowNs() {
        return System.nanoTime() + offsetNs;
    }
}
