package hotswitch.bench.core;

import hotswitch.bench.result.Result;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** {@code bench core}: JMH of {@code AcdCore.onCommand}, time and garbage per command, over sizes of the centre. */
public final class CoreBench {
    private static final int WARM_UPS = 4;
    private static final int MEASUREMENTS = 5;
    private static final int AGENTS = 5_800;
    private static final int WAITING = 10;

    private CoreBench() {}

    /** {@code seconds} of each warm-up and each measurement; forks of each size. */
    public static void run(Result result, double seconds, int forks) throws IOException {
        String[] opens =
                ManagementFactory.getRuntimeMXBean().getInputArguments().toArray(String[]::new);
        TimeValue time = TimeValue.milliseconds((long) (seconds * 1_000));
        Options options = new OptionsBuilder()
                .include(CoreLife.class.getName())
                .addProfiler(GCProfiler.class)
                .forks(forks)
                .warmupIterations(WARM_UPS)
                .warmupTime(time)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(time)
                .jvmArgs(opens)
                .build();
        List<Map<String, Object>> rows = new ArrayList<>();
        try {
            for (RunResult run : new Runner(options).run()) {
                rows.add(row(run));
            }
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH did not run", e);
        }
        result.add(new Result.Table("AcdCore.onCommand", rows));
        result.add(new Result.Table(
                "By command; " + AGENTS + " agents, " + WAITING + " callers waiting", Costs.rows(AGENTS, WAITING)));
        result.note("A command is the next of so many lives: CallArrived (the flow answers and queues; offered if"
                + " somebody is ready), LegRinging, LegAnswered, LegCleared, SetAgentState (READY out of wrap-up or"
                + " break, which offers the first of those who wait), and for each second call SetAgentState (break)"
                + " during it. Without waiting callers all agents are ready, else all talk. Commands are made anew, as"
                + " the journal's reader makes them; effects are handed out and dropped.");
        result.note("JMH SampleTime; the clock's own 20–40 ns are included. ±: of the mean, 99.9 % interval.");
    }

    private static Map<String, Object> row(RunResult run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("agents", run.getParams().getParam("agents"));
        row.put("callers waiting", run.getParams().getParam("waiting"));
        Statistics times = run.getPrimaryResult().getStatistics();
        row.put("median ns", times.getPercentile(50));
        row.put("mean ns", times.getMean());
        row.put("± ns", times.getMeanErrorAt(0.999));
        row.put("p99 ns", times.getPercentile(99));
        row.put("p99.9 ns", times.getPercentile(99.9));
        row.put("p99.99 ns", times.getPercentile(99.99));
        row.put(
                "bytes/command",
                run.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        return row;
    }
}
