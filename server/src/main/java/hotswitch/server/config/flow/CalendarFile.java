package hotswitch.server.config.flow;

import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Calendar.Schedule;
import hotswitch.ivr.script.Calendar.Span;
import hotswitch.ivr.script.Calendar.Workday;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.read.Words;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** {@code calendar.yaml}: schedules, holidays, days off that are worked. Absent: no schedule but {@code always}. */
public final class CalendarFile {
    public static final String NAME = "calendar.yaml";
    private static final List<String> DAYS = List.of("holiday", "mon", "tue", "wed", "thu", "fri", "sat", "sun");
    private static final int DAYS_MAX = 366;
    private static final String TIME = "([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00";
    private final Reading reading;

    private CalendarFile(Reading reading) {
        this.reading = reading;
    }

    public static Calendar read(Reading reading) {
        return new CalendarFile(reading).calendar(YamlFile.read(reading.conf(), NAME, false));
    }

    private Calendar calendar(YamlMap root) {
        ZoneId zone = zone(root);
        YamlMap named = root.map("schedules");
        List<Schedule> schedules = new ArrayList<>();
        reading.references().mention(Kind.SCHEDULE, Calendar.ALWAYS, root.place());
        for (String name : named.keys()) {
            reading.references().mention(Kind.SCHEDULE, name, named.place(name));
            Words.name(name, "schedule", named.place(name), reading.faults());
            if (name.equals(Calendar.ALWAYS)) {
                fault(
                        named.place(name),
                        "the schedule always cannot be changed",
                        "give yours another name",
                        "always 为内置");
            }
            schedules.add(new Schedule(name, spans(named.map(name))));
        }
        schedules.sort(Comparator.comparing(Schedule::name));
        TreeSet<LocalDate> holidays = new TreeSet<>();
        for (YamlValue value : root.items("holidays")) holidays(value.map(), holidays);
        List<Workday> workdays = new ArrayList<>();
        for (YamlValue value : root.items("workdays")) workday(value.map(), holidays, workdays);
        workdays.sort(Comparator.comparing(Workday::date));
        root.done();
        return new Calendar(zone, List.copyOf(schedules), List.copyOf(holidays), List.copyOf(workdays));
    }

    private ZoneId zone(YamlMap root) {
        String zone = root.text("zone", "Asia/Shanghai");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            fault(root.place("zone"), "there is no time zone " + zone, "write one as Asia/Shanghai", "时区无效");
            return ZoneId.of("Asia/Shanghai");
        }
    }

    private List<Span> spans(YamlMap map) {
        List<Span> spans = new ArrayList<>();
        for (String key : map.keys()) {
            List<YamlValue> items = map.items(key);
            int dash = key.indexOf('-');
            int first = day(dash < 0 ? key : key.substring(0, dash), map.place(key));
            int last = dash < 0 ? first : day(key.substring(dash + 1), map.place(key));
            if (first > last || (dash > 0 && first == 0)) {
                fault(map.place(key), key + " is no span of days", "write the earlier day first, as mon-fri", "星期范围无效");
            }
            for (YamlValue item : items) days(first, last, item, spans);
        }
        spans.sort(Comparator.comparingInt(Span::day).thenComparingInt(Span::from));
        return List.copyOf(spans);
    }

    /** The same hours on each of these days; told once where they meet others. */
    private void days(int first, int last, YamlValue item, List<Span> spans) {
        int from = spans.size();
        for (int day = first; day <= last; day++) span(day, item, spans);
        for (Span added : spans.subList(from, spans.size())) {
            Span other = overlapped(added, spans.subList(0, from));
            if (other != null) {
                String met = time(other.from()) + "-" + time(other.to()) + " on " + DAYS.get(added.day());
                String what = "is \"" + item.text() + "\" and overlaps with " + met;
                item.fault(what, "join them, or let one end earlier", "时间段重叠");
                return;
            }
        }
    }

    private static Span overlapped(Span span, List<Span> others) {
        for (Span other : others) {
            if (other.day() == span.day() && other.from() < span.to() && span.from() < other.to()) return other;
        }
        return null;
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private int day(String word, Place place) {
        int day = DAYS.indexOf(word);
        if (day < 0) fault(place, "\"" + word + "\" is no day", "write mon tue wed thu fri sat sun or holiday", "星期无效");
        return Math.max(day, 0);
    }

    private void span(int day, YamlValue value, List<Span> spans) {
        String[] times = value.text().split("-", -1);
        if (times.length == 2
                && times[0].strip().matches(TIME)
                && times[1].strip().matches(TIME)) {
            int from = minute(times[0].strip());
            int to = minute(times[1].strip());
            if (from < to) {
                spans.add(new Span(day, from, to));
                return;
            }
            value.fault(
                    "is \"" + value.text() + "\", and ends before it begins",
                    "let hours over midnight end at 24:00 and go on from 00:00 on the next day",
                    "跨零点请分两天写");
            return;
        }
        value.fault("is \"" + value.text() + "\"", "write \"08:30-12:00\", from 00:00 to 24:00 of one day", "时间段无效");
    }

    private static int minute(String time) {
        int colon = time.indexOf(':');
        return Integer.parseInt(time.substring(0, colon)) * 60 + Integer.parseInt(time.substring(colon + 1));
    }

    private void holidays(YamlMap map, Set<LocalDate> holidays) {
        LocalDate from = date(map, "from");
        LocalDate to = map.has("to") ? date(map, "to") : from;
        map.text("name", "");
        map.done();
        if (from == null || to == null) return;
        if (to.isBefore(from) || from.plusDays(DAYS_MAX).isBefore(to)) {
            fault(
                    map.place(),
                    "the holiday ends on " + to + " and begins on " + from,
                    "let it end later, within a year",
                    "假期范围无效");
            return;
        }
        from.datesUntil(to.plusDays(1)).forEach(holidays::add);
    }

    private void workday(YamlMap map, Set<LocalDate> holidays, List<Workday> workdays) {
        LocalDate date = date(map, "date");
        int as = day(map.text("as", "mon"), map.place("as"));
        map.done();
        if (date == null || as == 0) return;
        if (holidays.contains(date)) {
            fault(map.place(), date + " is a holiday and a workday", "remove one", "该日既是假日又是工作日");
        }
        if (workdays.stream().anyMatch(day -> day.date().equals(date))) {
            fault(map.place(), date + " stands twice", "remove one", "日期重复");
        }
        workdays.add(new Workday(date, DayOfWeek.of(as)));
    }

    /** Null after a fault. */
    private LocalDate date(YamlMap map, String key) {
        String text = map.required(key);
        if (text.isEmpty()) return null;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            fault(map.place(key), "there is no day \"" + text + "\"", "write it as 2026-01-31", "日期无效");
            return null;
        }
    }

    private void fault(Place place, String what, String mend, String zh) {
        reading.faults().add(place, what, mend, zh);
    }
}
