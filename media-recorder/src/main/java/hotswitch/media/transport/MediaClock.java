package hotswitch.media.transport;

/** Epoch nanoseconds that never go backwards within a run: the wall clock at the start plus the monotonic one. */
public final class MediaClock {
    private static final long NS_PER_MS = 1_000_000;

    private final long offsetNs = System.currentTimeMillis() * NS_PER_MS - System.nanoTime();

    public long nowNs() {
        return offsetNs + System.nanoTime();
    }
}
