package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.LineState;
import hotswitch.acd.Order;
import hotswitch.acd.config.CentreConfig;
import hotswitch.acd.config.CentreConfig.LineConfig;
import java.util.Map;
import java.util.TreeMap;

/** The backup lines: one that refused rests before it is tried again. */
final class BackupBook {
    private final Auditor auditor;
    private final Map<String, String> lineOfNumber = new TreeMap<>();
    private final Map<Long, String> lineOfLeg = new TreeMap<>();
    private final Map<String, LineState> states = new TreeMap<>();
    /** Refused in this turn, with nothing else that was due. */
    private String refused = "";

    BackupBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void configured(CentreConfig config) {
        lineOfNumber.clear();
        for (LineConfig line : config.hunt().lines()) {
            lineOfNumber.put(line.number(), line.name());
        }
    }

    void command(Command command, boolean somethingDue) {
        refused = "";
        if (command instanceof Command.LegRefused c) {
            String line = lineOfLeg.remove(c.legId());
            refused = line == null || somethingDue ? "" : line;
        } else if (command instanceof Command.LegAnswered c) {
            lineOfLeg.remove(c.legId());
        } else if (command instanceof Command.LegCleared c) {
            lineOfLeg.remove(c.legId());
        } else if (command instanceof Command.LegLost c) {
            lineOfLeg.remove(c.legId());
        } else if (command instanceof Command.LegUnmade c) {
            lineOfLeg.remove(c.legId());
        }
    }

    void order(Order order) {
        if (order instanceof Order.DialLeg o && lineOfNumber.containsKey(o.number())) {
            lineOfLeg.put(o.legId(), lineOfNumber.get(o.number()));
        } else if (order instanceof Order.ClearLeg o) {
            lineOfLeg.remove(o.legId());
        }
    }

    void changed(Fact.LineChanged f) {
        states.put(f.line(), f.state());
    }

    void turnEnds() {
        boolean known = lineOfNumber.containsValue(refused);
        auditor.must(
                !known || states.get(refused) == LineState.FAILED,
                () -> "A23 " + refused + " refused and is " + states.get(refused));
    }
}
