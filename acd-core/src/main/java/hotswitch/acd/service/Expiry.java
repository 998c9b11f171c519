package hotswitch.acd.service;

import hotswitch.acd.agent.Agent;
import hotswitch.acd.call.Call;
import hotswitch.acd.callback.Callbacks;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.routing.Announcing;
import hotswitch.acd.routing.AudioRoom;
import hotswitch.acd.routing.Hunting;
import hotswitch.acd.routing.ItemOffers;
import hotswitch.acd.routing.Matching;
import hotswitch.acd.routing.Placing;
import hotswitch.acd.routing.Queueing;
import hotswitch.acd.time.Deadline;

/** Deadlines that fell due, the earliest first, so many in a turn at most; after each the queues are matched. */
final class Expiry {
    private final Centre centre;
    private final Verbs verbs;
    private final Matching matching;

    /** What it hands on to. */
    record Verbs(
            LegService legs,
            AgentService agents,
            Queueing queueing,
            Announcing announcing,
            Hunting hunting,
            Callbacks callbacks,
            Placing placing,
            ItemService items,
            ItemOffers itemOffers,
            AudioRoom audioRoom) {}

    Expiry(Centre centre, Verbs verbs, Matching matching) {
        this.centre = centre;
        this.verbs = verbs;
        this.matching = matching;
    }

    void run() {
        for (int n = 0; n < centre.limits.deadlinesPerTurn(); n++) {
            Deadline deadline = centre.deadlines.due(centre.nowNs());
            if (deadline == null) {
                return;
            }
            expire(deadline);
            matching.settle();
        }
    }

    private void expire(Deadline deadline) {
        switch (deadline.kind) {
            case STEP -> verbs.legs.stepDue(call(deadline));
            case WAIT -> waited(call(deadline));
            case ANNOUNCE -> verbs.announcing.announce(call(deadline));
            case RELAX -> verbs.placing.relax(call(deadline));
            case PATIENCE -> verbs.placing.impatient(call(deadline));
            case WRAP_UP -> verbs.agents.wrapUpDue(agent(deadline));
            case ITEM_WAIT -> verbs.itemOffers.waited(item(deadline));
            case ITEM_DUE -> verbs.items.due(item(deadline));
            case ITEM_RELAX -> verbs.itemOffers.relax(item(deadline));
            case BREAK -> verbs.agents.breakDue(agent(deadline));
            case REST -> verbs.hunting.rested();
            case AUDIO -> verbs.audioRoom.due();
        }
    }

    private void waited(Call call) {
        if (call.toCallBack()) {
            verbs.callbacks.expired(call);
        } else {
            verbs.queueing.waitedTooLong(call);
        }
    }

    private Call call(Deadline deadline) {
        Call call = centre.calls.get(deadline.owner());
        if (call == null) {
            throw new IllegalStateException(deadline.kind + " of call " + deadline.owner() + " outlived it");
        }
        return call;
    }

    private WorkItem item(Deadline deadline) {
        WorkItem item = centre.items.get(deadline.owner());
        if (item == null) {
            throw new IllegalStateException(deadline.kind + " of item " + deadline.owner() + " outlived it");
        }
        return item;
    }

    private Agent agent(Deadline deadline) {
        Agent agent = centre.agents.get((int) deadline.owner());
        if (agent == null) {
            throw new IllegalStateException(deadline.kind + " of agent " + deadline.owner() + " outlived it");
        }
        return agent;
    }
}
