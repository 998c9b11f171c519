package hotswitch.server.metrics;

import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.ItemState;
import hotswitch.acd.LegQuality;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.codec.CallFacts;
import hotswitch.server.cti.LiveView;
import hotswitch.server.cti.Words;
import hotswitch.server.cti.live.TrunkRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The figures under {@code /metrics}, prefix {@code hotswitch_}. Histograms, not averages. */
public final class Metrics {
    private static final double MS_PER_S = 1_000.0;
    /** From 3 % on speech suffers. */
    private final PrometheusMeterRegistry registry = Described.registry();
    /** The registry itself holds what it counts weakly: without this a counter stands still after a collection. */
    private final Queue<LongSupplier> counted = new ConcurrentLinkedQueue<>();

    /** By what tells them apart; the facts' thread alone counts them. */
    private final Map<CallEnds, Counter> callsEnded = new HashMap<>();

    private final Map<RecordingState, Counter> recordings = new EnumMap<>(RecordingState.class);

    /** Trunks are few; who has gone keeps his place. */
    private final Map<String, AudioFigures> audio = new ConcurrentHashMap<>();

    private final AtomicLong openObligations = new AtomicLong();
    private final Timer queueWait = histogram("hotswitch.queue.wait", 1, 600_000);
    private final Timer offerDelay = histogram("hotswitch.offer.delay", 0, 10_000);
    private final Timer journalAppend = histogram("hotswitch.journal.append", 0, 1_000);
    private final Timer snapshotPause = histogram("hotswitch.snapshot.pause", 0, 10_000);
    private final Timer coreCommand = histogram("hotswitch.core.command", 0, 1_000);

    private record CallEnds(Direction direction, String trunk, Disposition disposition) {
        boolean isOf(CallFacts.Ended call) {
            return direction == call.direction && disposition == call.disposition && trunk.equals(call.trunk);
        }
    }

    /** Most calls end as the one before; null: none has. */
    private CallEnds lastEnds;

    public Metrics() {
        Gauge.builder("hotswitch.recording.obligations", openObligations, AtomicLong::get)
                .tag("state", "open")
                .register(registry);
    }

    private Timer histogram(String name, long fromMs, long toMs, String... tags) {
        return Timer.builder(name)
                .serviceLevelObjectives(bounds(fromMs, toMs))
                .tags(tags)
                .register(registry);
    }

    /** Powers of two from ten microseconds, or from a second's part that matters. */
    private static Duration[] bounds(long fromMs, long toMs) {
        long firstUs = fromMs == 0 ? 10 : fromMs * 1_000;
        int n = 1;
        for (long us = firstUs; us < toMs * 1_000; us *= 2) {
            n++;
        }
        Duration[] bounds = new Duration[n];
        for (int i = 0; i < n; i++) {
            bounds[i] = Duration.ofNanos((firstUs << i) * 1_000);
        }
        return bounds;
    }

    /** What the live view and the trunks show at each scrape. */
    public void show(LiveView view, List<String> queues, Supplier<List<TrunkRow>> trunks) {
        Gauge.builder("hotswitch.calls.active", view, LiveView::callsActive).register(registry);
        for (String queue : queues) {
            Gauge.builder("hotswitch.queue.waiting", view, v -> v.waiting(queue))
                    .tag("queue", queue)
                    .register(registry);
            Gauge.builder("hotswitch.expected.wait.seconds", view, v -> v.expectedWaitMs(queue) / MS_PER_S)
                    .tag("queue", queue)
                    .register(registry);
            waitError(view, queue, "0.5", 500);
            waitError(view, queue, "0.9", 900);
        }
        for (ItemState state : List.of(ItemState.WAITING, ItemState.OFFERED, ItemState.OPEN)) {
            Gauge.builder("hotswitch.items", view, v -> v.items(state))
                    .tag("state", Words.camel(state))
                    .register(registry);
        }
        Gauge.builder("hotswitch.agents.over.break", view, LiveView::overBreak).register(registry);
        for (AgentState state : AgentState.values()) {
            Gauge.builder("hotswitch.agents", view, v -> v.agentStates().getOrDefault(state, 0))
                    .tag("state", Words.camel(state))
                    .register(registry);
        }
        for (TrunkRow row : trunks.get()) {
            Gauge.builder("hotswitch.trunk.up", trunks, t -> up(t.get(), row.name()))
                    .tag("trunk", row.name())
                    .strongReference(true)
                    .register(registry);
            FunctionCounter.builder("hotswitch.trunk.withheld", trunks, t -> withheld(t.get(), row.name()))
                    .tag("trunk", row.name())
                    .register(registry);
            if (!row.registration().equals("none")) {
                Gauge.builder("hotswitch.trunk.registered", trunks, t -> registered(t.get(), row.name()))
                        .tag("trunk", row.name())
                        .strongReference(true)
                        .register(registry);
            }
        }
    }

    private void waitError(LiveView view, String queue, String quantile, int perMille) {
        Gauge.builder("hotswitch.expected.wait.error.seconds", view, v -> v.waitErrorMs(queue, perMille) / MS_PER_S)
                .tag("queue", queue)
                .tag("quantile", quantile)
                .register(registry);
    }

    private static int up(List<TrunkRow> rows, String name) {
        for (TrunkRow row : rows) {
            if (row.name().equals(name)) {
                return row.state().equals("up") ? 1 : 0;
            }
        }
        return 0;
    }

    private static long withheld(List<TrunkRow> rows, String name) {
        return rows.stream()
                .filter(row -> row.name().equals(name))
                .mapToLong(TrunkRow::withheld)
                .sum();
    }

    private static int registered(List<TrunkRow> rows, String name) {
        return rows.stream()
                        .anyMatch(row ->
                                row.name().equals(name) && row.registration().equals("registered"))
                ? 1
                : 0;
    }

    /** A counter that another part keeps; {@code tags} in pairs of name and value. */
    public void counts(String name, LongSupplier count, String... tags) {
        counted.add(count);
        FunctionCounter.builder(name, count, LongSupplier::getAsLong).tags(tags).register(registry);
    }

    /** A figure that another part keeps. */
    public void gauges(String name, LongSupplier value, String... tags) {
        Gauge.builder(name, value, LongSupplier::getAsLong)
                .strongReference(true)
                .tags(tags)
                .register(registry);
    }

    /** A leg over this trunk, or of the seats; any thread. */
    public void audio(String trunk, LegQuality quality) {
        audio.computeIfAbsent(trunk, AudioFigures::new).add(quality);
    }

    /** By trunk; all they ever had. */
    private final class AudioFigures {
        private final Counter received;
        private final Counter lost;
        private final Timer jitter;
        private final Timer roundTrip;
        private final Counter farLost;

        AudioFigures(String trunk) {
            received = Counter.builder("hotswitch.rtp.received")
                    .tag("trunk", trunk)
                    .register(registry);
            lost = Counter.builder("hotswitch.rtp.lost").tag("trunk", trunk).register(registry);
            farLost = Counter.builder("hotswitch.rtp.far.lossy.legs")
                    .tag("trunk", trunk)
                    .register(registry);
            jitter = histogram("hotswitch.rtp.jitter", 1, 1_000, "trunk", trunk);
            roundTrip = histogram("hotswitch.rtp.round.trip", 1, 5_000, "trunk", trunk);
        }

        void add(LegQuality q) {
            received.increment((double) q.received());
            lost.increment((double) q.lost());
            jitter.record(q.jitterUs(), TimeUnit.MICROSECONDS);
            if (q.roundTripUs() >= 0) {
                roundTrip.record(q.roundTripUs(), TimeUnit.MICROSECONDS);
            }
            if (AudioSum.isLossy(q)) {
                farLost.increment();
            }
        }
    }

    /** A recording is in this state from now on. */
    public void onRecording(RecordingState state) {
        if (state == RecordingState.OPEN) {
            openObligations.incrementAndGet();
        } else {
            openObligations.decrementAndGet();
            recordings
                    .computeIfAbsent(state, s -> counter("hotswitch.recordings", "state", Words.camel(s)))
                    .increment();
        }
    }

    /** Obligations that were open at the end of recovery. */
    public void openObligations(int n) {
        openObligations.set(n);
    }

    public void onEnded(CallFacts.Ended call) {
        CallEnds ends = lastEnds;
        if (ends == null || !ends.isOf(call)) {
            ends = new CallEnds(call.direction, call.trunk, call.disposition);
            lastEnds = ends;
        }
        Counter counter = callsEnded.get(ends);
        if (counter == null) {
            counter = counter(ends);
            callsEnded.put(ends, counter);
        }
        counter.increment();
        if (call.queuedNs != 0 && call.connectedNs != 0) {
            queueWait.record(call.waitMs, TimeUnit.MILLISECONDS);
        }
    }

    private Counter counter(CallEnds ends) {
        return Counter.builder("hotswitch.calls")
                .tag("direction", Words.camel(ends.direction))
                .tag("trunk", ends.trunk)
                .tag("disposition", Words.camel(ends.disposition))
                .register(registry);
    }

    private Counter counter(String name, String... tags) {
        return Counter.builder(name).tags(tags).register(registry);
    }

    public void offerDelay(long ns) {
        offerDelay.record(Math.max(0, ns), TimeUnit.NANOSECONDS);
    }

    public void journalAppend(long ns) {
        journalAppend.record(ns, TimeUnit.NANOSECONDS);
    }

    public void coreCommand(long ns) {
        coreCommand.record(ns, TimeUnit.NANOSECONDS);
    }

    public void snapshotPause(long ns) {
        snapshotPause.record(ns, TimeUnit.NANOSECONDS);
    }

    /** A histogram that another part keeps: element i counts what took less than 2^i ns and at least half of it. */
    public void log2Histogram(String name, String help, Supplier<List<Long>> counts) {
        registry.getPrometheusRegistry().register(new Log2Histogram(name, help, counts));
    }

    /** Prometheus' text. */
    public String scrape() {
        return registry.scrape();
    }
}
