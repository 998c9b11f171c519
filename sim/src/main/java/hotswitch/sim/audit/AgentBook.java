package hotswitch.sim.audit;

import hotswitch.acd.Command;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.config.CentreConfig;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every agent's states and offers. */
final class AgentBook {
    private final Auditor auditor;
    private boolean somethingDue;
    private final BreakBook breaks;
    private final Map<Integer, AgentState> states = new TreeMap<>();
    /** The call that is offered to each. */
    private final Map<Integer, Long> offers = new TreeMap<>();
    /** Did not pick up, and has not asked for calls since. */
    private final Set<Integer> missed = new TreeSet<>();
    /** Rang beside one who answered: nothing to blame. */
    private final Set<Integer> spared = new TreeSet<>();

    AgentBook(Auditor auditor) {
        this.auditor = auditor;
        this.breaks = new BreakBook(auditor);
    }

    /** By number. */
    Map<Integer, AgentState> states() {
        return states;
    }

    void command(Command command, boolean due) {
        somethingDue = due;
        if (command instanceof Command.SetAgentState c && c.target() != AgentTarget.NOT_READY) {
            missed.remove(c.agent());
        } else if (command instanceof Command.ForceAgentState c && c.target() != AgentTarget.NOT_READY) {
            missed.remove(c.agent());
        }
    }

    /** An offer ran out: the agent must not be offered anything more. */
    void event(Fact.CallEvent f) {
        if (f.cause().equals("answered elsewhere")) {
            spared.add(f.agent());
        }
        boolean lost = auditor.present() instanceof Command.LegLost && !somethingDue;
        auditor.must(!lost || !f.cause().equals("RONA"), () -> "A23 lost by a restart, and blamed: " + f);
        boolean unmade = auditor.present() instanceof Command.LegUnmade && !somethingDue;
        boolean blamed = f.cause().equals("REFUSED") || f.cause().equals("UNREACHABLE");
        auditor.must(!unmade || !blamed, () -> "A23 had no port, and is blamed: " + f);
        if (f.cause().equals("RONA") && !asks(f.agent())) {
            missed.add(f.agent());
        }
    }

    void offered(Fact.Receipt f) {
        int agent = f.agent();
        AgentState state = states.getOrDefault(agent, AgentState.LOGGED_OFF);
        auditor.must(
                !offers.containsKey(agent),
                () -> "A2 agent " + agent + " is offered " + offers.get(agent) + " already");
        auditor.must(state == AgentState.READY, () -> "A2 agent " + agent + " is offered a call and is " + state);
        auditor.must(!missed.contains(agent), () -> "A3 agent " + agent + " is offered a call after RONA");
        boolean candidate = f.candidates().stream().anyMatch(c -> c.agent() == agent);
        auditor.must(candidate, () -> "A2 agent " + agent + " is no candidate of the receipt");
        offers.put(agent, f.callId());
    }

    void configured(CentreConfig config) {
        breaks.configured(config.services().breaks());
    }

    void extended(Fact.WrapUpExtended f) {
        boolean wrapsUp = states.get(f.agent()) == AgentState.ACW;
        auditor.must(wrapsUp && f.times() > 0, () -> "A18 agent " + f.agent() + " prolongs no wrap-up");
    }

    void over(Fact.BreakOver f, long timeNs) {
        breaks.over(f, timeNs);
    }

    void changed(Fact.AgentChanged f, long timeNs) {
        breaks.changed(f, timeNs);
        AgentState known = states.getOrDefault(f.agent(), AgentState.LOGGED_OFF);
        auditor.must(f.former() == known, () -> "A10 agent " + f.agent() + " was " + known + ", not " + f.former());
        boolean blamed = f.state() == AgentState.NOT_READY && !f.reason().equals("DEVICE_DOWN");
        boolean rang = spared.remove(f.agent());
        auditor.must(!rang || !blamed, () -> "A2 agent " + f.agent() + " is blamed, another was quicker");
        states.put(f.agent(), f.state());
        Long offered = offers.get(f.agent());
        if (f.state() == AgentState.ALERTING) {
            auditor.must(
                    offered != null && offered == f.callId(), () -> "A2 agent " + f.agent() + " rings without offer");
        } else if (f.former() == AgentState.ALERTING) {
            offers.remove(f.agent());
        } else {
            auditor.must(offered == null, () -> "A2 agent " + f.agent() + " is offered a call and does not ring");
        }
        boolean ready = f.state() == AgentState.READY;
        auditor.must(
                !ready || !missed.contains(f.agent()), () -> "A3 agent " + f.agent() + " is Ready after RONA, unasked");
        boolean engaged =
                f.state() == AgentState.ALERTING || f.state() == AgentState.BUSY || f.state() == AgentState.HELD;
        auditor.must(
                engaged == (f.callId() != 0),
                () -> "A10 agent " + f.agent() + " is " + f.state() + ", call " + f.callId());
    }

    /** The present command is the agent's own wish; what fell due before it is over. */
    private boolean asks(int agent) {
        boolean forced = auditor.present() instanceof Command.ForceAgentState c
                && c.agent() == agent
                && c.target() != AgentTarget.NOT_READY;
        return forced
                || (auditor.present() instanceof Command.SetAgentState c
                        && c.agent() == agent
                        && c.target() != AgentTarget.NOT_READY);
    }
}
