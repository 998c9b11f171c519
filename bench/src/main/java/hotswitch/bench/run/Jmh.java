package hotswitch.bench.run;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * JMH as all its benchmarks here run: in processes with the options of this one, garbage counted. (Those options have
 * memory touched before: a page's first touch costs as much as many short operations, and lies in none of them.)
 */
public final class Jmh {
    private static final int WARM_UPS = 4;
    private static final int MEASUREMENTS = 5;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private Jmh() {}

    /** {@code seconds} of each warm-up and each measurement; {@code forks} of each set of parameters. */
    public static Collection<RunResult> run(Class<?> benchmarks, double seconds, int forks) {
        String[] own = ManagementFactory.getRuntimeMXBean().getInputArguments().toArray(String[]::new);
        TimeValue time = TimeValue.milliseconds((long) (seconds * 1_000));
        Options options = new OptionsBuilder()
                .include(benchmarks.getName())
                .addProfiler(GCProfiler.class)
                .forks(forks)
                .warmupIterations(WARM_UPS)
                .warmupTime(time)
                .measurementIterations(MEASUREMENTS)
                .measurementTime(time)
                .jvmArgs(own)
                .build();
        try {
            return new Runner(options).run();
        } catch (RunnerException e) {
            throw new IllegalStateException("JMH did not run", e);
        }
    }

    /** Bytes allocated by one operation. */
    public static double bytes(RunResult run) {
        return run.getSecondaryResults().get(GARBAGE).getScore();
    }
}
