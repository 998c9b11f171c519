package hotswitch.sim.world;

import hotswitch.acd.Command;
import hotswitch.acd.Effects;
import java.util.List;

/** Sees from outside what goes into the core and what comes out: commands, orders, facts. */
public interface Witness extends Effects {
    /** {@code somethingDue}: deadlines are carried out before it. */
    void command(Command command, boolean somethingDue);

    /** After the last effect of the command; what did not hold, or nothing. */
    List<String> turnEnds();
}
