package hotswitch.bench.pipeline;

import hotswitch.bench.result.Result;
import hotswitch.bench.run.Scratch;
import hotswitch.server.journal.Journal.Sync;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code bench pipeline}: commands through ring, journal (with its chain of hashes) and core on one thread. */
public final class PipelineBench {
    /** As many as fill a batch, and a large centre, whose calls at once do not stay in a core's own caches. */
    private static final int[] AGENTS = {300, 2_000};

    private static final int WARM = 4;
    /** An odd number, so that the median is one of them. */
    private static final int WINDOWS = 9;

    private static final int LATENCY_CALLS_PER_S = 2_000;
    private static final double NS_PER_S = 1e9;
    private static final double NS_PER_US = 1e3;

    private PipelineBench() {}

    /** {@code seconds} of each measurement. */
    public static void run(Result result, double seconds) throws IOException {
        List<Map<String, Object>> throughput = new ArrayList<>();
        List<Map<String, Object>> latency = new ArrayList<>();
        for (Sync sync : Sync.values()) {
            for (Callers.Kind kind : Callers.Kind.values()) {
                for (int agents : AGENTS) {
                    try (Flood flood = new Flood(Scratch.folder("pipeline"), sync, kind, agents)) {
                        flood.flood(seconds * WARM);
                        throughput.add(row(sync, kind, agents, windows(flood, seconds)));
                        if (kind == Callers.Kind.BARE && agents == AGENTS[1]) {
                            latency.add(row(sync, flood.paced(LATENCY_CALLS_PER_S, seconds)));
                        }
                    }
                }
            }
        }
        result.add(new Result.Table("Throughput, full batches; median of " + WINDOWS + " windows", throughput));
        result.add(new Result.Table(
                "Arrival published to offer ordered, at " + LATENCY_CALLS_PER_S + " calls/s", latency));
        result.note("Edge, ring, journal and core on one thread, as shipped (journal.threads=0). A BARE call:"
                + " CallArrived, LegRinging, LegAnswered, LegCleared. A call of the HOTLINE hears notice and menu,"
                + " presses a digit, is measured and recorded: CallArrived, PlayEnded, Digit, LegRinging, LegAnswered,"
                + " two LegMeasured, LegCleared, Recorded. Facts are appended to the fact log on the same thread."
                + " commands/CPU-s: by that thread's own processor time, whatever else the machine does. The latency is"
                + " counted from when the call was due.");
    }

    /** The slowest first. */
    private static List<Flood.Throughput> windows(Flood flood, double seconds) {
        List<Flood.Throughput> windows = new ArrayList<>();
        for (int i = 0; i < WINDOWS; i++) {
            windows.add(flood.flood(seconds));
        }
        windows.sort(Comparator.comparingDouble(Flood.Throughput::perSecond));
        return windows;
    }

    /** Everything but the spread is of the median window. */
    private static Map<String, Object> row(Sync sync, Callers.Kind kind, int agents, List<Flood.Throughput> windows) {
        Flood.Throughput t = windows.get(WINDOWS / 2);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sync", sync);
        row.put("call", kind);
        row.put("agents", agents);
        row.put("commands/s", t.perSecond());
        row.put("slowest", windows.getFirst().perSecond());
        row.put("fastest", windows.getLast().perSecond());
        row.put("commands/CPU-s", t.commands() / (t.cpuNs() / NS_PER_S));
        row.put("µs/call", t.tookNs() / NS_PER_US * kind.commands / t.commands());
        row.put("commands a batch", (double) t.commands() / t.batches());
        row.put("journal ns/command", (double) t.journalNs() / t.commands());
        row.put("core and facts ns/command", (double) t.coreNs() / t.commands());
        row.put("journal bytes/command", (double) t.bytes() / t.commands());
        return row;
    }

    private static Map<String, Object> row(Sync sync, long[] ns) {
        Arrays.sort(ns);
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("sync", sync);
        row.put("calls", ns.length);
        row.put("median µs", at(ns, 0.5));
        row.put("p99 µs", at(ns, 0.99));
        row.put("p99.9 µs", at(ns, 0.999));
        return row;
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1_000.0;
    }
}
