package hotswitch.server.pipeline;

/**
 * {@code ringSize}: slots, a power of two. {@code sideMax}: commands that a producer may hold back while the ring
 * is full. {@code threads}: 1 or 2; 0: one, until another thread takes its work over. {@code batchMax}: entries in one
 * batch.
 */
public record PipelineConfig(int ringSize, int sideMax, int threads, Waiting waiting, int batchMax, Keeping keeping) {

    /** What the pipeline's threads do when there is nothing to do. */
    public enum Waiting {
        PARK,
        YIELD,
        SPIN
    }

    /**
     * When the state's hash is journaled and when it is written down: after so many entries or so long, whichever
     * is first.
     */
    public record Keeping(long checkpointEntries, long checkpointNs, long snapshotEntries, long snapshotNs) {
        public static final Keeping SHIPPED = new Keeping(100_000, 60_000_000_000L, 1_000_000, 600_000_000_000L);
    }

    private static final int SMALL_RING = 2_048;
    private static final int RING = 16_384;

    public PipelineConfig {
        if (Integer.bitCount(ringSize) != 1 || threads < 0 || threads > 2 || batchMax < 1 || sideMax < 1) {
            throw new IllegalArgumentException(
                    "ring " + ringSize + ", threads " + threads + ", batch " + batchMax + ", side " + sideMax);
        }
    }

    /**
     * With so many threads. A batch is full only where commands stand in line: the larger it is, the fewer waits for
     * the disk, and the longer until its first orders go out (2 ms). Where nobody waits for the disk, and who publishes
     * most of the commands takes them out as well, few stand in line, and a small ring stays in the core's caches.
     */
    public static PipelineConfig shipped(int threads) {
        return new PipelineConfig(
                threads == 0 ? SMALL_RING : RING, 400_000, threads, Waiting.PARK, 1_024, Keeping.SHIPPED);
    }
}
