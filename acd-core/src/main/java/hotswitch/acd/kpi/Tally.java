package hotswitch.acd.kpi;

import hotswitch.acd.kpi.Indicator.Term;
import hotswitch.acd.kpi.Slices.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One indicator over one period. A call counts in the interval of its arrival, so that each is in one cell. */
public final class Tally {
    private final Indicator indicator;
    private final Slices slices;
    private final TreeMap<Key, Cell> cells = new TreeMap<>();

    private record Key(long startNs, String who) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byTime = Long.compare(startNs, other.startNs);
            return byTime != 0 ? byTime : who.compareTo(other.who);
        }
    }

    public Tally(Indicator indicator, Slices slices) {
        this.indicator = indicator;
        this.slices = slices;
    }

    /** Nothing counted yet. */
    public static Cell empty(long startNs, long endNs) {
        return empty(startNs, endNs, "");
    }

    public static Cell empty(long startNs, long endNs, String who) {
        return new Cell(startNs, endNs, who);
    }

    /** Calls that arrived outside of the period are passed over. */
    public void add(CallRow row) {
        if (!slices.contains(row.record().times().arrivedNs()) || indicator.kind() == Counter.Kind.AGENT_MS) {
            return;
        }
        CallClass found = CallClass.of(row, indicator.thresholds());
        cell(slices.startOf(row.record().times().arrivedNs()), who(row))
                .add(
                        found,
                        Indicator.sum(indicator.numerator(), row, found),
                        Indicator.sum(indicator.denominator(), row, found));
    }

    private String who(CallRow row) {
        return switch (slices.group()) {
            case ALL -> "";
            case QUEUE -> row.record().parties().queue();
            case AGENT -> Integer.toString(row.record().parties().agent());
        };
    }

    /** The part of an agent's time that lies in the period, divided among its intervals. */
    public void add(AgentSpan span) {
        spread(span, false);
    }

    /** What the roster says of an agent; the state of this span means nothing. */
    public void duty(AgentSpan span) {
        spread(span, true);
    }

    private void spread(AgentSpan span, boolean duty) {
        if (indicator.kind() != Counter.Kind.AGENT_MS) {
            return;
        }
        long untilNs = Math.min(span.toNs(), slices.toNs());
        for (long startNs = slices.startOf(Math.max(span.fromNs(), slices.fromNs()));
                startNs < untilNs;
                startNs = slices.endOf(startNs)) {
            long ms = span.msWithin(startNs, slices.endOf(startNs));
            long above = time(indicator.numerator(), span, duty, ms);
            long below = time(indicator.denominator(), span, duty, ms);
            if (above != 0 || below != 0) {
                String who = slices.group() == Group.AGENT ? Integer.toString(span.agent()) : "";
                cell(startNs, who).add(above, below);
            }
        }
    }

    private static long time(List<Term> terms, AgentSpan span, boolean duty, long ms) {
        long sum = 0;
        for (Term term : terms) {
            boolean counts =
                    duty ? term.counter() == Counter.ON_DUTY_MS : term.counter().counts(span.state());
            sum += counts ? term.sign() * ms : 0;
        }
        return sum;
    }

    private Cell cell(long startNs, String who) {
        Key key = new Key(startNs, who);
        Cell cell = cells.get(key);
        if (cell == null) {
            cell = new Cell(startNs, slices.endOf(startNs), who);
            cells.put(key, cell);
        }
        return cell;
    }

    /** By time, then by name. */
    public List<Cell> cells() {
        return new ArrayList<>(cells.values());
    }
}
