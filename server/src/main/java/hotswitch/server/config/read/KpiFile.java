package hotswitch.server.config.read;

import hotswitch.acd.kpi.CallClass.Thresholds;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Indicator.Term;
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
    private static final List<String> COUNTERS = List.of(Counter.names());
    private static final long DAY_MS = 86_400_000L;
    private static final long WITHIN_MS = 15_000;
    private static final long SHORT_ABANDON_MS = 5_000;

    private KpiFile() {}

    public static KpiConfig read(Reading reading) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, false);
        List<KpiConfig.Definition> definitions = new ArrayList<>();
        TreeSet<String> versions = new TreeSet<>();
        for (YamlValue value : root.items("definitions")) {
            YamlMap map = value.map();
            KpiConfig.Definition definition = definition(reading, map);
            Indicator read = definition.indicator();
            if (!versions.add(read.name() + " " + read.version())) {
                String what = read.name() + " has two definitions of version " + read.version();
                reading.faults().add(map.place(), what, "give the newer one the next version", "指标版本重复");
            }
            definitions.add(definition);
            map.done();
        }
        root.done();
        return new KpiConfig(List.copyOf(definitions), DutyFile.read(reading));
    }

    private static KpiConfig.Definition definition(Reading reading, YamlMap map) {
        YamlMap target = map.map("target");
        long withinTarget = target.number("within-ms", WITHIN_MS, 0, DAY_MS);
        int before = reading.faults().faults().size();
        Indicator indicator = new Indicator(
                map.required("name"),
                map.integer("version", 1, 1, 100_000),
                day(reading, map),
                terms(map, "numerator"),
                terms(map, "denominator"),
                new Thresholds(
                        map.number("within-ms", withinTarget, 0, DAY_MS),
                        map.number("short-abandon-ms", SHORT_ABANDON_MS, 0, DAY_MS)));
        if (reading.faults().faults().size() == before) {
            check(reading, map, indicator);
        }
        return new KpiConfig.Definition(
                indicator,
                new KpiConfig.Target(
                        target.integer("per-mille", 0, 0, 1_000),
                        target.choice("per", "day", List.of("day", "month", "year"))));
    }

    private static void check(Reading reading, YamlMap map, Indicator indicator) {
        if (indicator.numerator().isEmpty() || indicator.denominator().isEmpty()) {
            return; // told already
        }
        String fault = indicator.fault();
        if (!fault.isEmpty()) {
            String mend =
                    "each call in the numerator must be in the denominator, once; see the head of the shipped file";
            reading.faults().add(map.place("numerator"), indicator.name() + " " + fault, mend, "指标定义不成立");
        }
    }

    private static long day(Reading reading, YamlMap map) {
        String from = map.required("from");
        try {
            return from.isEmpty() ? 0 : LocalDate.parse(from).toEpochDay();
        } catch (DateTimeParseException e) {
            reading.faults().add(map.place("from"), "from is \"" + from + "\"", "write a day as 2026-01-31", "日期无效");
            return 0;
        }
    }

    private static List<Term> terms(YamlMap map, String key) {
        map.required(key, "add \"" + key + ": [answered, …]\"");
        return map.items(key).stream().map(KpiFile::term).toList();
    }

    private static Term term(YamlValue value) {
        String text = value.text();
        if (text.startsWith("-") && COUNTERS.contains(text.substring(1))) {
            return new Term(Counter.of(text.substring(1)), -1);
        }
        return new Term(Counter.of(value.oneOf(COUNTERS, "look at the list of counters in the shipped kpi.yaml")), 1);
    }
}
