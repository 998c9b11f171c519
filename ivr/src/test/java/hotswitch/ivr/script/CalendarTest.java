package hotswitch.ivr.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
    private static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Calendar.Schedule(
                    "office",
                    List.of(
                            new Calendar.Span(3, 540, 720),
                            new Calendar.Span(3, 810, 1440),
                            new Calendar.Span(4, 0, 60),
                            new Calendar.Span(0, 600, 660)))),
            List.of(LocalDate.of(2026, 10, 1)),
            List.of(new Calendar.Workday(LocalDate.of(2026, 10, 10), DayOfWeek.WEDNESDAY)));

    @ParameterizedTest
    @CsvSource({
        "2026-01-07T08:59:59+08:00, false, Wednesday just before nine",
        "2026-01-07T09:00:00+08:00, true,  at nine",
        "2026-01-07T01:00:00Z,      true,  the same moment said in UTC",
        "2026-01-07T11:59:59+08:00, true,  last second of the morning",
        "2026-01-07T12:00:00+08:00, false, lunch",
        "2026-01-07T23:59:59+08:00, true,  until midnight",
        "2026-01-08T00:30:00+08:00, true,  and after it",
        "2026-01-09T10:00:00+08:00, false, no hours on Friday",
        "2026-10-01T09:30:00+08:00, false, a holiday has its own hours",
        "2026-10-01T10:30:00+08:00, true,  which are short",
        "2026-10-10T10:00:00+08:00, true,  a Saturday that is worked like a Wednesday",
        "2026-10-17T10:00:00+08:00, false, a plain Saturday",
    })
    void openOrClosed(String time, boolean open, String why) {
        long nowNs = ns(time);
        assertEquals(open, CALENDAR.open("office", nowNs), why);
        assertEquals(true, CALENDAR.open(Calendar.ALWAYS, nowNs));
    }

    /** 22:00 to 02:00, said as two spans; no hours on holidays, none on plain days off. */
    private static Calendar night(String zone) {
        List<Calendar.Span> spans = new ArrayList<>();
        for (int day = 1; day <= 5; day++) {
            spans.add(new Calendar.Span(day, 0, 120));
            spans.add(new Calendar.Span(day, 1320, 1440));
        }
        return new Calendar(
                ZoneId.of(zone),
                List.of(new Calendar.Schedule("night", spans)),
                List.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2), LocalDate.of(2026, 12, 31)),
                List.of(
                        new Calendar.Workday(LocalDate.of(2026, 9, 20), DayOfWeek.MONDAY),
                        new Calendar.Workday(LocalDate.of(2028, 2, 29), DayOfWeek.FRIDAY)));
    }

    /** Each day has its kind from midnight to midnight: what began before ends where another kind begins. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-30T23:59:59+08:00, true,  the last second before a holiday",
        "2026-10-01T00:00:00+08:00, false, the holiday begins at midnight and ends the night",
        "2026-10-01T23:30:00+08:00, false, the holiday's own evening",
        "2026-10-02T00:00:00+08:00, false, from one holiday into the next",
        "2026-10-02T23:59:59+08:00, false, the last second of the holidays",
        "2026-10-05T00:00:00+08:00, true,  a Monday after a plain Sunday",
        "2026-09-19T23:59:59+08:00, false, a plain Saturday",
        "2026-09-20T00:00:00+08:00, true,  a Sunday that is worked begins at midnight",
        "2026-09-20T01:59:59+08:00, true,  and has Monday's night",
        "2026-09-20T02:00:00+08:00, false, to its end",
        "2026-09-20T23:59:59+08:00, true,  the last second of the Sunday that is worked",
        "2026-09-21T00:00:00+08:00, true,  out of it into a true Monday",
        "2026-09-26T00:00:00+08:00, false, Friday's night ends with Friday",
        "2026-12-30T23:59:59+08:00, true,  the last second before the year's last day",
        "2026-12-31T00:00:00+08:00, false, a holiday over the end of a year",
        "2027-01-01T00:00:00+08:00, true,  which is no holiday unless it is named",
        "2028-02-28T23:59:59+08:00, true,  the day before 29 February",
        "2028-02-29T00:00:00+08:00, true,  29 February which is worked like a Friday",
        "2028-02-29T23:59:59+08:00, true,  to its end",
        "2028-03-01T00:00:00+08:00, true,  a Wednesday after it",
        "2027-02-28T23:30:00+08:00, false, a plain Sunday in a year without it",
        "2027-03-01T00:30:00+08:00, true,  and the Monday that follows at once",
    })
    void kindsOfDaysChangeAtMidnight(String time, boolean open, String why) {
        assertEquals(open, night("Asia/Shanghai").open("night", ns(time)), why);
    }

    /** China had summer time until 1991 and has none now: no hour is left out or had twice, whatever the season. */
    @Test
    void theZoneHasNoSummerTime() {
        Calendar china = night("Asia/Shanghai");
        Calendar fixed = night("+08:00");
        long hourNs = 3_600_000_000_000L;
        for (long at = ns("2026-01-01T00:00:00+08:00"), hours = 0; hours < 366 * 24; hours++, at += hourNs) {
            assertEquals(fixed.open("night", at), china.open("night", at), "hour " + hours);
            assertEquals(china.open("night", at), china.open("night", at + hourNs - 1), "within hour " + hours);
        }
    }

    private static long ns(String time) {
        return OffsetDateTime.parse(time).toEpochSecond() * 1_000_000_000L;
    }

    @Test
    void anUnknownScheduleIsOurMistake() {
        assertThrows(IllegalStateException.class, () -> CALENDAR.open("night", 0));
    }
}
