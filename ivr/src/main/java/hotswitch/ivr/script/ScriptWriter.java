package hotswitch.ivr.script;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The canonical text of flows: a line per thing, {@code kind name key=value …}, always in the same order, so that
 * equal flows
 * have equal text. {@link ScriptReader} reads it.
 */
public final class ScriptWriter {
    static final String HEAD = "hotswitch-flows 1";
    private final StringBuilder out = new StringBuilder(4096);

    private ScriptWriter() {}

    public static String write(Script script) {
        ScriptWriter writer = new ScriptWriter();
        writer.out.append(HEAD).append('\n');
        writer.calendar(script.calendar());
        script.prompts().stream()
                .sorted()
                .forEach(name -> writer.begin("prompt", name).end());
        for (Flow flow : script.flows()) {
            writer.begin("flow", flow.name()).end();
            for (Flow.Line line : flow.steps()) writer.step(line);
        }
        return writer.out.toString();
    }

    private void calendar(Calendar calendar) {
        begin("zone", calendar.zone().getId()).end();
        for (var day : calendar.holidays()) begin("holiday", day.toString()).end();
        for (var day : calendar.workdays()) {
            begin("workday", day.date().toString()).put("as", day.as().name()).end();
        }
        for (var schedule : calendar.schedules()) {
            begin("schedule", schedule.name()).end();
            for (var span : schedule.spans()) {
                begin("span", Integer.toString(span.day()))
                        .put("from", Integer.toString(span.from()))
                        .put("to", Integer.toString(span.to()))
                        .end();
            }
        }
    }

    private void step(Flow.Line line) {
        begin("step", line.label().isEmpty() ? "-" : line.label());
        switch (line.step()) {
            case Step.Answer() -> put("do", "answer");
            case Step.Play(var prompts, var barge) ->
                put("do", "play").list("prompts", prompts).flag("barge", barge);
            case Step.Menu(var ask, var choices) -> {
                put("do", "menu").ask(ask);
                for (var choice : choices) put("on" + choice.digit(), choice.target());
            }
            case Step.Collect c ->
                put("do", "collect")
                        .ask(c.ask())
                        .put("into", c.into())
                        .put("min", Integer.toString(c.min()))
                        .put("max", Integer.toString(c.max()))
                        .put("end", c.terminator() == 0 ? "" : String.valueOf(c.terminator()));
            case Step.Hours(var name, var open, var closed) ->
                put("do", "hours").put("schedule", name).put("open", open).put("closed", closed);
            case Step.Queue(var queue, var priority) ->
                put("do", "queue").put("queue", queue).put("priority", Integer.toString(priority));
            case Step.Hunt() -> put("do", "hunt");
            case Step.Hangup(var cause, var prompts) ->
                put("do", "hangup").put("cause", cause).list("prompts", prompts);
            case Step.Goto(var target) -> put("do", "goto").put("to", target);
            case Step.Set(var name, var value) ->
                put("do", "set").put("name", name).put("value", value);
        }
        end();
    }

    private ScriptWriter ask(Step.Ask ask) {
        return list("prompts", ask.prompts())
                .flag("barge", ask.bargeIn())
                .list("noinput", ask.noInput())
                .list("nomatch", ask.noMatch())
                .put("tries", Integer.toString(ask.tries().max()))
                .put("timeout", Long.toString(ask.tries().timeoutMs()))
                .put("otherwise", ask.otherwise());
    }

    private ScriptWriter begin(String kind, String name) {
        out.append(kind).append(' ').append(escape(name));
        return this;
    }

    private ScriptWriter put(String key, String value) {
        out.append(' ').append(key).append('=').append(escape(value));
        return this;
    }

    private ScriptWriter flag(String key, boolean value) {
        return put(key, Boolean.toString(value));
    }

    private ScriptWriter list(String key, List<String> values) {
        out.append(' ').append(key).append('=');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) out.append(',');
            out.append(escape(values.get(i)));
        }
        return this;
    }

    private void end() {
        out.append('\n');
    }

    /** Percent-encoding of everything that could be taken for structure, and of all that is not ASCII. */
    private static String escape(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b > ' ' && b < 127 && b != '%' && b != ',' && b != '=') escaped.append((char) b);
            else escaped.append('%').append("%02X".formatted(b & 0xff));
        }
        return escaped.toString();
    }
}
