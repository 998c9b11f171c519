package hotswitch.server.pipeline;

/**
 * {@code ringSize}: slots, a power of two. {@code sideMax}: commands that a producer may hold back while the ring
 * is full. {@code threads}: 1 or 2. {@code batchMax}: entries in one batch.
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
        public static final Keeping SHIPPED = new Keeping(10_000, 60_000_000_000L, 1_000_000, 600_000_000_000L);
    }

    public PipelineConfig {
        if (Integer.bitCount(ringSize) != 1 || threads < 1 || threads > 2 || batchMax < 1 || sideMax < 1) {
            throw new IllegalArgumentException(
                    "ring " + ringSize + ", threads " + threads + ", batch " + batchMax + ", side " + sideMax);
        }
    }

    /** For this many processors: journal and core share a thread where there are two or fewer. */
    public static PipelineConfig shipped(int processors) {
        return new PipelineConfig(16_384, 400_000, processors <= 2 ? 1 : 2, Waiting.PARK, 256, Keeping.SHIPPED);
    }
}
