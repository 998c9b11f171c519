package hotswitch.acd.routing;

import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Lanes;
import hotswitch.acd.config.QueueRouting.Relaxation;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import java.util.List;

/**
 * Where exactly a call stands in its queue: which lane by what it asks, which step by how long it has waited there, and
 * with which score. All of it follows from the call and the rules.
 */
public final class Placing {
    private static final long NS_PER_MS = 1_000_000;
    private final Centre centre;
    private final Needs needs;
    private final Preferring preferring;

    public Placing(Centre centre) {
        this.centre = centre;
        this.needs = new Needs(centre);
        this.preferring = new Preferring(centre);
    }

    /** Newly in this queue: its asks as they are, relaxed from now on. */
    void begin(Call call) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        call.waiting.step = 0;
        call.waiting.preferred = 0;
        call.waiting.preferred = preferring.agent(call, queue, lane(call, queue));
        if (call.waiting.preferred != 0) {
            long patienceMs = queue.routing.preference().patienceMs();
            centre.deadlines.arm(call.patience, centre.inMs(patienceMs));
        }
        enter(call);
        armRelaxation(call);
    }

    /** Into the line of its queue. */
    public void enter(Call call) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        int priority = queue.isLines() ? 0 : call.waiting.priority;
        call.waiting.place.rate(queue.routing.score(), priority, call.clock.queuedNs / NS_PER_MS);
        Lane lane = lane(call, queue);
        centre.queues.enter(call.waiting.place.promised(call.toCallBack()), lane, call.waiting.step);
        centre.queues.touch(lane);
    }

    public void leave(Call call) {
        Lanes.leave(centre, call.waiting.place);
    }

    /** From here on somebody else may take it as well. While it is offered, that counts if the offer fails. */
    public void relax(Call call) {
        boolean waits = call.is(CallState.QUEUED);
        if (waits) {
            leave(call);
        }
        call.waiting.step++;
        if (waits) {
            enter(call);
        }
        armRelaxation(call);
    }

    /** The preferred agent was waited for long enough: anybody may take it. */
    public void impatient(Call call) {
        boolean waits = call.is(CallState.QUEUED);
        centre.deadlines.cancel(call.patience);
        if (waits) {
            leave(call);
        }
        call.waiting.preferred = 0;
        if (waits) {
            enter(call);
        }
    }

    /** The one agent for whom these calls wait will not come: anybody may take them. */
    void giveUpWaitingFor(Lane lane) {
        for (long callId : lane.inOrder()) {
            impatient(centre.calls.get(callId));
        }
    }

    boolean mayCome(Lane lane) {
        return preferring.mayCome(lane.only, lane);
    }

    /** With what the caller's class and history add to the flow's. */
    int priority(Call call, int byFlow) {
        return preferring.priority(call, byFlow);
    }

    /** Before the rules change: out of every line. */
    public void everybodyOut() {
        for (Call call : centre.calls.calls.inIdOrder()) {
            if (call.is(CallState.QUEUED)) {
                leave(call);
            }
        }
    }

    /** In again, by new rules. */
    public void everybodyInAnew() {
        for (AcdQueue queue : centre.queues.all()) {
            if (!queue.closed && queue.relaxesAnew()) {
                relaxAnew(queue);
            }
        }
        everybodyIn();
    }

    /** Into their lines, after a snapshot. */
    public void everybodyIn() {
        for (Call call : centre.calls.calls.inIdOrder()) {
            if (call.is(CallState.QUEUED)) {
                enter(call);
            }
        }
    }

    /** The relaxations of a queue are others than before: each call is at the step that its wait there has earned. */
    private void relaxAnew(AcdQueue queue) {
        for (Call call : centre.calls.calls.inIdOrder()) {
            if (call.inQueue() && call.waiting.queue.equals(queue.name)) {
                call.waiting.step = step(call, queue);
                armRelaxation(call);
            }
        }
    }

    private int step(Call call, AcdQueue queue) {
        List<Relaxation> relax = queue.routing.relax();
        int step = 0;
        while (step < relax.size() && dueNs(call, relax.get(step)) <= centre.nowNs()) {
            step++;
        }
        return step;
    }

    private void armRelaxation(Call call) {
        List<Relaxation> relax = centre.queues.get(call.waiting.queue).routing.relax();
        if (call.waiting.step < relax.size()) {
            centre.deadlines.arm(call.relaxing, dueNs(call, relax.get(call.waiting.step)));
        } else {
            centre.deadlines.cancel(call.relaxing);
        }
    }

    private static long dueNs(Call call, Relaxation relaxation) {
        return call.waiting.enteredNs + relaxation.afterMs() * NS_PER_MS;
    }

    private Lane lane(Call call, AcdQueue queue) {
        return Lanes.of(centre, queue, needs.of(call), call.waiting.preferred);
    }
}
