package hotswitch.server.cli;

import hotswitch.acd.kpi.Cell;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.Slices;
import hotswitch.acd.kpi.Slices.Group;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.config.ConfigLoader;
import hotswitch.server.config.KpiConfig;
import hotswitch.server.config.LoadResult;
import hotswitch.server.cti.Times;
import hotswitch.server.kpi.KpiAnswer;
import hotswitch.server.kpi.KpiDesk;
import hotswitch.server.kpi.KpiQuery;
import hotswitch.server.store.RecordStore;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kpi}: indicators of past days as a table or CSV, with numerators and denominators. */
@Command(name = "kpi", description = "indicators, from the tables of a data folder")
public final class KpiCommand implements Callable<Integer> {
    private static final long HOUR_NS = TimeUnit.HOURS.toNanos(1);

    enum Cut {
        total,
        day,
        hour
    }

    enum By {
        all,
        queue,
        agent
    }

    @Option(names = "--conf", defaultValue = "conf", description = "configuration folder: its kpi.yaml")
    private Path conf;

    @Option(names = "--data", defaultValue = "data", description = "data folder")
    private Path data;

    @Option(names = "--from", description = "first day, 2026-11-24; today by default")
    private LocalDate from;

    @Option(names = "--to", description = "last day")
    private LocalDate to;

    @Option(names = "--definition", split = ",", description = "names; all by default")
    private List<String> names = List.of();

    @Option(names = "--version", defaultValue = "0", split = ",", description = "versions; 0: as valid on the day")
    private List<Integer> versions;

    @Option(names = "--interval", defaultValue = "total", description = "total, day or hour")
    private Cut interval;

    @Option(names = "--by", defaultValue = "all", description = "all, queue or agent")
    private By by;

    @Option(names = "--queue", defaultValue = "", description = "only this queue")
    private String queue;

    @Option(names = "--csv", description = "comma-separated values")
    private boolean csv;

    @Override
    public Integer call() {
        return switch (ConfigLoader.load(conf, List.of())) {
            case LoadResult.Faulty faulty -> {
                faulty.faults().forEach(System.err::println);
                yield 2;
            }
            case LoadResult.Loaded loaded ->
                show(loaded.config().kpi(), loaded.config().node().store().url());
        };
    }

    private int show(KpiConfig config, String url) {
        long today = LocalDate.now(ZoneOffset.ofHours(8)).toEpochDay();
        long first = from == null ? today : from.toEpochDay();
        long last = to == null ? first : to.toEpochDay();
        long cutNs = switch (interval) {
            case total -> 0;
            case day -> 24 * HOUR_NS;
            case hour -> HOUR_NS;
        };
        Group group = Group.valueOf(by.name().toUpperCase(Locale.ROOT));
        Slices slices = new Slices(DayCounters.startOf(first), DayCounters.startOf(last + 1), cutNs, group);
        long nowNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        try (RecordStore store = Tables.open(data, url)) {
            if (store == null) {
                return 2;
            }
            KpiDesk desk = new KpiDesk(store.records(), () -> config, now -> List.of());
            List<KpiAnswer> all = new ArrayList<>();
            for (String name : names.isEmpty() ? List.of("") : names) {
                all.addAll(desk.answers(new KpiQuery(name, 0, slices, queue, -1), versions, nowNs));
            }
            head();
            all.forEach(this::print);
            return 0;
        } catch (KpiDesk.Unanswerable why) {
            System.err.println(why.getMessage());
            return 2;
        }
    }

    private void head() {
        row("definition", "version", "from", "who", "numerator", "denominator", "value", "calls");
    }

    private void print(KpiAnswer answer) {
        String used = String.join(
                "+",
                answer.used().stream()
                        .map(d -> Integer.toString(d.indicator().version()))
                        .toList());
        boolean mean = answer.used().getFirst().indicator().kind() == Counter.Kind.CALL_MS;
        for (Cell cell : answer.cells().isEmpty() ? List.of(answer.total()) : answer.cells()) {
            row(
                    answer.name(),
                    used,
                    Times.inChina(cell.startNs),
                    cell.who,
                    Long.toString(cell.numerator()),
                    Long.toString(cell.denominator()),
                    value(cell, mean),
                    Long.toString(cell.calls()));
        }
    }

    private static String value(Cell cell, boolean mean) {
        if (cell.denominator() == 0) {
            return "-";
        }
        return mean
                ? cell.numerator() / cell.denominator() + " ms"
                : "%d.%02d %%".formatted(cell.perTenThousand() / 100, cell.perTenThousand() % 100);
    }

    private void row(String... cells) {
        System.out.println(
                csv
                        ? String.join(",", cells)
                        : "%-26s %-8s %-25s %-10s %14s %14s %10s %8s".formatted((Object[]) cells));
    }
}
