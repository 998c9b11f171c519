package hotswitch.server.config.read;

import hotswitch.server.config.KpiConfig;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** {@code kpi.yaml}: no indicators if it is absent. */
public final class KpiFile {
    public static final String NAME = "kpi.yaml";
    private static final List<String> COUNTERS = List.of(
            "abandoned",
            "acw-ms",
            "answered",
            "answered-in-time",
            "hold-ms",
            "line-answered",
            "logged-on-ms",
            "not-ready-ms",
            "offered",
            "on-duty-ms",
            "overflowed",
            "ready-ms",
            "self-served",
            "short-abandoned",
            "talk-ms");

    private KpiFile() {}

    public static KpiConfig read(Reading reading) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, false);
        List<KpiConfig.Definition> definitions = new ArrayList<>();
        TreeSet<String> versions = new TreeSet<>();
        for (YamlValue value : root.items("definitions")) {
            YamlMap map = value.map();
            KpiConfig.Definition definition = definition(reading, map);
            if (!versions.add(definition.name() + " " + definition.version())) {
                String what = definition.name() + " has two definitions of version " + definition.version();
                reading.faults().add(map.place(), what, "give the newer one the next version", "指标版本重复");
            }
            definitions.add(definition);
            map.done();
        }
        root.done();
        return new KpiConfig(List.copyOf(definitions));
    }

    private static KpiConfig.Definition definition(Reading reading, YamlMap map) {
        String from = map.required("from");
        try {
            if (!from.isEmpty()) LocalDate.parse(from);
        } catch (DateTimeParseException e) {
            reading.faults().add(map.place("from"), "from is \"" + from + "\"", "write a day as 2026-01-31", "日期无效");
        }
        YamlMap target = map.map("target");
        return new KpiConfig.Definition(
                map.required("name"),
                map.integer("version", 1, 1, 100_000),
                from,
                counters(map, "numerator"),
                counters(map, "denominator"),
                new KpiConfig.Target(
                        target.integer("per-mille", 0, 0, 1_000),
                        target.number("within-ms", 0, 0, 86_400_000L),
                        target.choice("per", "day", List.of("day", "month", "year"))));
    }

    private static List<String> counters(YamlMap map, String key) {
        map.required(key, "add \"" + key + ": [answered, …]\"");
        return map.items(key).stream().map(KpiFile::counter).toList();
    }

    private static String counter(YamlValue value) {
        String text = value.text();
        if (text.startsWith("-") && COUNTERS.contains(text.substring(1))) return text;
        return value.oneOf(COUNTERS, "look at the list of counters in the shipped kpi.yaml");
    }
}
