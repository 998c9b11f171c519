package hotswitch.server.node;

import hotswitch.server.metrics.Metrics;
import hotswitch.server.pipeline.PipelineRecorder;

/** The pipeline's figures in the metrics. */
final class PipelineFigures implements PipelineRecorder {
    private final Metrics metrics;

    PipelineFigures(Metrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void journaled(int entries, int bytes, long tookNs) {
        metrics.journalAppend(tookNs);
    }

    @Override
    public void applied(int entries, long tookNs) {
        metrics.coreCommand(tookNs / Math.max(1, entries));
    }

    @Override
    public void snapshot(long pausedNs) {
        metrics.snapshotPause(pausedNs);
    }
}
