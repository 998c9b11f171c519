package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.BreaksConfig;
import hotswitch.acd.config.BreaksConfig.BreakRule;
import java.util.Map;
import java.util.TreeMap;

/** Who is away for which reason since when: one more than may be is let go by a supervisor only. */
final class BreakBook {
    private static final long NS_PER_MS = 1_000_000;
    private final Auditor auditor;
    private final Map<Integer, Away> away = new TreeMap<>();
    private BreaksConfig rules = BreaksConfig.NONE;

    private record Away(String reason, long sinceNs) {}

    BreakBook(Auditor auditor) {
        this.auditor = auditor;
    }

    void configured(BreaksConfig next) {
        rules = next;
    }

    void changed(Fact.AgentChanged f, long timeNs) {
        if (f.state() != AgentState.NOT_READY) {
            away.remove(f.agent());
            return;
        }
        Away former = away.put(f.agent(), new Away(f.reason(), timeNs));
        BreakRule rule = rules.rule(f.reason());
        boolean another = former == null || !former.reason.equals(f.reason());
        boolean asked = auditor.present() instanceof Command.SetAgentState c
                && c.agent() == f.agent()
                && c.reason().equals(f.reason());
        if (rule != null && rule.atOnceMax() > 0 && another && asked) {
            long there = away.values().stream()
                    .filter(a -> a.reason.equals(f.reason()))
                    .count();
            auditor.must(there <= rule.atOnceMax(), () -> "A18 " + there + " are away for " + f.reason());
        }
    }

    /** Told when it has lasted as long as it may by the rules of its beginning. */
    void over(Fact.BreakOver f, long timeNs) {
        Away since = away.get(f.agent());
        boolean there = since != null && since.reason.equals(f.reason());
        auditor.must(there, () -> "A18 agent " + f.agent() + " is told to be away for " + f.reason() + " and is not");
        if (there) {
            long sinceMs = (timeNs - since.sinceNs) / NS_PER_MS;
            auditor.must(
                    Math.abs(sinceMs - f.sinceMs()) <= 1, () -> "A18 agent " + f.agent() + " is away for " + sinceMs);
        }
    }
}
