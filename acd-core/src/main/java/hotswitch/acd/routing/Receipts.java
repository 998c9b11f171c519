package hotswitch.acd.routing;

import hotswitch.acd.AgentIds;
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
import java.util.Arrays;
import java.util.List;

/** Why this agent, and why not the others. Bounded, so that a match costs the same in a province as in a district. */
final class Receipts {
    private static final long NS_PER_MS = 1_000_000;
    private static final int CANDIDATES_MAX = 10;
    private static final int EXCLUSIONS_MAX = 100;
    private static final int LOOKED_AT_MAX = 200;
    private final Centre centre;
    private final List<Group> groups = new ArrayList<>();

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
        groups.clear();
        int looked = 0;
        int excluded = 0;
        for (Agent agent : centre.agents.all()) {
            if (looked == LOOKED_AT_MAX || excluded == EXCLUSIONS_MAX) {
                break;
            }
            looked++;
            if (!agent.is(AgentState.LOGGED_OFF) && exclude(agent, queue)) {
                excluded++;
            }
        }
        return groups.stream().map(Group::exclusion).toList();
    }

    private boolean exclude(Agent agent, AcdQueue queue) {
        if (agent.removed) {
            // Skills left with the configuration: a snapshot does not have them.
            group("REMOVED", "").add(agent.id);
        } else if (Agents.level(agent.config, queue.config) == 0) {
            group("SKILLS", "").add(agent.id);
        } else if (!agent.is(AgentState.READY)) {
            group(agent.state().name(), agent.reason).add(agent.id);
        } else {
            return false;
        }
        return true;
    }

    private Group group(String why, String reason) {
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            if (group.why.equals(why) && group.reason.equals(reason)) {
                return group;
            }
        }
        Group group = new Group(why, reason);
        groups.add(group);
        return group;
    }

    /** Agents who are excluded for the same reason. */
    private static final class Group {
        private final String why;
        private final String reason;
        private int[] agents = new int[8];
        private int size;

        Group(String why, String reason) {
            this.why = why;
            this.reason = reason;
        }

        void add(int agent) {
            if (size == agents.length) {
                agents = Arrays.copyOf(agents, 2 * size);
            }
            agents[size++] = agent;
        }

        Exclusion exclusion() {
            return new Exclusion(reason.isEmpty() ? why : why + " " + reason, AgentIds.copyOf(agents, size));
        }
    }
}
