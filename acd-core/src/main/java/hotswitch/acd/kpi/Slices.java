package hotswitch.acd.kpi;

import hotswitch.acd.stats.DayCounters;

/**
 * How a period is cut: from and to in epoch ns (to excluded), into intervals of so many ns that begin with the day in
 * China (0: the whole period), and by whom.
 */
public record Slices(long fromNs, long toNs, long intervalNs, Group group) {
    /** ALL: one row for each interval. */
    public enum Group {
        ALL,
        QUEUE,
        AGENT
    }

    public boolean contains(long timeNs) {
        return timeNs >= fromNs && timeNs < toNs;
    }

    /** Where the interval begins in which this moment lies. */
    public long startOf(long timeNs) {
        if (intervalNs == 0) {
            return fromNs;
        }
        long dayNs = DayCounters.startOf(DayCounters.dayOf(timeNs));
        return Math.max(fromNs, timeNs - Math.floorMod(timeNs - dayNs, intervalNs));
    }

    /** Where it ends: at the latest with the day or the period. */
    public long endOf(long startNs) {
        if (intervalNs == 0) {
            return toNs;
        }
        long day = DayCounters.dayOf(startNs);
        long dayNs = DayCounters.startOf(day);
        long end = startNs - Math.floorMod(startNs - dayNs, intervalNs) + intervalNs;
        return Math.min(toNs, Math.min(end, DayCounters.startOf(day + 1)));
    }
}
