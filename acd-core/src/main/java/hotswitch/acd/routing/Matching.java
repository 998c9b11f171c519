package hotswitch.acd.routing;

import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Place;
import java.util.List;

/**
 * Brings waiting calls and ready agents together at the end of every turn, until no call waits whom a ready agent
 * could serve. Only lanes that were touched can have changed; among them the call with the greatest score goes first,
 * so that a call of one queue never passes a better one of another for the same agent.
 */
public final class Matching {
    private static final long NS_PER_MS = 1_000_000;
    private final Centre centre;
    private final Queueing queueing;
    private final Offering offering;
    private final Hunting hunting;
    private final Placing placing;

    public Matching(Centre centre, Queueing queueing, Offering offering, Hunting hunting, Placing placing) {
        this.centre = centre;
        this.queueing = queueing;
        this.offering = offering;
        this.hunting = hunting;
        this.placing = placing;
    }

    public void settle() {
        do {
            match(centre.queues.touched());
        } while (offering.ringMore());
    }

    private void match(List<Lane> touched) {
        while (!touched.isEmpty()) {
            sendOn(touched);
            Place next = next(touched);
            if (next != null) {
                offering.offer(next);
            }
        }
    }

    /** The one to be offered now; lanes where nobody can be are settled. Null if nobody can be any more. */
    private Place next(List<Lane> touched) {
        long nowMs = centre.nowNs() / NS_PER_MS;
        Place best = null;
        for (int i = touched.size() - 1; i >= 0; i--) {
            Place place = touched.get(i).next();
            if (place == null) {
                centre.queues.settled(i);
            } else if (best == null || place.before(best, nowMs)) {
                best = place;
            }
        }
        return best;
    }

    /** Whoever is sent on may come to a lane that was looked at before. */
    private void sendOn(List<Lane> touched) {
        for (int i = 0; i < touched.size(); ) {
            i = sendOn(touched.get(i)) ? 0 : i + 1;
        }
    }

    /** True if somebody left. */
    private boolean sendOn(Lane lane) {
        int waiting = lane.waitingCount();
        if (waiting == 0) {
            return false;
        }
        if (lane.queue.isLines()) {
            hunting.match(lane.queue);
        } else if (queueing.emergency()) {
            queueing.toLines(lane.queue);
        } else if (lane.queue.closed || (lane.only == 0 && Queueing.deserted(lane))) {
            queueing.overflowAll(lane, "no-agent");
        } else if (lane.only != 0 && !placing.mayCome(lane)) {
            placing.giveUpWaitingFor(lane);
        }
        return lane.waitingCount() != waiting;
    }
}
