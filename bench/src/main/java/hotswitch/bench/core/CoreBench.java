package hotswitch.bench.core;

import hotswitch.bench.result.Result;
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

/** {@code bench core}: JMH of {@code AcdCore.onCommand}, time and garbage per command. */
public final class CoreBench {
    private static final int FORKS = 2;
    private static final int WARM_UPS = 4;
    private static final int MEASUREMENTS = 5;

    private CoreBench() {}

    /** {@code seconds} of each warm-up and each measurement. */
    public static void run(Result result, double seconds) {
        String[] opens =
                ManagementFactory.getRuntimeMXBean().getInputArguments().toArray(String[]::new);
        TimeValue time = TimeValue.milliseconds((long) (seconds * 1_000));
        Options options = new OptionsBuilder()
                .include(CoreLife.class.getName())
                .addProfiler(GCProfiler.class)
                .forks(FORKS)
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
        result.note("58 agents; a life is " + CoreLife.COMMANDS
                + " commands: CallArrived, LegAnswered, LegCleared (flow: answer, queue). ± is JMH's 99.9 % interval.");
    }

    private static Map<String, Object> row(RunResult run) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("callers waiting", run.getParams().getParam("waiting"));
        row.put("ns/command", run.getPrimaryResult().getScore());
        row.put("± ns", run.getPrimaryResult().getScoreError());
        row.put(
                "bytes/command",
                run.getSecondaryResults().get("gc.alloc.rate.norm").getScore());
        return row;
    }
}
