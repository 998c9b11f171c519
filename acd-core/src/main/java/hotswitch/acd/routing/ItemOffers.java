package hotswitch.acd.routing;

import hotswitch.acd.Fact;
import hotswitch.acd.ItemState;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Lanes;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.item.WorkItem;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Work items in the same lines as calls: by the same skills, steps and scores, to agents who have room for them. */
public final class ItemOffers {
    private static final long NS_PER_MS = 1_000_000;
    private static final String RONA = "RONA";
    private final Turn turn;
    private final Centre centre;
    private final Needs needs;
    private final Receipts receipts;

    public ItemOffers(Turn turn) {
        this.turn = turn;
        this.centre = turn.centre;
        this.needs = new Needs(centre);
        this.receipts = new Receipts(centre);
    }

    /** Newly in its queue, or again. */
    public void begin(WorkItem item, String cause) {
        AcdQueue queue = centre.queues.get(item.queue);
        item.enteredNs = centre.nowNs();
        queue.counters.of(item.enteredNs).offered++;
        enter(item);
        armRelaxation(item, queue);
        armWait(item, queue);
        told(item, cause);
    }

    /** Into the line of its queue. */
    public void enter(WorkItem item) {
        AcdQueue queue = centre.queues.get(item.queue);
        item.place.rate(queue.routing.score(), item.priority, item.arrivedNs / NS_PER_MS);
        Lane lane = Lanes.of(centre, queue, needs.of(item.attributes), 0);
        centre.queues.enter(item.place, lane, item.step);
        centre.queues.touch(lane);
    }

    /** To the best of those who have room for it. */
    void offer(Place place) {
        Lane lane = place.lane();
        WorkItem item = centre.items.get(place.callId);
        Agent agent = centre.agents.get(lane.best(place.step()).agent);
        long offerId = centre.counts.newId();
        lane.queue.waiting.served(place);
        receipts.state(item, lane, agent.id, offerId);
        Lanes.leave(centre, place);
        item.become(ItemState.OFFERED);
        item.agent = agent.id;
        agent.items.add(item);
        agent.standing.offerOrder = offerId;
        centre.deadlines.arm(item.wait, centre.inMs(lane.queue.config.times().offerMs()));
        turn.moves.workChanged(agent, true);
        told(item, "");
    }

    /** The offer was not accepted in time, or it has waited as long as its queue permits. */
    public void waited(WorkItem item) {
        if (item.is(ItemState.OFFERED)) {
            returned(item, RONA);
        } else {
            end(item, ItemState.EXPIRED, "wait-max");
        }
    }

    /** An agent did not take it, or gives it back: whoever did so is not ready for the next one at once. */
    public void returned(WorkItem item, String cause) {
        Agent agent = centre.agents.get(item.agent);
        back(item, cause);
        if (agent.is(AgentState.READY)) {
            turn.moves.become(agent, AgentState.NOT_READY, cause);
        }
    }

    /** Before the matching: what those had who left their desks. Whoever is not ready keeps what was begun. */
    void takeBack() {
        for (int i = 0; i < centre.leftWork.size(); i++) {
            Agent agent = centre.leftWork.get(i);
            boolean off = agent.is(AgentState.LOGGED_OFF);
            for (WorkItem item : inIdOrder(agent.items)) {
                if (off || (item.is(ItemState.OFFERED) && agent.is(AgentState.NOT_READY))) {
                    back(item, off ? "LOGGED_OFF" : "NOT_READY");
                }
            }
        }
        centre.leftWork.clear();
    }

    private static List<WorkItem> inIdOrder(List<WorkItem> items) {
        List<WorkItem> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparingLong(item -> item.id));
        return sorted;
    }

    /** At its old place; whoever had begun it makes it a new entry of the queue. */
    private void back(WorkItem item, String cause) {
        AcdQueue queue = centre.queues.get(item.queue);
        if (queue == null || queue.closed) {
            end(item, ItemState.EXPIRED, "queue closed");
            return;
        }
        boolean begun = item.is(ItemState.OPEN);
        release(item);
        item.become(ItemState.WAITING);
        if (begun) {
            begin(item, cause);
        } else {
            enter(item);
            armWait(item, queue);
            told(item, cause);
        }
    }

    /** It is done, or nobody will do it. */
    public void end(WorkItem item, ItemState state, String cause) {
        AcdQueue queue = centre.queues.get(item.queue);
        if (item.is(ItemState.WAITING)) {
            Lanes.leave(centre, item.place);
        }
        if (!item.is(ItemState.OPEN)) {
            count(item, queue, state);
        }
        item.become(state);
        told(item, cause);
        release(item);
        centre.deadlines.cancel(item.wait);
        centre.deadlines.cancel(item.due);
        centre.deadlines.cancel(item.relaxing);
        centre.items.items.remove(item);
    }

    private static void count(WorkItem item, AcdQueue queue, ItemState state) {
        if (state == ItemState.WITHDRAWN) {
            queue.counters.of(item.enteredNs).abandoned++;
        } else {
            queue.counters.of(item.enteredNs).overflowed++;
        }
    }

    private void release(WorkItem item) {
        Agent agent = centre.agents.get(item.agent);
        item.agent = 0;
        if (agent != null) {
            agent.items.remove(item);
            turn.moves.workChanged(agent, false);
        }
    }

    /** The queue of these is no more. */
    void closed(Lane lane) {
        for (long itemId : lane.inOrder()) {
            end(centre.items.get(itemId), ItemState.EXPIRED, "queue closed");
        }
    }

    /** From here on somebody else may take it as well. */
    public void relax(WorkItem item) {
        boolean waits = item.is(ItemState.WAITING);
        if (waits) {
            Lanes.leave(centre, item.place);
        }
        item.step++;
        if (waits) {
            enter(item);
        }
        armRelaxation(item, centre.queues.get(item.queue));
    }

    private void armRelaxation(WorkItem item, AcdQueue queue) {
        List<Relaxation> relax = queue.routing.relax();
        if (item.step < relax.size()) {
            centre.deadlines.arm(
                    item.relaxing, item.arrivedNs + relax.get(item.step).afterMs() * NS_PER_MS);
        } else {
            centre.deadlines.cancel(item.relaxing);
        }
    }

    private void armWait(WorkItem item, AcdQueue queue) {
        long waitMaxMs = queue.config.bounds().waitMaxMs();
        if (waitMaxMs > 0) {
            centre.deadlines.arm(item.wait, item.enteredNs + waitMaxMs * NS_PER_MS);
        } else {
            centre.deadlines.cancel(item.wait);
        }
    }

    /** Before the rules change: out of every line. */
    public void everybodyOut() {
        for (WorkItem item : centre.items.items.inIdOrder()) {
            if (item.is(ItemState.WAITING)) {
                Lanes.leave(centre, item.place);
            }
        }
    }

    /** In again, by new rules: at the step that the wait has earned. */
    public void everybodyInAnew() {
        for (WorkItem item : centre.items.items.inIdOrder()) {
            AcdQueue queue = centre.queues.get(item.queue);
            if (item.is(ItemState.OPEN)) {
                continue;
            }
            if (queue.closed) {
                item.step = 0;
                centre.deadlines.cancel(item.relaxing);
            } else if (queue.relaxesAnew()) {
                item.step = step(item, queue.routing.relax());
                armRelaxation(item, queue);
            }
        }
        everybodyIn();
    }

    private int step(WorkItem item, List<Relaxation> relax) {
        int step = 0;
        while (step < relax.size() && item.arrivedNs + relax.get(step).afterMs() * NS_PER_MS <= centre.nowNs()) {
            step++;
        }
        return step;
    }

    /** Into their lines, after a snapshot. */
    public void everybodyIn() {
        for (WorkItem item : centre.items.items.inIdOrder()) {
            if (item.is(ItemState.WAITING)) {
                enter(item);
            }
        }
    }

    void told(WorkItem item, String cause) {
        centre.fact(new Fact.ItemChanged(
                item.id, item.state(), item.channel, item.queue, item.agent, item.subject, item.customer, cause));
        centre.order(new Order.MailboxChanged(item.queue, item.id, item.state()));
    }

    /** An agent has begun it. */
    public void begun(WorkItem item) {
        centre.deadlines.cancel(item.wait);
        centre.deadlines.cancel(item.relaxing);
        AcdQueue queue = centre.queues.get(item.queue);
        var counters = queue.counters.of(item.enteredNs);
        counters.answered++;
        if (centre.nowNs() - item.enteredNs <= queue.config.times().serviceLevelMs() * NS_PER_MS) {
            counters.inServiceLevel++;
        }
        item.become(ItemState.OPEN);
        told(item, "");
    }
}
