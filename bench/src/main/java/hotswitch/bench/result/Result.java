package hotswitch.bench.result;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** One benchmark's outcome: where it was measured, and tables; as JSON for programs and Markdown for people. */
public final class Result {
    private final String name;
    private final String command;
    private final Map<String, Object> machine = Machine.now();
    private final List<Table> tables = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** Every row has the same columns in the same order. */
    public record Table(String title, List<Map<String, Object>> rows) {}

    public Result(String name, String command) {
        this.name = name;
        this.command = command;
    }

    public void add(Table table) {
        tables.add(table);
    }

    /** A sentence under the tables. */
    public void note(String sentence) {
        notes.add(sentence);
    }

    /** Writes {@code NAME.json} and {@code NAME.md}, and prints the latter. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("benchmark", name);
        all.put("command", command);
        all.put("machine", machine);
        tables.forEach(table -> all.put(table.title, table.rows));
        all.put("notes", notes);
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        Files.writeString(folder.resolve(name + ".json"), json.writeValueAsString(all) + "\n");
        Files.writeString(folder.resolve(name + ".md"), markdown());
        System.out.println(markdown());
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("# " + name + "\n\n`" + command + "`\n\n");
        machine.forEach((what, value) ->
                text.append("* ").append(what).append(": ").append(value).append('\n'));
        for (Table table : tables) {
            text.append("\n## ").append(table.title).append("\n\n");
            table(text, table.rows);
        }
        notes.forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private static void table(StringBuilder text, List<Map<String, Object>> rows) {
        List<String> columns = List.copyOf(rows.getFirst().keySet());
        text.append("| ").append(String.join(" | ", columns)).append(" |\n|");
        text.append("---|".repeat(columns.size())).append('\n');
        for (Map<String, Object> row : rows) {
            String cells = columns.stream().map(c -> cell(row.get(c))).collect(Collectors.joining(" | "));
            text.append("| ").append(cells).append(" |\n");
        }
    }

    private static String cell(Object value) {
        return switch (value) {
            case Double number when Math.abs(number) >= 100 -> String.format(Locale.ROOT, "%.0f", number);
            case Double number when Math.abs(number) >= 10 -> String.format(Locale.ROOT, "%.1f", number);
            case Double number -> String.format(Locale.ROOT, "%.2f", number);
            case null -> "";
            default -> value.toString();
        };
    }
}
