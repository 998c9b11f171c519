package hotswitch.bench.core;

import hotswitch.acd.config.CentreConfig;
import hotswitch.bench.result.Result;
import hotswitch.bench.run.Jmh;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/** {@code bench core}: JMH of {@code AcdCore.onCommand}, time and garbage per command, over sizes of the centre. */
public final class CoreBench {
    private static final int[] SIZES = {58, 5_800, 58_000};
    private static final int[] LINES = {0, 10, 1_000, 10_000};
    private static final int AGENTS = 5_800;
    private static final int WAITING = 10;

    private CoreBench() {}

    /** {@code seconds} of each warm-up and each measurement; forks of each size. */
    public static void run(Result result, double seconds, int forks) throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (RunResult run : Jmh.run(CoreLife.class, seconds, forks)) {
            rows.add(row(run));
        }
        result.add(new Result.Table("AcdCore.onCommand", rows));
        for (RunResult run : Jmh.run(Floor.class, seconds, forks)) {
            Map<String, Object> row = new LinkedHashMap<>();
            times(run, row);
            result.add(new Result.Table("The machine alone: arithmetic in place of a command", List.of(row)));
        }
        result.add(new Result.Table("The same commands five times: the fastest time of each", recurring()));
        result.add(new Result.Table(
                "By command; " + AGENTS + " agents, " + WAITING + " callers waiting", Costs.rows(AGENTS, WAITING)));
        result.note("A command is the next of so many lives: CallArrived (the flow answers and queues; offered if"
                + " somebody is ready), LegRinging, LegAnswered, LegCleared, SetAgentState (READY out of wrap-up or"
                + " break, which offers the first of those who wait), and for each second call SetAgentState (break)"
                + " during it. Without waiting callers all agents are ready, else all talk. Commands are made anew, as"
                + " the journal's reader makes them: those are the bytes of the first table; the last one has what the"
                + " core allocates itself. Effects are handed out and counted; an order that somebody keeps, as the"
                + " shipped edges do, is an object of 24 to 56 bytes, 7 in a call.");
        result.note("JMH SampleTime; the clock's own 20–40 ns are included. ±: of the mean, 99.9 % interval. The memory"
                + " of JMH's processes is touched before they begin: the first touch of a page costs as much as many"
                + " commands, and is not the core's.");
        result.note("The same commands five times, from the same beginning, with the same state at each: what the core"
                + " itself is slow at is slow each time at the same command; an interrupt or another guest hits another"
                + " one each time. Slow: above 5 µs. p99.9 of one time: the middle one of five.");
    }

    private static List<Map<String, Object>> recurring() throws IOException {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int agents : SIZES) {
            CentreConfig config = Centres.config(agents);
            for (int waiting : LINES) {
                rows.add(Recurring.row(config, agents, waiting));
            }
        }
        return rows;
    }

    private static Map<String, Object> row(RunResult run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agents", run.getParams().getParam("agents"));
        row.put("callers waiting", run.getParams().getParam("waiting"));
        times(run, row);
        row.put("bytes/command, its own too", Jmh.bytes(run));
        return row;
    }

    private static void times(RunResult run, Map<String, Object> row) {
        Statistics times = run.getPrimaryResult().getStatistics();
        row.put("median ns", times.getPercentile(50));
        row.put("mean ns", times.getMean());
        row.put("± ns", times.getMeanErrorAt(0.999));
        row.put("p99 ns", times.getPercentile(99));
        row.put("p99.9 ns", times.getPercentile(99.9));
        row.put("p99.99 ns", times.getPercentile(99.99));
    }
}
