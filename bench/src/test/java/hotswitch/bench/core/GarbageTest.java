package hotswitch.bench.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * The core leaves nothing for the collector, counted and not timed: the bytes that it allocated over a fixed number of
 * commands. An order that nobody keeps is no object once the compiler is in force, which takes its time on a busy
 * machine; so the script is gone through again until then: a load makes that longer, and the count never smaller than
 * it is.
 */
final class GarbageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int AGENTS = 58;
    /** Whole lives: the script of {@link Life} has eleven commands. */
    private static final int COMMANDS = 11 * 4_000;

    private static final int ROUNDS_MAX = 200;
    /**
     * Bytes a command: what the seven orders of a call may be where a compilation makes them objects after all. A row,
     * a fact or a request that is made for each call lies above it.
     */
    private static final double CEILING = 60;

    @Test
    void aCommandWithNobodyWaiting() throws IOException {
        staysWithinTheCeiling(0);
    }

    @Test
    void aCommandWithALine() throws IOException {
        staysWithinTheCeiling(10);
    }

    private static void staysWithinTheCeiling(int waiting) throws IOException {
        CoreState centre = new CoreState(AGENTS, waiting);
        centre.fill();
        centre.weigh(THREADS);
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && least > CEILING; round++) {
            least = Math.min(least, bytesPerCommand(centre));
        }
        assertTrue(least <= CEILING, least + " bytes a command, at most " + CEILING);
    }

    private static double bytesPerCommand(CoreState centre) {
        long before = centre.weighedBytes();
        for (int i = 0; i < COMMANDS; i++) {
            centre.life().step();
        }
        return (double) (centre.weighedBytes() - before) / COMMANDS;
    }
}
