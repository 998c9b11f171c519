package hotswitch.server.node;

import hotswitch.server.edge.Edges;
import hotswitch.server.metrics.Metrics;

/** The media plane's figures in the metrics. */
final class MediaFigures {
    private MediaFigures() {}

    static void show(Edges edges, Metrics metrics) {
        metrics.counts("hotswitch.rtp.packets", () -> edges.mediaStats().packetsIn(), "direction", "in");
        metrics.counts("hotswitch.rtp.packets", () -> edges.mediaStats().packetsOut(), "direction", "out");
        metrics.counts("hotswitch.rtp.packets", () -> edges.mediaStats().dropped(), "direction", "dropped");
        metrics.log2Histogram("hotswitch.rtp.forward", () -> edges.mediaStats().forwardNsLog2());
    }
}
