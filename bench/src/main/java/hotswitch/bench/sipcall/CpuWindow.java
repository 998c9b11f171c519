package hotswitch.bench.sipcall;

import hotswitch.bench.result.Spread;
import hotswitch.bench.run.ProcStat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** CPU time of a server's processes over some equal windows under a steady load. */
public final class CpuWindow {
    private static final int WINDOWS = 3;

    private CpuWindow() {}

    /** µs of CPU per call in each window, at this rate of calls. */
    static Spread perCall(long[] pids, double callsPerSecond, double seconds) {
        double[] samples = new double[WINDOWS];
        for (int i = 0; i < WINDOWS; i++) {
            samples[i] = one(pids, callsPerSecond, seconds / WINDOWS);
        }
        return new Spread(samples);
    }

    /** µs of CPU per call in one window. */
    static double one(long[] pids, double callsPerSecond, double seconds) {
        long fromNs = System.nanoTime();
        long fromUs = ProcStat.cpuUs(pids);
        pause(seconds);
        double tookS = (System.nanoTime() - fromNs) / 1e9;
        return (ProcStat.cpuUs(pids) - fromUs) / (tookS * callsPerSecond);
    }

    /** Lets the load run for so long. */
    public static void pause(double seconds) {
        long endNs = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        for (long leftNs = endNs - System.nanoTime(); leftNs > 0; leftNs = endNs - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }
}
