package hotswitch.bench.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/**
 * What a command leaves for the collector, counted and not timed: the bytes that this thread allocated over a fixed
 * number of commands, the command itself included. The compiler takes its time on a busy machine, so the script is
 * gone through again until it is in force: a load makes that longer, and the count never smaller than it is.
 */
final class GarbageTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int AGENTS = 58;
    /** Whole lives: the script of {@link Life} has eleven commands. */
    private static final int COMMANDS = 11 * 4_000;

    private static final int ROUNDS_MAX = 200;
    private static final double CEILING = 300;

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
        double least = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS_MAX && least > CEILING; round++) {
            least = Math.min(least, bytesPerCommand(centre.life()));
        }
        assertTrue(least <= CEILING, least + " bytes a command, at most " + CEILING);
    }

    private static double bytesPerCommand(Life life) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < COMMANDS; i++) {
            life.step();
        }
        return (double) (THREADS.getCurrentThreadAllocatedBytes() - before) / COMMANDS;
    }
}
