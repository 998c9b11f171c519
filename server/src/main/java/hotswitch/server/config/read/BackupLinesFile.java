package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.LineConfig;
import hotswitch.server.config.text.CsvFile;
import hotswitch.server.config.text.CsvRow;
import hotswitch.server.config.text.References.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code backup-lines.csv}: the lines that are hunted; none if the file is absent. */
public final class BackupLinesFile {
    public static final String NAME = "backup-lines.csv";

    private BackupLinesFile() {}

    public static List<LineConfig> read(Reading reading) {
        List<LineConfig> lines = new ArrayList<>();
        for (CsvRow row : CsvFile.read(reading.conf(), NAME, false, List.of("line", "number", "trunk", "order"))) {
            String line = row.required("line");
            Words.name(line, "line", row.place(), reading.faults());
            Words.number(row.text("number"), row.place(), reading.faults());
            reading.references().define(Kind.LINE, line, row.place());
            reading.references().need(Kind.TRUNK, row.text("trunk"), row.place());
            lines.add(new LineConfig(line, row.text("number"), row.text("trunk"), row.number("order", 1, 100_000)));
        }
        lines.sort(Comparator.comparingInt(LineConfig::order).thenComparing(LineConfig::name));
        return List.copyOf(lines);
    }
}
