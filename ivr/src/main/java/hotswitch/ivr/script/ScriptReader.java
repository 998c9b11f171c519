package hotswitch.ivr.script;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads what {@link ScriptWriter} wrote; anything else is an {@link IllegalArgumentException}. */
public final class ScriptReader {
    private final List<String> prompts = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
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
        return new Script(calendar, List.copyOf(prompts), List.copyOf(flows));
    }

    private void line(String line) {
        String[] words = line.split(" ", -1);
        if (words.length < 2) throw new IllegalArgumentException("flows: " + line);
        String name = unescape(words[1]);
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
            case "step" -> flows.getLast().steps().add(new Flow.Line(name.equals("-") ? "" : name, fields.step()));
            default -> throw new IllegalArgumentException("flows: " + line);
        }
    }

    /** The {@code key=value} words of a line. */
    private static final class Fields {
        private final TreeMap<String, String> values = new TreeMap<>();

        Fields(String[] words) {
            for (int i = 2; i < words.length; i++) {
                int equals = words[i].indexOf('=');
                if (equals < 1) throw new IllegalArgumentException("flows: no value in " + words[i]);
                values.put(words[i].substring(0, equals), words[i].substring(equals + 1));
            }
        }

        Step step() {
            return switch (text("do")) {
                case "answer" -> new Step.Answer();
                case "play" -> new Step.Play(list("prompts"), flag("barge"));
                case "menu" -> new Step.Menu(ask(), choices());
                case "collect" ->
                    new Step.Collect(ask(), text("into"), number("min"), number("max"), digit(text("end")));
                case "hours" -> new Step.Hours(text("schedule"), text("open"), text("closed"));
                case "queue" -> new Step.Queue(text("queue"), number("priority"));
                case "hunt" -> new Step.Hunt();
                case "hangup" -> new Step.Hangup(text("cause"), list("prompts"));
                case "goto" -> new Step.Goto(text("to"));
                case "set" -> new Step.Set(text("name"), text("value"));
                default -> throw new IllegalArgumentException("flows: step " + text("do"));
            };
        }

        private Step.Ask ask() {
            return new Step.Ask(
                    list("prompts"),
                    flag("barge"),
                    list("noinput"),
                    list("nomatch"),
                    new Step.Tries(number("tries"), Long.parseLong(text("timeout"))),
                    text("otherwise"));
        }

        private List<Step.Choice> choices() {
            List<Step.Choice> choices = new ArrayList<>();
            for (Map.Entry<String, String> each : values.entrySet()) {
                String key = each.getKey();
                if (key.length() == 3 && key.startsWith("on")) {
                    choices.add(new Step.Choice(key.charAt(2), unescape(each.getValue())));
                }
            }
            return List.copyOf(choices);
        }

        String text(String key) {
            return unescape(raw(key));
        }

        int number(String key) {
            return Integer.parseInt(text(key));
        }

        private boolean flag(String key) {
            return Boolean.parseBoolean(text(key));
        }

        private List<String> list(String key) {
            String raw = raw(key);
            List<String> list = new ArrayList<>();
            if (!raw.isEmpty()) for (String each : raw.split(",", -1)) list.add(unescape(each));
            return List.copyOf(list);
        }

        private String raw(String key) {
            String value = values.get(key);
            if (value == null) throw new IllegalArgumentException("flows: no " + key + " in a line");
            return value;
        }
    }

    private static char digit(String text) {
        return text.isEmpty() ? 0 : text.charAt(0);
    }

    private static String unescape(String text) {
        if (text.indexOf('%') < 0) return text;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
