package hotswitch.server.pipeline;

/** Where the pipeline's figures go; called on its threads, so it must be quick. */
public interface PipelineRecorder {

    /** A batch of {@code entries} was appended (and synced, where so configured). */
    void journaled(int entries, int bytes, long tookNs);

    /** A batch of {@code entries} was applied and its effects handed out. */
    void applied(int entries, long tookNs);

    /** A snapshot was taken; {@code pausedNs}: how long the core stood still for it. */
    void snapshot(long pausedNs);

    /** Takes nothing. */
    PipelineRecorder NONE = new PipelineRecorder() {
        @Override
        public void journaled(int entries, int bytes, long tookNs) {}

        @Override
        public void applied(int entries, long tookNs) {}

        @Override
        public void snapshot(long pausedNs) {}
    };
}
