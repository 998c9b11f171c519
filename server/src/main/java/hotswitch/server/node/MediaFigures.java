package hotswitch.server.node;

import hotswitch.server.edge.EdgeView;
import hotswitch.server.metrics.Metrics;

/** The media plane's figures in the metrics. */
final class MediaFigures {
    private MediaFigures() {}

    static void show(EdgeView edges, Metrics metrics) {
        metrics.counts("hotswitch.rtp.packets", () -> edges.media().packetsIn(), "direction", "in");
        metrics.counts("hotswitch.rtp.packets", () -> edges.media().packetsOut(), "direction", "out");
        metrics.counts("hotswitch.rtp.packets", () -> edges.media().dropped(), "direction", "dropped");
        metrics.log2Histogram(
                "hotswitch_rtp_forward_seconds",
                "from reading a packet to sending it on; one in sixteen is measured",
                () -> edges.media().forwardNsLog2());
    }
}
