package hotswitch.ivr.script;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** Business hours in a time zone, with holidays and the weekend days that are worked for them. */
public record Calendar(ZoneId zone, List<Schedule> schedules, List<LocalDate> holidays, List<Workday> workdays) {
    /** The schedule that needs no definition: open day and night. */
    public static final String ALWAYS = "always";

    private static final long NS_PER_S = 1_000_000_000L;

    /** {@code spans}: when it is open; on a day without one it is closed. */
    public record Schedule(String name, List<Span> spans) {}

    /**
     * Minutes of the day, {@code from} included, {@code to} (1440 at the most) not. {@code day} 1 = Monday to 7;
     * 0: holidays.
     */
    public record Span(int day, int from, int to) {}

    /** A day that is worked as if it were {@code as}. */
    public record Workday(LocalDate date, DayOfWeek as) {}

    public boolean knows(String schedule) {
        return schedule.equals(ALWAYS) || find(schedule) != null;
    }

    public boolean open(String schedule, long nowNs) {
        if (schedule.equals(ALWAYS)) return true;
        Schedule hours = find(schedule);
        if (hours == null) throw new IllegalStateException("no schedule " + schedule);
        ZonedDateTime now =
                Instant.ofEpochSecond(Math.floorDiv(nowNs, NS_PER_S)).atZone(zone);
        int day = kind(now.toLocalDate());
        int minute = now.getHour() * 60 + now.getMinute();
        for (Span span : hours.spans()) {
            if (span.day() == day && minute >= span.from() && minute < span.to()) return true;
        }
        return false;
    }

    private int kind(LocalDate date) {
        for (Workday workday : workdays) {
            if (workday.date().equals(date)) return workday.as().getValue();
        }
        return holidays.contains(date) ? 0 : date.getDayOfWeek().getValue();
    }

    private Schedule find(String name) {
        for (Schedule each : schedules) {
            if (each.name().equals(name)) return each;
        }
        return null;
    }
}
