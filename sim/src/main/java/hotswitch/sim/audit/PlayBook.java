package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Order;
import java.util.Map;
import java.util.TreeMap;

/** What every leg hears; the end of what it no longer hears changes nothing. */
final class PlayBook {
    private final Auditor auditor;
    private final Map<Long, Long> plays = new TreeMap<>();
    private boolean outdated;

    PlayBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void command(Command command, boolean somethingDue) {
        outdated = command instanceof Command.PlayEnded ended
                && !somethingDue
                && plays.getOrDefault(ended.legId(), 0L) != ended.playId();
        if (command instanceof Command.PlayEnded ended && !outdated) {
            plays.remove(ended.legId(), ended.playId());
        }
    }

    void order(Order order) {
        auditor.must(!outdated, () -> "A13 by " + auditor.present() + ": " + order);
        switch (order) {
            case Order.Play o -> plays.put(o.legId(), o.playId());
            case Order.StopPlay o -> plays.remove(o.legId());
            case Order.ClearLeg o -> plays.remove(o.legId());
            default -> {}
        }
    }
}
