package hotswitch.ivr.script;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The canonical text of flows: a line per thing, {@code kind name key=value …}, always in the same order, so that
 * equal flows have equal text. {@link ScriptReader} reads it.
 */
public final class ScriptWriter {
    static final String HEAD = "hotswitch-flows 2";
    private final StringBuilder out = new StringBuilder(4096);

    ScriptWriter() {}

    public static String write(Script script) {
        ScriptWriter writer = new ScriptWriter();
        writer.out.append(HEAD).append('\n');
        writer.calendar(script.calendar());
        script.prompts().stream()
                .sorted()
                .forEach(name -> writer.begin("prompt", name).end());
        for (Flow flow : script.flows()) writer.flow(flow);
        for (Script.After after : script.after()) {
            writer.begin("after", after.flow())
                    .put("number", after.number())
                    .put("queue", after.queue())
                    .end();
        }
        return writer.out.toString();
    }

    /** One flow alone: what its content hash is made of. */
    public static String write(Flow flow) {
        ScriptWriter writer = new ScriptWriter();
        writer.flow(flow);
        return writer.out.toString();
    }

    private void flow(Flow flow) {
        begin("flow", flow.name()).end();
        for (Flow.Line line : flow.steps()) {
            begin("step", line.label().isEmpty() ? "-" : line.label());
            StepText.write(line.step(), this);
            end();
        }
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

    private ScriptWriter begin(String kind, String name) {
        out.append(kind).append(' ').append(escape(name));
        return this;
    }

    ScriptWriter put(String key, String value) {
        out.append(' ').append(key).append('=').append(escape(value));
        return this;
    }

    ScriptWriter put(String key, long value) {
        return put(key, Long.toString(value));
    }

    ScriptWriter flag(String key, boolean value) {
        return put(key, Boolean.toString(value));
    }

    ScriptWriter list(String key, List<String> values) {
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
