package hotswitch.acd.routing;

import hotswitch.acd.Fact.Candidate;
import hotswitch.acd.Fact.Exclusion;
import hotswitch.acd.Fact.Receipt;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Agents;
import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Ready;
import java.util.ArrayList;
import java.util.List;

/** Why this agent, and why not the others. Bounded, so that a match costs the same in a province as in a district. */
final class Receipts {
    private static final long NS_PER_MS = 1_000_000;
    private static final int CANDIDATES_MAX = 10;
    private static final int EXCLUSIONS_MAX = 100;
    private static final int LOOKED_AT_MAX = 200;
    private final Centre centre;

    Receipts(Centre centre) {
        this.centre = centre;
    }

    /** Before the chosen agent leaves READY. */
    Receipt receipt(Call call, AcdQueue queue, int chosen, long offerId) {
        String policy = queue.config.strategy() + " " + centre.configHash;
        return new Receipt(call.id, offerId, queue.name, chosen, policy, candidates(queue), exclusions(queue));
    }

    private List<Candidate> candidates(AcdQueue queue) {
        List<Candidate> list = new ArrayList<>();
        for (Ready ready : queue.preferred(CANDIDATES_MAX)) {
            long idleNs = centre.nowNs() - centre.agents.get(ready.agent()).idleSinceNs;
            list.add(new Candidate(ready.agent(), ready.level(), idleNs / NS_PER_MS));
        }
        return list;
    }

    private List<Exclusion> exclusions(AcdQueue queue) {
        List<Exclusion> list = new ArrayList<>();
        int looked = 0;
        for (Agent agent : centre.agents.all()) {
            if (looked == LOOKED_AT_MAX || list.size() == EXCLUSIONS_MAX) {
                break;
            }
            looked++;
            if (!agent.is(AgentState.LOGGED_OFF)) {
                exclude(agent, queue, list);
            }
        }
        return list;
    }

    private static void exclude(Agent agent, AcdQueue queue, List<Exclusion> list) {
        if (agent.removed) {
            // Skills left with the configuration: a snapshot does not have them.
            list.add(new Exclusion(agent.id, "REMOVED"));
        } else if (Agents.level(agent.config, queue.config) == 0) {
            list.add(new Exclusion(agent.id, "SKILLS"));
        } else if (!agent.is(AgentState.READY)) {
            String state = agent.state().name();
            list.add(new Exclusion(agent.id, agent.reason.isEmpty() ? state : state + " " + agent.reason));
        }
    }
}
