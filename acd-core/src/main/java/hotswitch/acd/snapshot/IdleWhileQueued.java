package hotswitch.acd.snapshot;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.centre.Capacity;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Fit;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Place;
import hotswitch.acd.routing.AudioRoom;

/**
 * A call or work item that waits beside a ready agent who could take it: no turn may leave that behind. It is looked
 * for by skills, states and room alone, not in the tables by which calls and agents are matched, for it is these that
 * may be wrong. Without ports for audio no call can be taken.
 */
public record IdleWhileQueued(String queue, long callId, int agent) {

    /** One of them; null if there is none. Looks at every agent for each lane in which somebody waits. */
    public static IdleWhileQueued of(Centre centre) {
        for (AcdQueue queue : centre.queues.all()) {
            for (Lane lane : queue.lanes()) {
                boolean rests = AudioRoom.rests(centre, queue);
                boolean nobody = rests || lane.waitingCount() == 0 || queue.isLines() || queue.closed;
                IdleWhileQueued found = nobody ? null : of(centre, lane);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static IdleWhileQueued of(Centre centre, Lane lane) {
        for (Agent agent : centre.agents.all()) {
            if (!agent.is(AgentState.READY) || agent.removed || !Capacity.takes(centre, agent, lane.queue)) {
                continue;
            }
            Fit fit = lane.fits(agent.config());
            Place first = fit == null ? null : lane.firstFrom(fit.step());
            if (first != null) {
                return new IdleWhileQueued(lane.queue.name, first.callId, agent.id);
            }
        }
        return null;
    }
}
