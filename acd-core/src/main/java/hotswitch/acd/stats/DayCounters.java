package hotswitch.acd.stats;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/**
 * What happened to the calls that entered one queue on one day: {@code offered = answered + abandoned + overflowed
 * + lost + calledBack + notReached + still there}. {@code shortAbandoned} is a part of abandoned,
 * {@code inServiceLevel} one of answered.
 * Lost: ended while waiting by none of the two sides (cleared by the API, no media, a restart, a fault).
 */
public final class DayCounters {
    private static final long NS_PER_HOUR = 3_600_000_000_000L;
    /** Days are those of China, UTC+8 without daylight saving. */
    private static final long OFFSET_NS = 8 * NS_PER_HOUR;

    private static final long NS_PER_DAY = 24 * NS_PER_HOUR;

    public final long day;
    public long offered;
    public long answered;
    public long inServiceLevel;
    public long abandoned;
    public long shortAbandoned;
    public long overflowed;
    public long lost;
    /** Promised; a part of offered like those who wait. */
    public long callbacks;

    public long calledBack;
    public long notReached;
    public final WaitErrors waitErrors = new WaitErrors();

    DayCounters(long day) {
        this.day = day;
    }

    public static long dayOf(long timeNs) {
        return Math.floorDiv(timeNs + OFFSET_NS, NS_PER_DAY);
    }

    /** Midnight in China, epoch ns. */
    public static long startOf(long day) {
        return day * NS_PER_DAY - OFFSET_NS;
    }

    public long stillThere() {
        return offered - answered - abandoned - overflowed - lost - calledBack - notReached;
    }

    void write(BytesWriter out) {
        out.i64(day).i64(offered).i64(answered).i64(inServiceLevel);
        out.i64(abandoned).i64(shortAbandoned).i64(overflowed).i64(lost);
        out.i64(callbacks).i64(calledBack).i64(notReached);
        waitErrors.write(out);
    }

    static DayCounters read(BytesReader in) {
        DayCounters counters = new DayCounters(in.i64());
        counters.offered = in.i64();
        counters.answered = in.i64();
        counters.inServiceLevel = in.i64();
        counters.abandoned = in.i64();
        counters.shortAbandoned = in.i64();
        counters.overflowed = in.i64();
        counters.lost = in.i64();
        counters.callbacks = in.i64();
        counters.calledBack = in.i64();
        counters.notReached = in.i64();
        counters.waitErrors.read(in);
        return counters;
    }
}
