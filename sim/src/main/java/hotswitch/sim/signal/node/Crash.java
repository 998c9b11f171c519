package hotswitch.sim.signal.node;

import hotswitch.sim.Dice;
import java.util.List;

/** {@code kill -9}: where in a turn it strikes, and whether what was to be sent had left by then. */
final class Crash {
    /** What the process had still done. */
    enum Point {
        BEFORE_THE_JOURNAL,
        BEFORE_THE_CORE,
        BEFORE_THE_ORDERS
    }

    private final Dice dice;
    private Point planned;

    Crash(Dice dice) {
        this.dice = dice;
    }

    void plan() {
        planned = dice.pick(List.of(Point.values()));
    }

    boolean strikes(Point here) {
        boolean now = planned == here;
        planned = now ? null : planned;
        return now;
    }

    /** Messages of the turn are on the wire already, as where the journal has a thread of its own. */
    boolean sends() {
        return dice.chance(0.5);
    }

    long downMs() {
        return dice.chance(0.7) ? dice.between(50, 3_000) : dice.between(3_000, 20_000);
    }
}
