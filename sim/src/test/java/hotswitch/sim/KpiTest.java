package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Fact;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.kpi.CallClass;
import hotswitch.acd.kpi.CallClass.Thresholds;
import hotswitch.acd.kpi.CallRow;
import hotswitch.acd.kpi.Cell;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.FactFold;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Indicator.Term;
import hotswitch.acd.kpi.Indicator.Verdict;
import hotswitch.acd.kpi.Slices;
import hotswitch.acd.kpi.Slices.Group;
import hotswitch.acd.kpi.Tally;
import hotswitch.sim.world.Log;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Simulated days with every fault: no call is unexplained, whatever the definition and however the day is cut. */
final class KpiTest {
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final Thresholds THRESHOLDS = new Thresholds(15_000, 5_000);

    private final FactFold fold = new FactFold();
    private long firstNs = Long.MAX_VALUE;
    private long lastNs;
    private int created;

    private void live(long seed) {
        long startNs = Life.startNs(seed);
        Log facts = (atNs, number, command, orders, said) -> said.forEach(fact -> take(startNs + atNs, fact));
        Life.Outcome outcome = new Life(Options.draw(seed, 0), Cut.NONE, facts).live();
        assertNull(outcome.failure());
        for (CallRow row : fold.rows()) {
            firstNs = Math.min(firstNs, row.record().times().arrivedNs());
            lastNs = Math.max(lastNs, row.record().times().arrivedNs());
        }
    }

    private void take(long atNs, Fact fact) {
        created += fact instanceof Fact.CallCreated ? 1 : 0;
        fold.fact(atNs, fact);
    }

    private static Indicator indicator(String numerator, String denominator) {
        return new Indicator("test", 1, 0, terms(numerator), terms(denominator), THRESHOLDS);
    }

    private static List<Term> terms(String text) {
        return Stream.of(text.split(" "))
                .map(t -> t.startsWith("-") ? new Term(Counter.of(t.substring(1)), -1) : new Term(Counter.of(t), 1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 254, 1000, 4711, 31337})
    void everyCallIsInOneClassAndTheCellsSumToTheTotal(long seed) {
        live(seed);
        List<CallRow> rows = fold.rows();
        assertEquals(created, rows.size(), "calls that came into being have ended");
        for (Indicator each : List.of(
                indicator("answered line-answered self-served", "offered self-served -short-abandoned"),
                indicator("answered-in-time", "offered"),
                indicator("abandoned -short-abandoned", "offered -short-abandoned"))) {
            assertEquals("", each.fault());
            explained(rows, each);
        }
        means(rows);
    }

    private void explained(List<CallRow> rows, Indicator indicator) {
        Cell total = count(rows, indicator, 0, Group.ALL).getFirst();
        long met = verdicts(rows, indicator, Verdict.MET);
        long missed = verdicts(rows, indicator, Verdict.MISSED);
        long excluded = verdicts(rows, indicator, Verdict.EXCLUDED);
        assertEquals(rows.size(), total.calls(), "no unexplained call");
        assertEquals(rows.size(), met + missed + excluded);
        assertEquals(met, total.numerator(), "drill-down of the numerator");
        assertEquals(met + missed, total.denominator(), "drill-down of the denominator");
        for (Group group : Group.values()) {
            for (long intervalNs : new long[] {HOUR_NS / 4, HOUR_NS, 24 * HOUR_NS}) {
                List<Cell> cells = count(rows, indicator, intervalNs, group);
                assertEquals(
                        total.numerator(),
                        cells.stream().mapToLong(Cell::numerator).sum());
                assertEquals(
                        total.denominator(),
                        cells.stream().mapToLong(Cell::denominator).sum());
                assertEquals(
                        total.calls(), cells.stream().mapToLong(Cell::calls).sum());
            }
        }
    }

    private static long verdicts(List<CallRow> rows, Indicator indicator, Verdict verdict) {
        return rows.stream()
                .filter(row -> indicator.verdict(CallClass.of(row, THRESHOLDS)) == verdict)
                .count();
    }

    private List<Cell> count(List<CallRow> rows, Indicator indicator, long intervalNs, Group group) {
        Tally tally = new Tally(indicator, new Slices(firstNs, lastNs + 1, intervalNs, group));
        rows.forEach(tally::add);
        return tally.cells();
    }

    private void means(List<CallRow> rows) {
        Cell aht =
                count(rows, indicator("handled-ms", "answered"), 0, Group.ALL).getFirst();
        long answered = rows.stream()
                .filter(r -> r.connected()
                        && CallClass.of(r, THRESHOLDS) != CallClass.LINE_ANSWERED
                        && CallClass.of(r, THRESHOLDS) != CallClass.FROM_SEAT)
                .count();
        assertEquals(answered, aht.denominator());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 254})
    void anAgentsTimeIsCutWithoutLoss(long seed) {
        live(seed);
        Indicator online = indicator("logged-on-ms", "on-duty-ms");
        Slices whole = new Slices(0, Long.MAX_VALUE / 2, 0, Group.ALL);
        Slices hours = new Slices(firstNs - 100 * HOUR_NS, lastNs + 100 * HOUR_NS, HOUR_NS, Group.AGENT);
        Tally one = new Tally(online, whole);
        Tally many = new Tally(online, hours);
        for (AgentSpan span : fold.spans()) {
            one.add(span);
            many.add(span);
        }
        long cut = many.cells().stream().mapToLong(Cell::numerator).sum();
        long total = one.cells().getFirst().numerator();
        assertTrue(
                total - cut <= fold.spans().size() && cut <= total,
                "ms are lost only at the cuts: " + total + " " + cut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"answered|offered -short-abandoned -answered", "self-served|offered", "talk-ms|answered"})
    void whatCannotBeCountedWithIsRefused(String definition) {
        String[] parts = definition.split("\\|");
        assertTrue(new TreeSet<>(List.of(indicator(parts[0], parts[1]).fault()))
                        .first()
                        .length()
                > 10);
    }
}
