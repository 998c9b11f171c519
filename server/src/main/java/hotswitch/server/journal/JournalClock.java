package hotswitch.server.journal;

import java.time.Instant;

/**
 * The only clock that the core ever sees: epoch nanoseconds that never go backwards. It starts at the wall clock,
 * or at the last journal entry if that is later, goes with {@code nanoTime}, and is drawn slowly to the wall
 * clock.
 */
public final class JournalClock {
    /** How fast it is drawn: 500 ppm, and 5 % when it is off by more than five seconds. */
    private static final long SLEW = 2_000;

    private static final long FAST_SLEW = 20;
    private static final long FAR_NS = 5_000_000_000L;
    private static final long LOOK_EVERY_NS = 1_000_000_000L;

    /** What time comes from. */
    public interface Source {
        long wallNs();

        long nanoTime();

        Source SYSTEM = new Source() {
            @Override
            public long wallNs() {
                Instant now = Instant.now();
                return now.getEpochSecond() * 1_000_000_000L + now.getNano();
            }

            @Override
            public long nanoTime() {
                return System.nanoTime();
            }
        };
    }

    private final Source source;
    /** Epoch = nanoTime + offset. */
    private volatile long offsetNs;

    private long lookedAtNano;
    private long lastNs;

    public JournalClock(Source source, long notBeforeNs) {
        this.source = source;
        lookedAtNano = source.nanoTime();
        lastNs = notBeforeNs;
        offsetNs = Math.max(source.wallNs(), notBeforeNs) - lookedAtNano;
    }

    /** The time for the next entry; the journaller's alone. */
    public long stamp() {
        long nano = source.nanoTime();
        if (nano - lookedAtNano >= LOOK_EVERY_NS) {
            slew(nano);
        }
        lastNs = Math.max(lastNs, nano + offsetNs);
        return lastNs;
    }

    /**
     * The time for one that comes with the entry before, in the same batch: a nanosecond later. To look at the clock
     * for each took a quarter of the journaller's own time.
     */
    public long stampNext() {
        lastNs++;
        return lastNs;
    }

    /** Without giving it to an entry: to see whether a deadline is due. */
    public long nowNs() {
        return source.nanoTime() + offsetNs;
    }

    /** When {@code nanoTime} will be there. */
    public long nanoTimeAt(long epochNs) {
        return epochNs - offsetNs;
    }

    private void slew(long nano) {
        long off = source.wallNs() - (nano + offsetNs);
        long step = (nano - lookedAtNano) / (Math.abs(off) > FAR_NS ? FAST_SLEW : SLEW);
        long offset = offsetNs;
        offsetNs = offset + Math.clamp(off, -step, step);
        lookedAtNano = nano;
    }
}
