package hotswitch.bench.core;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** What a command costs in the core: a call's life is three of them, an arrival, an answer, a clearing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CoreLife {
    static final int COMMANDS = 3;

    /** With callers waiting the clearing comes first: the freed agent gets the head of the line, not the new caller. */
    @Benchmark
    @OperationsPerInvocation(COMMANDS)
    public void life(CoreState centre) {
        if (centre.waiting == 0) {
            centre.arrive();
            centre.answer();
            centre.clear();
        } else {
            centre.arrive();
            centre.clear();
            centre.answer();
        }
    }
}
