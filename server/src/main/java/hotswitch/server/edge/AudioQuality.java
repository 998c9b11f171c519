package hotswitch.server.edge;

import hotswitch.acd.Command;
import hotswitch.acd.Command.LegMeasured;
import hotswitch.acd.LegQuality;
import hotswitch.call.MediaPlane.Measured;
import hotswitch.media.relay.LegStats;
import hotswitch.server.metrics.AudioSum;
import hotswitch.server.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** How the audio of each leg was becomes a command of the core, and figures by trunk. On the media loops. */
public final class AudioQuality {
    private static final double US_PER_MS = 1_000;
    private static final int FRACTION = 256;
    private static final int PER_MILLE = 1_000;

    private final Consumer<Command> core;
    private final Metrics metrics;
    private final Map<String, AudioSum> bySeat = new ConcurrentHashMap<>();

    AudioQuality(Consumer<Command> core, Metrics metrics) {
        this.core = core;
        this.metrics = metrics;
    }

    void ended(long callId, String trunk, String device, LegStats last) {
        LegQuality quality = quality(last);
        core.accept(new LegMeasured(callId, last.legId(), trunk, device, quality));
        metrics.audio(trunk.isEmpty() ? "seats" : trunk, quality);
        if (!device.isEmpty()) {
            bySeat.merge(device, AudioSum.NONE.plus(quality), (sum, one) -> sum.plus(quality));
        }
    }

    /** All legs of its telephones that ended since the start; any thread. */
    AudioSum ofSeat(String seat) {
        return bySeat.getOrDefault(seat, AudioSum.NONE);
    }

    /** One leg so far. */
    public record Leg(Measured of, LegQuality quality) {}

    /** Of these legs, as far as they have heard anything. */
    static List<Leg> soFar(SortedMap<Long, Measured> legs, List<LegStats> figures) {
        return figures.stream()
                .filter(each -> each.packetsIn() > 0 && legs.containsKey(each.legId()))
                .map(each -> new Leg(legs.get(each.legId()), quality(each)))
                .toList();
    }

    private static LegQuality quality(LegStats last) {
        return new LegQuality(
                last.packetsIn(),
                Math.max(0, last.lost()),
                (int) Math.round(last.jitterMs() * US_PER_MS),
                last.farLostFraction() < 0 ? -1 : last.farLostFraction() * PER_MILLE / FRACTION,
                last.roundTripMs() < 0 ? -1 : (int) Math.round(last.roundTripMs() * US_PER_MS));
    }
}
