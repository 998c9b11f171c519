package hotswitch.sim.signal;

import java.util.function.Consumer;

/** One life of the signalling world after the other. */
public final class SignalHunt {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long LINE_EVERY_NS = 60 * NS_PER_S;
    /** So many lives are lived twice: the same seed must give the same messages. */
    private static final int TWICE_EVERY = 10;

    private final long first;
    private final long count;
    private final long seconds;
    private long mostNs = Long.MAX_VALUE;
    private long lives;
    private long callers;
    private long messages;
    private long crashes;
    private SignalLife.Outcome failed;

    /** {@code seconds} 0: as usual. */
    public SignalHunt(long firstSeed, long count, long seconds) {
        this.first = firstSeed;
        this.count = count;
        this.seconds = seconds;
    }

    /** No further life begins after so many seconds of real time. */
    public SignalHunt forSeconds(long atMost) {
        mostNs = atMost * NS_PER_S;
        return this;
    }

    /** Up to the first failure, whose text is returned; "" if there was none. */
    public String run(Consumer<String> out) {
        long beganNs = System.nanoTime();
        long saidNs = beganNs;
        String failure = "";
        out.accept("seeds from " + first);
        while (failure.isEmpty() && lives < count && System.nanoTime() - beganNs < mostNs) {
            failure = live(first + lives);
            if (System.nanoTime() - saidNs >= LINE_EVERY_NS) {
                saidNs = System.nanoTime();
                out.accept(summary(saidNs - beganNs));
            }
        }
        out.accept(summary(System.nanoTime() - beganNs));
        return failure;
    }

    /** The life that failed, null: none did, or only by being another one the second time. */
    public SignalLife.Outcome failed() {
        return failed;
    }

    private String live(long seed) {
        SignalOptions options = SignalOptions.draw(seed, seconds);
        SignalLife.Outcome outcome = new SignalLife(options, null).live();
        lives++;
        callers += outcome.callers();
        messages += outcome.messages();
        crashes += outcome.crashes();
        if (outcome.failure() != null) {
            failed = outcome;
            return outcome.failure().getMessage();
        }
        boolean same =
                lives % TWICE_EVERY != 0 || new SignalLife(options, null).live().trace() == outcome.trace();
        return same ? "" : "SEED=" + seed + " S7 at the end: other messages the second time";
    }

    private String summary(long tookNs) {
        return "%d lives, %d callers, %d messages, %d crashes in %d s"
                .formatted(lives, callers, messages, crashes, tookNs / NS_PER_S);
    }
}
