package hotswitch.media.relay;

import hotswitch.media.rtp.DelayHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What the loops say of their ports when they are asked. Waits for them, so it must not be called on one. */
final class PortFigures {
    private PortFigures() {}

    static MediaStats sum(List<PortLoop> loops, int free) {
        PortLoop.StatsSum sum = new PortLoop.StatsSum();
        askAll(loops, loop -> loop.addTo(sum));
        return new MediaStats(
                sum.packetsIn, sum.packetsOut, sum.dropped, free, DelayHistogram.list(sum.delays), sum.openLegs);
    }

    /** In the order of their legs' ids. */
    static List<LegStats> legs(List<PortLoop> loops) {
        List<LegStats> legs = new ArrayList<>();
        askAll(loops, loop -> loop.addTo(legs));
        legs.sort(Comparator.comparingLong(LegStats::legId));
        return legs;
    }

    private static void askAll(List<PortLoop> loops, Consumer<PortLoop> question) {
        for (PortLoop loop : loops) {
            if (loop.media().isCurrent()) throw new IllegalStateException("a question to the loops on one of them");
            CompletableFuture.runAsync(() -> question.accept(loop), loop.media())
                    .join();
        }
    }
}
