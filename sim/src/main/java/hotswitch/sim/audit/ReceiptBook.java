package hotswitch.sim.audit;

import hotswitch.acd.AgentIds;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Whether a receipt tells the truth: the score, who could have been chosen, and why each of the others was not. */
final class ReceiptBook {
    private static final long MICRO_PER_MILLI = 1_000;
    /** Receipts name so many candidates at most. */
    private static final int CANDIDATES_MAX = 10;

    private final Auditor auditor;
    private final RuleBook rules;
    private final ItemBook items;
    /** When nothing was due any more; a relaxation of later may, or may not, have taken place. */
    private long certainNs;

    ReceiptBook(Auditor auditor, RuleBook rules, ItemBook items) {
        this.items = items;
        this.auditor = auditor;
        this.rules = rules;
    }

    /** {@code certain}: when nothing was due any more, epoch ns. */
    void look(Fact.Receipt f, Waiter call, Map<Integer, AgentState> states, long nowNs, long certain) {
        certainNs = certain;
        long score = rules.score(call, nowNs) / MICRO_PER_MILLI;
        must(f.decision().score() == score, f, () -> "the score is " + score);
        must(f.decision().asks().equals(rules.asks(call)), f, () -> "it asks " + rules.asks(call));
        List<Integer> named = f.candidates().stream().map(Fact.Candidate::agent).toList();
        must(named.getFirst() == f.agent(), f, () -> "the chosen is not the first");
        states.forEach((agent, state) -> {
            boolean may = state == AgentState.READY && items.takesCalls(agent) && rules.mayTake(call, agent, nowNs);
            boolean surely = may && f.decision().preferred() == 0 && rules.mayTake(call, agent, certainNs);
            must(may || !named.contains(agent), f, () -> "agent " + agent + " is no candidate");
            must(
                    !surely || named.size() == CANDIDATES_MAX || named.contains(agent),
                    f,
                    () -> "agent " + agent + " is one");
        });
        for (Fact.Exclusion group : f.exclusions()) {
            AgentIds agents = group.agents();
            for (int i = 0; i < agents.size(); i++) {
                int agent = agents.get(i);
                boolean fits = fits(group.why(), f.decision().preferred(), call, agent, states.get(agent));
                must(fits, f, () -> "agent " + agent + " is not excluded for " + group.why());
            }
        }
    }

    private boolean fits(String why, int preferred, Waiter call, int agent, AgentState state) {
        boolean ever = rules.mayTake(call, agent, Long.MAX_VALUE);
        if (!rules.knows(agent) || why.equals("REMOVED")) {
            return !rules.knows(agent) && why.equals("REMOVED");
        }
        return switch (why) {
            case "SKILLS" -> preferred == 0 && !ever;
            case "NOT_PREFERRED" -> preferred != 0 && preferred != agent;
            case "NOT_YET" -> ever && !rules.mayTake(call, agent, certainNs);
            case "ITEMS" -> ever && state == AgentState.READY && !items.takesCalls(agent);
            default -> ever && state != null && state != AgentState.READY && why.split(" ")[0].equals(state.name());
        };
    }

    private void must(boolean holds, Fact.Receipt f, Supplier<String> truth) {
        auditor.must(holds, () -> "A20 call " + f.callId() + ": " + truth.get() + ": " + f);
    }
}
