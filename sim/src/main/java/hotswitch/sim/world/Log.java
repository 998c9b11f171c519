package hotswitch.sim.world;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import java.util.List;

/**
 * One line per command, then one per order ({@code > }) and fact ({@code = }). Columns: time since the beginning of the
 * life (HH:MM:SS.mmm), {@code #} number of the command in the journal, the command, its parts that are not empty.
 */
public interface Log {
    /** Nobody reads it. */
    Log NONE = (atNs, number, command, orders, facts) -> {};

    void turn(long atNs, int number, Command command, List<Order> orders, List<Fact> facts);

    /** To a text. */
    static Log to(Appendix out) {
        return (atNs, number, command, orders, facts) -> {
            out.line(Text.time(atNs) + " #" + number + " " + Text.command(command));
            orders.forEach(o -> out.line("    > " + o.getClass().getSimpleName() + Text.fields(o)));
            facts.forEach(f -> out.line("    = " + f.getClass().getSimpleName() + Text.fields(f)));
        };
    }

    /** Takes lines. */
    interface Appendix {
        void line(String line);
    }
}
