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
        metrics.log2Histogram(
                "hotswitch_rtp_forward_seconds",
                "from reading a packet to sending it on; one in sixteen is measured",
                () -> edges.mediaStats().forwardNsLog2());
    }
}
