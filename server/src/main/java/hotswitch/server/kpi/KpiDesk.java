package hotswitch.server.kpi;

import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.kpi.CallClass;
import hotswitch.acd.kpi.CallRow;
import hotswitch.acd.kpi.Cell;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.FactFold;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Indicator.Verdict;
import hotswitch.acd.kpi.Slices;
import hotswitch.acd.kpi.Tally;
import hotswitch.acd.stats.DayCounters;
import hotswitch.server.config.KpiConfig;
import hotswitch.server.config.KpiConfig.Definition;
import hotswitch.server.store.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * Counts day by day, from the tables. The tables are kept longer than the journal, so that the past can be counted
 * again by another definition; what a closed day came to is remembered. Blocking.
 */
public final class KpiDesk {
    /** A wrap-up, and a call that began on a day, ends so long after that day at the latest: then it is closed. */
    private static final long AFTERWARDS_NS = 12 * 3_600_000_000_000L;

    private static final int DAYS_HELD = 4;
    private static final int SUMS_HELD = 10_000;
    private static final int DAYS_MAX = 800;

    private final Records records;
    private final Supplier<KpiConfig> config;
    private final LongFunction<List<AgentSpan>> open;
    private final Map<Long, Day> days = new Recent<>(DAYS_HELD);
    private final Map<Sum, List<Cell>> sums = new Recent<>(SUMS_HELD);

    private record Day(List<CallRow> rows, List<AgentSpan> spans) {}

    private record Sum(Indicator indicator, KpiQuery query) {}

    /** A call of a cell, and what the definition makes of it. */
    public record Drilled(CallRow row, CallClass found, Verdict verdict) {}

    /** A question that cannot be answered. */
    public static final class Unanswerable extends RuntimeException {
        Unanswerable(String why) {
            super(why, null, false, false);
        }
    }

    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        private final int max;

        Recent(int max) {
            super(16, 0.75f, true);
            this.max = max;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > max;
        }
    }

    /** {@code open}: the agents' states that have not ended by now (epoch ns). */
    public KpiDesk(Records records, Supplier<KpiConfig> config, LongFunction<List<AgentSpan>> open) {
        this.records = records;
        this.config = config;
        this.open = open;
    }

    public KpiConfig config() {
        return config.get();
    }

    /**
     * The versions of a definition side by side; where none is named ("") of all definitions, without those that have
     * no such version or none for this period. Throws {@link Unanswerable} where nothing is left.
     */
    public synchronized List<KpiAnswer> answers(KpiQuery query, List<Integer> versions, long nowNs) {
        if (!query.definition().isEmpty()) {
            return versions.stream()
                    .map(version -> answer(query.of(query.definition(), version), nowNs))
                    .toList();
        }
        List<KpiAnswer> all = new ArrayList<>();
        for (String name : config.get().names()) {
            for (int version : versions) {
                boolean known = version == 0 || config.get().version(name, version) != null;
                KpiAnswer answer = known ? counted(query.of(name, version), nowNs) : null;
                if (answer != null) {
                    all.add(answer);
                }
            }
        }
        if (all.isEmpty()) {
            throw new Unanswerable("no definition has a version "
                    + String.join(
                            " or ",
                            versions.stream()
                                    .map(v -> v == 0 ? "for this period" : "" + v)
                                    .toList()));
        }
        return all;
    }

    /** Throws {@link Unanswerable} on an unknown name or version, or too long a period. */
    public synchronized KpiAnswer answer(KpiQuery query, long nowNs) {
        KpiAnswer answer = counted(query, nowNs);
        if (answer == null) {
            throw new Unanswerable("no version of " + query.definition() + " is valid in this period");
        }
        return answer;
    }

    /** Null if no version is valid in this period. */
    private KpiAnswer counted(KpiQuery query, long nowNs) {
        List<Definition> used = new ArrayList<>();
        Map<String, Cell> cells = new TreeMap<>();
        Slices whole = query.slices();
        Cell total = Tally.empty(whole.fromNs(), whole.toNs());
        for (KpiQuery part : byDay(query)) {
            Definition definition = definition(query, part.slices().fromNs());
            if (definition == null) {
                continue;
            }
            if (!used.contains(definition)) {
                used.add(definition);
            }
            for (Cell cell : cells(definition.indicator(), part, nowNs)) {
                long startNs = whole.intervalNs() == 0 ? whole.fromNs() : cell.startNs;
                long endNs = whole.intervalNs() == 0 ? whole.toNs() : cell.endNs;
                cells.computeIfAbsent(
                                "%020d %s".formatted(startNs, cell.who), k -> Tally.empty(startNs, endNs, cell.who))
                        .add(cell);
                total.add(cell);
            }
        }
        return used.isEmpty() ? null : new KpiAnswer(used, List.copyOf(cells.values()), total);
    }

    /** The calls of a question, each with its class: they add up to its total. */
    public synchronized List<Drilled> calls(KpiQuery query, long nowNs) {
        List<Drilled> all = new ArrayList<>();
        for (KpiQuery part : byDay(query)) {
            Definition definition = definition(query, part.slices().fromNs());
            if (definition == null) {
                continue;
            }
            Indicator indicator = definition.indicator();
            for (CallRow row : day(part.slices(), nowNs).rows) {
                if (query.takes(row)
                        && part.slices().contains(row.record().times().arrivedNs())) {
                    CallClass found = CallClass.of(row, indicator.thresholds());
                    all.add(new Drilled(row, found, indicator.verdict(found)));
                }
            }
        }
        return all;
    }

    private List<Cell> cells(Indicator indicator, KpiQuery part, long nowNs) {
        if (indicator.kind() == Counter.Kind.AGENT_MS && !part.queue().isEmpty()) {
            throw new Unanswerable(indicator.name() + " is of agents, who serve several queues: leave queue away");
        }
        Sum sum = new Sum(indicator, part);
        List<Cell> known = sums.get(sum);
        if (known != null) {
            return known;
        }
        List<Cell> counted = count(indicator, part, nowNs);
        if (closed(part.slices(), nowNs)) {
            sums.put(sum, counted);
        }
        return counted;
    }

    private List<Cell> count(Indicator indicator, KpiQuery part, long nowNs) {
        Day day = day(part.slices(), nowNs);
        Tally tally = new Tally(indicator, part.slices());
        if (indicator.kind() == Counter.Kind.AGENT_MS) {
            day.spans.stream().filter(s -> takes(part, s)).forEach(tally::add);
            config.get().roster().stream().filter(s -> takes(part, s)).forEach(tally::duty);
        } else {
            day.rows.stream().filter(part::takes).forEach(tally::add);
        }
        return tally.cells();
    }

    private static boolean takes(KpiQuery query, AgentSpan span) {
        return query.agent() < 0 || query.agent() == span.agent();
    }

    private Day day(Slices part, long nowNs) {
        long number = DayCounters.dayOf(part.fromNs());
        Day held = days.get(number);
        if (held != null) {
            return held;
        }
        long fromNs = DayCounters.startOf(number);
        long toNs = DayCounters.startOf(number + 1);
        List<AgentSpan> spans = new ArrayList<>(records.spans(fromNs, toNs + AFTERWARDS_NS));
        if (!closed(part, nowNs)) {
            spans.addAll(open.apply(nowNs));
        }
        List<CallRow> rows = FactFold.rows(
                records.arrivedIn(fromNs, toNs), spans, records.served(fromNs, toNs), records.messages(fromNs, toNs));
        Day day = new Day(rows, spans);
        if (closed(part, nowNs)) {
            days.put(number, day);
        }
        return day;
    }

    private static boolean closed(Slices part, long nowNs) {
        return DayCounters.startOf(DayCounters.dayOf(part.fromNs()) + 1) + AFTERWARDS_NS < nowNs;
    }

    private Definition definition(KpiQuery query, long timeNs) {
        KpiConfig known = config.get();
        if (query.version() == 0) {
            return known.valid(query.definition(), DayCounters.dayOf(timeNs));
        }
        Definition found = known.version(query.definition(), query.version());
        if (found == null) {
            throw new Unanswerable("there is no version " + query.version() + " of " + query.definition());
        }
        return found;
    }

    private List<KpiQuery> byDay(KpiQuery query) {
        if (!config.get().names().contains(query.definition())) {
            throw new Unanswerable("there is no definition " + query.definition() + "; there are "
                    + String.join(", ", config.get().names()));
        }
        Slices all = query.slices();
        long first = DayCounters.dayOf(all.fromNs());
        long last = DayCounters.dayOf(all.toNs() - 1);
        if (all.toNs() <= all.fromNs()) {
            throw new Unanswerable("the period ends before it begins: give an earlier from or a later to");
        }
        if (last - first >= DAYS_MAX) {
            throw new Unanswerable("more than " + DAYS_MAX + " days in one question");
        }
        List<KpiQuery> parts = new ArrayList<>();
        for (long day = first; day <= last; day++) {
            long fromNs = Math.max(all.fromNs(), DayCounters.startOf(day));
            long toNs = Math.min(all.toNs(), DayCounters.startOf(day + 1));
            if (fromNs < toNs) {
                parts.add(query.during(fromNs, toNs));
            }
        }
        return parts;
    }
}
