package hotswitch.ivr.script;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link ScriptWriter} wrote; anything else is an {@link IllegalArgumentException}. */
public final class ScriptReader {
    private final List<String> prompts = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final List<Script.After> after = new ArrayList<>();
    private final List<LocalDate> holidays = new ArrayList<>();
    private final List<Calendar.Workday> workdays = new ArrayList<>();
    private final List<Calendar.Schedule> schedules = new ArrayList<>();
    private ZoneId zone = ZoneId.of("Asia/Shanghai");

    private ScriptReader() {}

    public static Script read(String text) {
        ScriptReader reader = new ScriptReader();
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.get(0).equals(ScriptWriter.HEAD)) {
            throw new IllegalArgumentException("flows do not begin with \"" + ScriptWriter.HEAD + "\"");
        }
        for (String line : lines.subList(1, lines.size())) reader.line(line);
        return reader.script();
    }

    private Script script() {
        var calendar = new Calendar(zone, List.copyOf(schedules), List.copyOf(holidays), List.copyOf(workdays));
        return new Script(calendar, List.copyOf(prompts), List.copyOf(flows), List.copyOf(after));
    }

    private void line(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 2) throw new IllegalArgumentException("flows: " + line);
        String name = Fields.unescape(words[1]);
        Fields fields = new Fields(words);
        switch (words[0]) {
            case "zone" -> zone = ZoneId.of(name);
            case "holiday" -> holidays.add(LocalDate.parse(name));
            case "workday" ->
                workdays.add(new Calendar.Workday(LocalDate.parse(name), DayOfWeek.valueOf(fields.text("as"))));
            case "schedule" -> schedules.add(new Calendar.Schedule(name, new ArrayList<>()));
            case "span" ->
                schedules
                        .getLast()
                        .spans()
                        .add(new Calendar.Span(Integer.parseInt(name), fields.number("from"), fields.number("to")));
            case "prompt" -> prompts.add(name);
            case "flow" -> flows.add(new Flow(name, new ArrayList<>()));
            case "step" ->
                flows.getLast().steps().add(new Flow.Line(name.equals("-") ? "" : name, StepText.read(fields)));
            case "after" -> after.add(new Script.After(fields.text("number"), fields.text("queue"), name));
            default -> throw new IllegalArgumentException("flows: " + line);
        }
    }
}
