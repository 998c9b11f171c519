package hotswitch.sim.world;

import hotswitch.sim.Dice;
import hotswitch.sim.Options;
import java.util.Map;

/** What calls to a number ask; it belongs to the number in every version of the rules. */
public record Demand(Options options) {

    /** The backup lines are first come, first served: their flow gives none. */
    public int priority(String dnis) {
        boolean some = !dnis.equals(Rules.LINES_NUMBER) && new Dice(options.seed(), "priority " + dnis).chance(0.3);
        return some ? 5 : 0;
    }

    /** Skills with their levels: at most one, as the number's flow notes it. Sometimes one that nobody has. */
    public Map<String, Integer> needs(String dnis) {
        Dice dice = new Dice(options.seed(), "needs " + dnis);
        boolean none = dnis.equals(Rules.MENU_NUMBER) || dnis.equals(Rules.LINES_NUMBER) || dice.chance(0.6);
        return none ? Map.of() : Map.of("s" + dice.between(1, options.size().skills() + 1), dice.between(1, 3));
    }
}
