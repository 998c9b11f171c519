package hotswitch.sim.day;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.sim.Dice;
import hotswitch.sim.day.DayPlan.Arrival;
import hotswitch.sim.day.DayPlan.Clock;
import hotswitch.sim.day.DayPlan.Habits;
import hotswitch.sim.day.DayPlan.Handling;
import hotswitch.sim.day.DayPlan.InFlow;
import hotswitch.sim.day.DayPlan.Numbers;
import hotswitch.sim.day.DayPlan.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Days that have not come yet: Poisson arrivals, exponential handling times and patience. */
public final class Demand {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final Request NOBODY = Request.unasked("demand");

    private Demand() {}

    /** {@code patienceS} 0: nobody leaves; {@code dnis}: what they dial. */
    public record Load(double callsPerHour, double handlingS, double patienceS, String dnis) {}

    /** {@code calls} arrivals from then on; the agents are Ready all the time, phones are picked up at once. */
    public static DayPlan steady(Load load, int calls, int[] agents, long startNs, long seed) {
        Dice dice = new Dice(seed, "demand");
        List<Arrival> arrivals = new ArrayList<>(calls);
        double everyNs = 3_600.0 * NS_PER_S / load.callsPerHour;
        long atNs = startNs;
        for (int n = 0; n < calls; n++) {
            atNs += dice.exponential(everyNs);
            arrivals.add(arrival(load, atNs, dice));
        }
        List<Clock> clocks = new ArrayList<>();
        for (int agent : agents) {
            clocks.add(new Clock(startNs, new Command.SetAgentState(NOBODY, agent, AgentTarget.READY, "", "")));
        }
        return new DayPlan(arrivals, clocks, new Habits(List.of(), List.of(), Map.of()));
    }

    static Arrival arrival(Load load, long atNs, Dice dice) {
        long talkNs = dice.exponential(load.handlingS * NS_PER_S);
        long patienceNs = dice.exponential(Math.max(1, load.patienceS) * NS_PER_S);
        boolean leaves = load.patienceS > 0;
        return new Arrival(
                atNs,
                new Numbers("138" + dice.between(10_000_000, 99_999_999), load.dnis, "carrier-a"),
                InFlow.NOTHING,
                new Patience(DayPlan.UNKNOWN, leaves ? patienceNs : DayPlan.UNKNOWN, leaves),
                new Handling(talkNs, DayPlan.UNKNOWN));
    }
}
