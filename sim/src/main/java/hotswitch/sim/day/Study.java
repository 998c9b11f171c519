package hotswitch.sim.day;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Fact;
import hotswitch.acd.kpi.AgentSpan;
import hotswitch.acd.kpi.CallRow;
import hotswitch.acd.kpi.Cell;
import hotswitch.acd.kpi.FactFold;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Slices;
import hotswitch.acd.kpi.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** A day lived several times under some rules: each indicator's median, and the interval in which nine of ten lie. */
public final class Study {
    private final DayPlan plan;
    private final Traits traits;
    private final List<Indicator> indicators;
    private final Slices period;
    private long commands;

    /** {@code hash}: by which the cores find the rules. */
    public record Rules(Supplier<AcdCore> core, String hash) {}

    /** Of one indicator in one life: the two sums. NaN where there is nothing to divide by. */
    public record Figure(long numerator, long denominator) {
        public double value() {
            return denominator == 0 ? Double.NaN : (double) numerator / denominator;
        }
    }

    /** Median and 5th and 95th percentile of the lives. */
    public record Band(double low, double median, double high) {
        public static Band of(double[] values) {
            double[] sorted =
                    Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
            return new Band(quantile(sorted, 0.05), quantile(sorted, 0.5), quantile(sorted, 0.95));
        }

        /** Between two values the straight line. */
        private static double quantile(double[] sorted, double share) {
            if (sorted.length == 0) {
                return Double.NaN;
            }
            double at = share * (sorted.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
    }

    public Study(DayPlan plan, List<Indicator> indicators, long fromNs, long toNs) {
        this.plan = plan;
        this.traits = new Traits(plan);
        this.indicators = indicators;
        this.period = new Slices(fromNs, toNs, 0, Slices.Group.ALL);
    }

    /** For each life the figures of all indicators. Lives with the same number draw the same chances. */
    public List<List<Figure>> lives(Rules rules, int count) {
        List<List<Figure>> lives = new ArrayList<>();
        for (int seed = 1; seed <= count; seed++) {
            Fold fold = new Fold();
            Rehearsal rehearsal =
                    new Rehearsal(rules.core.get(), rules.hash, plan, traits, new Rehearsal.Run(seed, fold));
            commands += rehearsal.live();
            lives.add(figures(fold.facts));
        }
        return lives;
    }

    private static final class Fold implements Rehearsal.Witness {
        private final FactFold facts = new FactFold();

        @Override
        public void fact(long seq, long timeNs, Fact fact) {
            facts.fact(timeNs, fact);
        }
    }

    /** The indicators of what really was. */
    public List<Figure> figures(FactFold facts) {
        List<CallRow> rows = facts.rows();
        List<Figure> figures = new ArrayList<>();
        for (Indicator indicator : indicators) {
            Tally tally = new Tally(indicator, period);
            rows.forEach(tally::add);
            for (AgentSpan span : facts.spans()) {
                tally.add(span);
            }
            List<Cell> cells = tally.cells();
            figures.add(
                    cells.isEmpty()
                            ? new Figure(0, 0)
                            : new Figure(
                                    cells.getFirst().numerator(),
                                    cells.getFirst().denominator()));
        }
        return figures;
    }

    public static Band band(List<List<Figure>> lives, int indicator) {
        return Band.of(
                lives.stream().mapToDouble(life -> life.get(indicator).value()).toArray());
    }

    /** Of the differences, life by life. */
    public static Band difference(List<List<Figure>> before, List<List<Figure>> after, int indicator) {
        double[] differences = new double[before.size()];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = after.get(i).get(indicator).value()
                    - before.get(i).get(indicator).value();
        }
        return Band.of(differences);
    }

    /** How many the cores took in all lives. */
    public long commands() {
        return commands;
    }

    public Traits traits() {
        return traits;
    }
}
