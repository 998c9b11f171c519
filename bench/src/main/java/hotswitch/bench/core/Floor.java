package hotswitch.bench.core;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.infra.Blackhole;

/** As long as a command, and nothing but arithmetic: what the machine itself adds (interrupts, other guests). */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Floor {
    private static final long TOKENS = 300;

    @Benchmark
    public void arithmetic() {
        Blackhole.consumeCPU(TOKENS);
    }
}
