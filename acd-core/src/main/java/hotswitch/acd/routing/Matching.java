package hotswitch.acd.routing;

import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.AcdQueue;

/**
 * Brings waiting calls and ready agents together at the end of every turn, until no call waits whom a ready agent
 * could serve. Only queues that were touched can have changed; among them the call with the best place goes first,
 * so that a call of one queue never passes an older one of another for the same agent.
 */
public final class Matching {
    private final Centre centre;
    private final Queueing queueing;
    private final Offering offering;
    private final Hunting hunting;

    public Matching(Centre centre, Queueing queueing, Offering offering, Hunting hunting) {
        this.centre = centre;
        this.queueing = queueing;
        this.offering = offering;
        this.hunting = hunting;
    }

    public void settle() {
        while (!centre.queues.touched().isEmpty()) {
            AcdQueue next = next();
            if (next != null) {
                offering.offer(next);
            }
        }
    }

    /** The touched queue whose first call is to be offered now; null if none can be any more. */
    private AcdQueue next() {
        AcdQueue best = null;
        for (AcdQueue queue : centre.queues.touched().toArray(AcdQueue[]::new)) {
            if (queue.waiting.isEmpty() || !canOffer(queue)) {
                centre.queues.settled(queue);
            } else if (best == null || queue.waiting.firstPlace().compareTo(best.waiting.firstPlace()) < 0) {
                best = queue;
            }
        }
        return best;
    }

    private boolean canOffer(AcdQueue queue) {
        if (queue.isLines()) {
            hunting.match(queue);
            return false;
        }
        if (queueing.emergency()) {
            queueing.toLines(queue);
            return false;
        }
        if (Queueing.deserted(queue)) {
            queueing.overflowAll(queue, "no-agent");
            return false;
        }
        return queue.readyCount() > 0;
    }
}
