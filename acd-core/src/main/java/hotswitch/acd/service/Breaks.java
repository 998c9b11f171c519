package hotswitch.acd.service;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.config.BreaksConfig;
import hotswitch.acd.config.BreaksConfig.BreakRule;

/** Who may be not ready, and why. */
final class Breaks {
    private final Centre centre;

    Breaks(Centre centre) {
        this.centre = centre;
    }

    String named(String reason) {
        return rules().named(reason);
    }

    /** Null: this agent may be not ready for this reason. */
    Answer refusal(Agent agent, String reason) {
        BreakRule rule = rules().rule(reason);
        if (rule == null) {
            return rules().others() ? null : new Answer(422, "no such reason: " + reason, 0);
        }
        if (rule.atOnceMax() == 0 || has(agent, reason)) {
            return null;
        }
        int away = 0;
        for (Agent other : centre.agents.all()) {
            away += has(other, reason) ? 1 : 0;
        }
        return away < rule.atOnceMax() ? null : new Answer(409, reason + ": " + away + " are away already", 0);
    }

    /** Away for this reason, or after the call that goes on. */
    private static boolean has(Agent agent, String reason) {
        boolean away = agent.is(AgentState.NOT_READY) && agent.reason.equals(reason);
        return away || (agent.pending == AgentTarget.NOT_READY && agent.pendingReason.equals(reason));
    }

    private BreaksConfig rules() {
        return centre.config.services().breaks();
    }
}
