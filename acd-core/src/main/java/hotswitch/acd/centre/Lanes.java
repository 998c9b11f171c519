package hotswitch.acd.centre;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.config.CentreConfig.Skill;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Membership;
import hotswitch.acd.queue.Place;
import java.util.List;

/** Lanes come into being with the first call that needs them. What they hold follows from calls, agents and rules. */
public final class Lanes {
    /** So many are kept though nobody waits there: to make one anew means to look at every agent. */
    private static final int KEPT_MAX = 64;

    private Lanes() {}

    /** The lane of calls with these needs, with its agents. */
    public static Lane of(Centre centre, AcdQueue queue, List<Skill> own, int only) {
        if (queue.isLines() || queue.closed || (own.isEmpty() && only == 0)) {
            return queue.common();
        }
        Lane known = queue.lane(own, only);
        return known == null ? open(centre, queue, own, only) : known;
    }

    /** Into every lane of the queues that there are now. */
    static void enter(Centre centre, Agent agent) {
        agent.memberships.clear();
        if (agent.removed) {
            return;
        }
        for (AcdQueue queue : centre.queues.all()) {
            if (queue.isLines() || queue.closed) {
                continue;
            }
            for (Lane lane : queue.lanes()) {
                admit(centre, agent, lane);
            }
        }
    }

    /** Out of its line; a lane for one agent only goes with its last call. */
    public static void leave(Centre centre, Place place) {
        Lane lane = place.lane();
        centre.queues.leave(place);
        if (lane.only != 0 && lane.waitingCount() == 0) {
            close(centre, lane);
        }
    }

    private static Lane open(Centre centre, AcdQueue queue, List<Skill> own, int only) {
        if (queue.lanes().size() > KEPT_MAX) {
            closeOneUnused(centre, queue);
        }
        Lane lane = queue.newLane(own, only);
        if (only == 0) {
            for (Agent agent : centre.agents.all()) {
                admit(centre, agent, lane);
            }
        } else if (centre.agents.get(only) != null) {
            admit(centre, centre.agents.get(only), lane);
        }
        return lane;
    }

    private static void closeOneUnused(Centre centre, AcdQueue queue) {
        for (Lane lane : queue.lanes()) {
            if (lane != queue.common() && lane.waitingCount() == 0) {
                close(centre, lane);
                return;
            }
        }
    }

    private static void close(Centre centre, Lane lane) {
        lane.queue.removeLane(lane);
        if (lane.only != 0) {
            dismiss(centre.agents.get(lane.only), lane);
            return;
        }
        for (Agent agent : centre.agents.all()) {
            dismiss(agent, lane);
        }
    }

    private static void admit(Centre centre, Agent agent, Lane lane) {
        Membership membership = agent.removed ? null : lane.admit(agent.config());
        if (membership == null) {
            return;
        }
        agent.memberships.add(membership);
        lane.loggedOn += agent.is(AgentState.LOGGED_OFF) ? 0 : 1;
        if (Capacity.takes(centre, agent, lane.queue)) {
            membership.enter(agent.standing);
        }
    }

    private static void dismiss(Agent agent, Lane lane) {
        Membership membership = agent == null ? null : agent.membershipIn(lane);
        if (membership == null) {
            return;
        }
        agent.memberships.remove(membership);
        if (membership.entered()) {
            membership.leave();
        }
    }
}
