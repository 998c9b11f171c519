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

    /** For what it waits. */
    private enum Wait {
        NOTHING,
        /** A response to an INVITE that wants to be acknowledged. */
        ANSWER,
        /** The end of the turn in which there was one. */
        TURN
    }

    private final Dice dice;
    private Point planned;
    private Wait wait = Wait.NOTHING;

    Crash(Dice dice) {
        this.dice = dice;
    }

    void plan() {
        planned = dice.pick(List.of(Point.values()));
        wait = dice.chance(0.5) ? Wait.ANSWER : Wait.NOTHING;
    }

    /** The switch has given an INVITE such a response; perhaps nobody will hear it. */
    void answered() {
        if (wait == Wait.ANSWER) {
            wait = dice.chance(0.8) ? Wait.TURN : Wait.NOTHING;
        }
    }

    void turnIsOver() {
        wait = wait == Wait.TURN ? Wait.NOTHING : wait;
    }

    boolean strikes(Point here) {
        boolean now = planned == here && wait == Wait.NOTHING;
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
