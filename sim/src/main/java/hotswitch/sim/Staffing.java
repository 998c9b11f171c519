package hotswitch.sim;

import hotswitch.acd.AcdCore;
import hotswitch.acd.Limits;
import hotswitch.acd.codec.ConfigCodec;
import hotswitch.acd.kpi.CallClass.Thresholds;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Indicator.Term;
import hotswitch.ivr.run.Flows;
import hotswitch.sim.day.DayPlan;
import hotswitch.sim.day.Demand;
import hotswitch.sim.day.Demand.Load;
import hotswitch.sim.day.Study;
import hotswitch.sim.day.Study.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many seats for how many calls: the production core on generated arrivals, one queue, with what theory says of the
 * same (Erlang A, without patience Erlang C).
 */
public final class Staffing {
    /** 2026-11-24 00:00 in China. */
    private static final long START_NS = 1_795_449_600_000_000_000L;

    private static final double S_PER_HOUR = 3_600;
    private static final double MS_PER_S = 1_000;
    private static final Limits LIMITS = new Limits(200_000, 10_000, 10, 10, 1_000, 50);

    private final int calls;
    private final long seed;

    /** Shares of all calls that ask for a human, and of the agents' time. */
    public record Outcome(double answered, double inTime, double occupancy) {}

    /** Handling time and patience in s, patience 0: nobody leaves. */
    public record Question(double callsPerHour, int seats, double handlingS, double patienceS, double withinS) {
        public Question withCalls(double perHour) {
            return new Question(perHour, seats, handlingS, patienceS, withinS);
        }

        public Question withSeats(int other) {
            return new Question(callsPerHour, other, handlingS, patienceS, withinS);
        }

        /** Whether theory has an answer: without patience the load must be below the number of seats. */
        public boolean steady() {
            return patienceS > 0 || callsPerHour * handlingS / S_PER_HOUR < seats;
        }
    }

    /** So many calls in each life. */
    public Staffing(int calls, long seed) {
        this.calls = calls;
        this.seed = seed;
    }

    /** The core's own answer. */
    public Outcome ours(Question q) {
        int[] agents = IntStream.rangeClosed(1, q.seats).toArray();
        Load load = new Load(q.callsPerHour, q.handlingS, q.patienceS, TheoryCentre.NUMBER);
        DayPlan plan = Demand.steady(load, calls, agents, START_NS, seed);
        byte[] rules = ConfigCodec.toBytes(TheoryCentre.of(q.seats));
        Thresholds thresholds = new Thresholds((long) (q.withinS * MS_PER_S), 0);
        List<Indicator> indicators = List.of(
                indicator("answered", "answered", "offered", thresholds),
                indicator("in-time", "answered-in-time", "offered", thresholds),
                indicator("occupancy", "talk-ms", "talk-ms ready-ms alerting-ms", thresholds));
        long endNs = plan.arrivals().getLast().atNs();
        Study study = new Study(plan, indicators, START_NS, endNs + 1);
        Study.Rules under = new Study.Rules(() -> new AcdCore(LIMITS, new Flows(), h -> rules), "staffing");
        List<Figure> life = study.lives(under, 1).getFirst();
        return new Outcome(life.get(0).value(), life.get(1).value(), life.get(2).value());
    }

    private static Indicator indicator(String name, String above, String below, Thresholds thresholds) {
        return new Indicator(name, 1, 0, terms(above), terms(below), thresholds);
    }

    private static List<Term> terms(String names) {
        List<Term> terms = new ArrayList<>();
        for (String name : names.split(" ")) {
            terms.add(new Term(Counter.of(name), 1));
        }
        return terms;
    }

    /** The exact answer of Erlang A or C; only where the question is {@link Question#steady}. */
    public static Outcome theory(Question q) {
        double leaving = q.patienceS == 0 ? 0 : 1 / q.patienceS;
        Erlang erlang = new Erlang(q.seats, q.callsPerHour / S_PER_HOUR, 1 / q.handlingS, leaving);
        return new Outcome(1 - erlang.abandons(), erlang.answeredWithin(q.withinS), erlang.occupancy());
    }

    /** The fewest seats with which this share is answered, by the core's own answers. */
    public int fewestSeats(Question q, double answered) {
        int low = 1;
        int high = 1;
        while (ours(q.withSeats(high)).answered < answered) {
            low = high + 1;
            high *= 2;
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ours(q.withSeats(middle)).answered < answered) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The least share of callers, in whole per cent, whom self-service must serve for this effective rate. */
    public int selfServicePercent(Question q, double effective) {
        int low = 0;
        int high = 100;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double share = middle / 100.0;
            double human = ours(q.withCalls(q.callsPerHour * (1 - share))).answered;
            if (share + (1 - share) * human < effective) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
