package hotswitch.ivr.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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
        long nowNs = OffsetDateTime.parse(time).toEpochSecond() * 1_000_000_000L;
        assertEquals(open, CALENDAR.open("office", nowNs), why);
        assertEquals(true, CALENDAR.open(Calendar.ALWAYS, nowNs));
    }

    @Test
    void anUnknownScheduleIsOurMistake() {
        assertThrows(IllegalStateException.class, () -> CALENDAR.open("night", 0));
    }
}
