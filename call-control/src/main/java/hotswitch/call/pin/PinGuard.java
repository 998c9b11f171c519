package hotswitch.call.pin;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a PIN may be tried: after five wrong ones at a seat, or for an agent wherever it is tried, none is looked
 * at for a minute, and after each further one for twice as long, up to about an hour. A right one ends the count, and
 * so does a day without a wrong one. Owned by the signalling loop; as many counts as there are seats and agents.
 */
public final class PinGuard {
    private static final int FREE = 5;
    private static final int DOUBLINGS_MAX = 6;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final long FORGOTTEN_NS = 24 * 60 * MINUTE_NS;
    private final SortedMap<String, Count> counts = new TreeMap<>();

    private static final class Count {
        int wrong;
        long lastNs;
        long untilNs;
    }

    /** Nothing is looked at that is tried for this one now. */
    public boolean locks(String who, long nowNs) {
        Count count = counts.get(who);
        return count != null && nowNs < count.untilNs;
    }

    /** A PIN was wrong; seconds for which nothing is looked at now, 0: more may be tried. */
    public long wrong(String who, long nowNs) {
        Count count = counts.computeIfAbsent(who, first -> new Count());
        if (nowNs - count.lastNs > FORGOTTEN_NS) {
            count.wrong = 0;
        }
        count.lastNs = nowNs;
        count.wrong++;
        if (count.wrong < FREE) {
            return 0;
        }
        long waitNs = MINUTE_NS << Math.min(count.wrong - FREE, DOUBLINGS_MAX);
        count.untilNs = nowNs + waitNs;
        return waitNs / 1_000_000_000L;
    }

    public void right(String who) {
        counts.remove(who);
    }
}
