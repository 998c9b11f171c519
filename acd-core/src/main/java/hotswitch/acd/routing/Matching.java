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
    private final ItemOffers items;

    /** What it hands on to. */
    public record Verbs(Queueing queueing, Offering offering, Hunting hunting, Placing placing, ItemOffers items) {}

    public Matching(Centre centre, Verbs verbs) {
        this.centre = centre;
        this.queueing = verbs.queueing;
        this.offering = verbs.offering;
        this.hunting = verbs.hunting;
        this.placing = verbs.placing;
        this.items = verbs.items;
    }

    public void settle() {
        do {
            items.takeBack();
            match(centre.queues.touched());
        } while (offering.ringMore());
    }

    private void match(List<Lane> touched) {
        while (!touched.isEmpty()) {
            sendOn(touched);
            Place next = next(touched);
            if (next != null && next.lane().queue.isItems()) {
                items.offer(next);
            } else if (next != null) {
                offering.offer(next);
            }
        }
    }

    /** The one to be offered now; lanes where nobody can be are settled. Null if nobody can be any more. */
    private Place next(List<Lane> touched) {
        long nowMs = centre.nowNs() / NS_PER_MS;
        Place best = null;
        for (int i = touched.size() - 1; i >= 0; i--) {
            Lane lane = touched.get(i);
            Place place = AudioRoom.rests(centre, lane.queue) ? null : lane.next();
            if (place == null) {
                centre.queues.settled(i);
            } else if (best == null || place.before(best, nowMs)) {
                best = place;
            }
        }
        return best;
    }

    /**
     * Whoever is sent on may come to a lane that was looked at before. By name, as after a restart there are other
     * empty lanes, and others are older.
     */
    private void sendOn(List<Lane> touched) {
        boolean moves = toSendOn(touched);
        while (moves) {
            touched.sort(Lane.BY_NAME);
            moves = sendOnFirst(touched);
        }
    }

    private boolean toSendOn(List<Lane> touched) {
        for (int i = 0; i < touched.size(); i++) {
            if (toSendOn(touched.get(i))) {
                return true;
            }
        }
        return false;
    }

    private boolean toSendOn(Lane lane) {
        if (lane.waitingCount() == 0) {
            return false;
        }
        boolean deserted = lane.only == 0 ? Queueing.deserted(lane) : !placing.mayCome(lane);
        return lane.queue.isLines() || lane.queue.closed || deserted || queueing.emergency();
    }

    /** True if somebody left somewhere. */
    private boolean sendOnFirst(List<Lane> touched) {
        for (int i = 0; i < touched.size(); i++) {
            Lane lane = touched.get(i);
            if (toSendOn(lane) && sendOn(lane)) {
                return true;
            }
        }
        return false;
    }

    private boolean sendOn(Lane lane) {
        int inLane = lane.waitingCount();
        int inQueue = lane.queue.waiting.size();
        if (lane.queue.isLines()) {
            hunting.match(lane.queue);
        } else if (lane.queue.isItems()) {
            if (lane.queue.closed) {
                items.closed(lane);
            }
        } else {
            sendCallsOn(lane);
        }
        return lane.waitingCount() != inLane || lane.queue.waiting.size() != inQueue;
    }

    /** In an emergency to the backup lines, but for those who are to be called back: they stay for the agents. */
    private void sendCallsOn(Lane lane) {
        if (queueing.emergency()) {
            queueing.toLines(lane.queue);
        }
        if (lane.queue.closed || lane.only == 0) {
            queueing.overflowAll(lane, "no-agent");
        } else if (!placing.mayCome(lane)) {
            placing.giveUpWaitingFor(lane);
        }
    }
}
