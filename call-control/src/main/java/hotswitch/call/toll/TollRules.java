package hotswitch.call.toll;

import java.util.List;

/** Whose rule is the first that is for his seat, and who knows when schedules are open. */
public record TollRules(List<TollRule> rules, Hours hours) {
    /** Whatever a route permits. */
    public static final TollRules NONE = new TollRules(List.of(), (schedule, nowNs) -> true);

    /** Business hours by name, with their holidays. */
    public interface Hours {
        /** Epoch ns. */
        boolean open(String schedule, long nowNs);
    }

    public TollRules {
        rules = List.copyOf(rules);
    }
}
