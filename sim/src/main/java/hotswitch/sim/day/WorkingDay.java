package hotswitch.sim.day;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.sim.Dice;
import hotswitch.sim.day.DayPlan.Arrival;
import hotswitch.sim.day.DayPlan.Clock;
import hotswitch.sim.day.DayPlan.Habits;
import hotswitch.sim.day.Demand.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A made-up day of a hotline, midnight to midnight: calls by the hour as a day has them, shifts with breaks, phones
 * that ring for some seconds, offers that are missed now and then.
 */
public final class WorkingDay {
    private static final long NS_PER_S = 1_000_000_000L;
    private static final long HOUR_NS = 3_600 * NS_PER_S;
    private static final Request NOBODY = Request.unasked("day");
    /** Per mille of the day's calls in each hour. */
    private static final int[] BY_HOUR = {
        8, 6, 5, 4, 4, 6, 14, 35, 78, 92, 88, 70, 52, 66, 84, 82, 76, 62, 46, 38, 32, 26, 16, 10
    };

    private static final int OFFERS = 1_000;

    private WorkingDay() {}

    /** People and their seats, who work in three shifts; {@code seats} of them at the same time at most. */
    public record Staff(int[] agents, String[] devices) {}

    public static DayPlan of(Load load, Staff staff, long midnightNs, int calls, long seed) {
        Dice dice = new Dice(seed, "day");
        List<Arrival> arrivals = new ArrayList<>(calls);
        int sum = 0;
        for (int share : BY_HOUR) {
            sum += share;
        }
        for (int hour = 0; hour < BY_HOUR.length; hour++) {
            int some = calls * BY_HOUR[hour] / sum;
            for (int n = 0; n < some; n++) {
                long atNs = midnightNs + hour * HOUR_NS + dice.between(0L, HOUR_NS - 1);
                arrivals.add(Demand.arrival(load, atNs, dice));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::atNs));
        return new DayPlan(arrivals, clocks(staff, midnightNs, dice), habits(dice));
    }

    /** The first third works at night, everybody by day; each has a break. */
    private static List<Clock> clocks(Staff staff, long midnightNs, Dice dice) {
        List<Clock> clocks = new ArrayList<>();
        for (String device : staff.devices) {
            clocks.add(new Clock(midnightNs, new Command.DeviceUp(device)));
        }
        for (int i = 0; i < staff.agents.length; i++) {
            boolean night = i % 3 == 0;
            long beginNs = midnightNs + (night ? 0 : dice.between(7 * HOUR_NS, 9 * HOUR_NS));
            long endNs = midnightNs + dice.between(20 * HOUR_NS, 23 * HOUR_NS) + (night ? HOUR_NS : 0);
            long breakNs = dice.between(beginNs + HOUR_NS, endNs - HOUR_NS);
            int agent = staff.agents[i];
            clocks.add(clock(beginNs + 1, agent, AgentTarget.READY, "", staff.devices[i]));
            clocks.add(clock(breakNs, agent, AgentTarget.NOT_READY, "break", ""));
            clocks.add(clock(breakNs + 900 * NS_PER_S, agent, AgentTarget.READY, "", ""));
            clocks.add(clock(endNs, agent, AgentTarget.LOGGED_OFF, "", ""));
        }
        clocks.sort(Comparator.comparingLong(Clock::atNs));
        return clocks;
    }

    private static Clock clock(long atNs, int agent, AgentTarget target, String reason, String device) {
        return new Clock(atNs, new Command.SetAgentState(NOBODY, agent, target, reason, device));
    }

    private static Habits habits(Dice dice) {
        List<Long> answers = new ArrayList<>();
        List<Long> returns = new ArrayList<>();
        for (int i = 0; i < OFFERS; i++) {
            answers.add(i % 100 == 0 ? Habits.IGNORED : NS_PER_S + dice.exponential(2 * NS_PER_S));
            returns.add(dice.between(20 * NS_PER_S, 120 * NS_PER_S));
        }
        return new Habits(answers, returns, Map.of());
    }
}
