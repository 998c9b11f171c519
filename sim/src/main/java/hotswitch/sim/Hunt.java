package hotswitch.sim;

import hotswitch.sim.world.Log;
import java.util.function.Consumer;

/** One life after the other. */
public final class Hunt {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long LINE_EVERY_NS = 60 * NS_PER_S;
    private final long first;
    private final long count;
    private final long seconds;
    private long lives;
    private long callers;
    private long commands;
    private long crashes;
    private Coverage coverage;
    private long mostNs = Long.MAX_VALUE;

    /** {@code seconds} 0: as drawn for each. */
    public Hunt(long firstSeed, long count, long seconds) {
        this.first = firstSeed;
        this.count = count;
        this.seconds = seconds;
    }

    /** No further life begins after so many seconds of real time. */
    public Hunt forSeconds(long atMost) {
        mostNs = atMost * NS_PER_S;
        return this;
    }

    /** Counts which command met which state in all lives. */
    Hunt counted(Coverage into) {
        coverage = into;
        return this;
    }

    /** Up to the first failure, which is returned; null if there was none. */
    public Life.Outcome run(Consumer<String> out) {
        long beganNs = System.nanoTime();
        long saidNs = beganNs;
        Life.Outcome failed = null;
        out.accept("seeds from " + first);
        while (failed == null && lives < count && System.nanoTime() - beganNs < mostNs) {
            Life life = new Life(Options.draw(first + lives, seconds), Cut.NONE, Log.NONE);
            Life.Outcome outcome = (coverage == null ? life : life.counted(coverage)).live();
            lives++;
            callers += outcome.callers();
            commands += outcome.commands();
            crashes += outcome.crashes();
            failed = outcome.failure() == null ? null : outcome;
            if (System.nanoTime() - saidNs >= LINE_EVERY_NS) {
                saidNs = System.nanoTime();
                out.accept(summary(saidNs - beganNs));
            }
        }
        out.accept(summary(System.nanoTime() - beganNs));
        return failed;
    }

    private String summary(long tookNs) {
        return "%d lives, %d callers, %d commands, %d crashes in %d s"
                .formatted(lives, callers, commands, crashes, tookNs / NS_PER_S);
    }
}
