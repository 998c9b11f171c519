package hotswitch.sim;

import java.util.EnumSet;
import java.util.Set;

/** What kind of life it is: drawn from the seed before anything else, printed on one line. */
public record Options(long seed, Size size, Pace pace, Set<Fault> faults, double chaos, long seconds) {
    private static final int CALLS_AIMED_AT = 500;

    public record Size(int agents, int queues, int skills, int lines, int callsMax, int deadlinesPerTurn) {}

    /** {@code load}: offered work as a share of what the agents can do. Times are means, in ms. */
    public record Pace(double load, long talkMs, long wrapUpMs, long patienceMs, long offerMs) {
        /** Between two arrivals. */
        public double everyMs(int agents) {
            return (talkMs + wrapUpMs) / (load * agents);
        }
    }

    /** {@code seconds} 0: as drawn. */
    public static Options draw(long seed, long seconds) {
        Dice dice = new Dice(seed, "options");
        Size size = size(dice);
        Pace pace = new Pace(
                dice.chance(0.1) ? dice.uniform(1.5, 3) : dice.uniform(0.2, 1.3),
                dice.between(2_000, 120_000),
                dice.chance(0.4) ? 0 : dice.between(100, 60_000),
                dice.between(1_000, 240_000),
                dice.between(2_000, 30_000));
        Set<Fault> faults = EnumSet.noneOf(Fault.class);
        double share = dice.chance(0.15) ? 1 : dice.uniform(0.1, 0.9);
        for (Fault fault : Fault.values()) {
            Dice own = fault.isLater() ? new Dice(seed, "option " + fault) : dice;
            if (own.chance(share)) {
                faults.add(fault);
            }
        }
        double chaos = dice.chance(0.2) ? dice.uniform(0.3, 0.8) : dice.uniform(0.02, 0.3);
        long drawn = (long) Math.clamp(CALLS_AIMED_AT * pace.everyMs(size.agents()) / 1000, 120, 14_400);
        return new Options(seed, size, pace, faults, chaos, seconds > 0 ? seconds : drawn);
    }

    private static Size size(Dice dice) {
        int agents = dice.chance(0.5) ? dice.between(1, 4) : dice.between(2, dice.chance(0.1) ? 200 : 20);
        int queues = dice.between(1, dice.chance(0.5) ? 2 : 6);
        return new Size(
                agents,
                queues,
                dice.between(1, 4),
                dice.between(0, 4),
                dice.chance(0.2) ? dice.between(3, 12) : 2 * agents + 50,
                dice.chance(0.3) ? 1 : dice.between(2, 100));
    }

    public boolean on(Fault fault) {
        return faults.contains(fault);
    }

    @Override
    public String toString() {
        return ("seed=%d seconds=%d agents=%d queues=%d skills=%d lines=%d calls-max=%d turn-max=%d load=%.2f talk=%dms"
                        + " wrap-up=%dms patience=%dms offer=%dms chaos=%.2f faults=%s")
                .formatted(
                        seed,
                        seconds,
                        size.agents,
                        size.queues,
                        size.skills,
                        size.lines,
                        size.callsMax,
                        size.deadlinesPerTurn,
                        pace.load,
                        pace.talkMs,
                        pace.wrapUpMs,
                        pace.patienceMs,
                        pace.offerMs,
                        chaos,
                        faults);
    }
}
