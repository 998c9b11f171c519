package hotswitch.sim.day;

import hotswitch.sim.Dice;
import hotswitch.sim.day.DayPlan.Arrival;
import hotswitch.sim.day.DayPlan.Habits;
import java.util.List;

/** What is not known of a call or an offer is drawn from all those of the day. */
public final class Traits {
    private static final long RETURN_NS = 60_000_000_000L;
    private static final long TALK_NS = 180_000_000_000L;
    private final Impatience impatience;
    private final List<Long> talks;
    private final Habits habits;

    public Traits(DayPlan plan) {
        impatience = new Impatience(plan.arrivals());
        talks = plan.arrivals().stream()
                .map(a -> a.handling().talkNs())
                .filter(ns -> ns >= 0)
                .toList();
        habits = plan.habits();
    }

    public Impatience impatience() {
        return impatience;
    }

    /** The call's own talk time, or another's. */
    long talkNs(Arrival arrival, Dice dice) {
        long own = arrival.handling().talkNs();
        return own >= 0 ? own : talks.isEmpty() ? TALK_NS : dice.pick(talks);
    }

    /** The caller's own patience if it is known, else one that is longer than what was observed. */
    long patienceNs(Arrival arrival, Dice dice) {
        long waited = arrival.patience().queueNs();
        return arrival.patience().known() ? waited : impatience.draw(dice, Math.max(0, waited));
    }

    long answer(Dice dice) {
        return habits.answers().isEmpty() ? 0 : dice.pick(habits.answers());
    }

    long returnNs(Dice dice) {
        return habits.returns().isEmpty() ? RETURN_NS : dice.pick(habits.returns());
    }
}
