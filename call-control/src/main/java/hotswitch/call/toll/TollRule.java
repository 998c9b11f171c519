package hotswitch.call.toll;

import java.util.List;

/**
 * What seats may dial outside.
 *
 * @param seats whose rule it is; empty: everybody's for whom none before was
 * @param allowed prefixes, one of which the number must have; empty: any
 * @param forbidden prefixes that it may not have, whatever is allowed
 * @param perHour calls in any sixty minutes, 0: any number
 * @param concurrent numbers at once, several of one call too; 0: any number
 * @param fromMinute of the day at which they may begin, in China's time
 * @param untilMinute of the day from which they may not; the same as {@code fromMinute}: at any time
 * @param schedule of the calendar, with its holidays, while which they may begin besides; "": any
 */
public record TollRule(
        List<String> seats,
        List<String> allowed,
        List<String> forbidden,
        int perHour,
        int concurrent,
        int fromMinute,
        int untilMinute,
        String schedule) {
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int DAY_MINUTES = 24 * 60;
    /** China's time is eight hours ahead of UTC, all the year. */
    private static final int ZONE_MINUTES = 8 * 60;

    public TollRule {
        seats = List.copyOf(seats);
        allowed = List.copyOf(allowed);
        forbidden = List.copyOf(forbidden);
    }

    boolean isFor(String seat) {
        return seats.isEmpty() || seats.contains(seat);
    }

    /** What is forbidden stays so in each way to write it: +44, 0044, 00-44. */
    boolean permits(Destination to) {
        boolean named = allowed.isEmpty() || allowed.stream().anyMatch(to::begins);
        return named && forbidden.stream().noneMatch(each -> to.begins(each) || to.isWritten(each));
    }

    boolean isOpen(TollRules.Hours hours, long nowNs) {
        return isTimeOfDay(nowNs) && (schedule.isEmpty() || hours.open(schedule, nowNs));
    }

    private boolean isTimeOfDay(long nowNs) {
        int minute = (int) ((nowNs / MINUTE_NS + ZONE_MINUTES) % DAY_MINUTES);
        if (fromMinute == untilMinute) {
            return true;
        }
        boolean overNight = fromMinute > untilMinute;
        return overNight ? minute >= fromMinute || minute < untilMinute : minute >= fromMinute && minute < untilMinute;
    }
}
