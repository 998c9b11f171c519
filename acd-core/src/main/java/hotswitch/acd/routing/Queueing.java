package hotswitch.acd.routing;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Disposition;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Playing;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CentreConfig.Overflow;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import java.util.List;

/** Into a waiting line, on to another, and out where nobody can help. */
public final class Queueing {
    /** A call is sent on so often at most: two queues that overflow into each other end here. */
    private static final int OVERFLOWS_MAX = 8;
    /** A farewell prompt that never ends is cut off. */
    private static final long FAREWELL_MS = 60_000;

    private final Turn turn;
    private final Centre centre;
    private final Announcing announcing;
    private final Placing placing;
    private final Onward onward;

    public Queueing(Turn turn, Announcing announcing, Placing placing, Onward onward) {
        this.onward = onward;
        this.turn = turn;
        this.centre = turn.centre;
        this.announcing = announcing;
        this.placing = placing;
    }

    /** The flow is done with the call: it waits from now on. In an emergency it waits for a backup line. */
    public void enqueue(Call call, String queueName, int priority) {
        enter(call, queueName, placing.priority(call, priority));
    }

    /** Into a queue with this priority, whatever the caller's class. */
    public void enter(Call call, String queueName, int priority) {
        centre.deadlines.cancel(call.step);
        call.waiting.priority = priority;
        AcdQueue queue = centre.queues.get(emergency() ? AcdQueue.LINES : queueName);
        if (queue == null || queue.closed || queue.isItems() || (queue.isLines() && centre.lines.isEmpty())) {
            release(call, "no such queue: " + queueName);
            return;
        }
        call.clock.entersLine(centre.nowNs());
        call.waiting.sinceNs = centre.nowNs();
        call.waiting.overflows = 0;
        join(call, queue);
    }

    public boolean emergency() {
        return centre.emergency && !centre.lines.isEmpty();
    }

    /** An offer failed: back at the old place, unless the longest wait is over. */
    public void requeue(Call call) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        backInLine(call);
        boolean limited = call.toCallBack() || queue.config.bounds().waitMaxMs() > 0;
        boolean over = limited && !call.longestWait.armed();
        if (over) {
            overflow(call, "wait-max");
        }
    }

    private void backInLine(Call call) {
        call.become(CallState.QUEUED);
        call.agent = 0;
        call.line = "";
        call.offerId = 0;
        placing.enter(call);
    }

    /** Its offer is over, and it goes elsewhere than back to its place. */
    public void takeOut(Call call, String cause) {
        backInLine(call);
        leave(call, centre.queues.get(call.waiting.queue), cause);
    }

    /** Into another line, or back into its own, without having talked to anybody meanwhile: it has waited since. */
    public void enterNext(Call call, AcdQueue queue) {
        join(call, emergency() ? centre.queues.lines() : queue);
    }

    /** Waited as long as this queue permits. While it is offered it may still be answered. */
    public void waitedTooLong(Call call) {
        if (call.is(CallState.QUEUED)) {
            overflow(call, "wait-max");
        }
    }

    /** Leaves the queue in which it waits for the target that the queue names. */
    public void overflow(Call call, String cause) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        if (call.toCallBack()) {
            turn.clearing.release(call, Disposition.NOT_REACHED, "core", cause);
            return;
        }
        leave(call, queue, cause);
        Overflow overflow = queue.config.overflow();
        AcdQueue target = switch (overflow.kind()) {
            case QUEUE -> centre.queues.get(overflow.target());
            case LINES -> centre.lines.isEmpty() ? null : centre.queues.lines();
            case RELEASE, NUMBER, FLOW -> null;
        };
        if (target != null && !target.closed && !target.isItems() && call.waiting.overflows <= OVERFLOWS_MAX) {
            join(call, target);
            return;
        }
        boolean goesOn = switch (overflow.kind()) {
            case NUMBER -> onward.number(call, overflow);
            case FLOW -> onward.flow(call, overflow.target());
            case QUEUE, LINES, RELEASE -> false;
        };
        if (goesOn) {
            return;
        }
        boolean spoken = overflow.kind() == OverflowKind.RELEASE;
        farewell(call, spoken ? overflow.target() : "", cause);
    }

    /** Everybody here goes to the backup lines, in order. */
    public void toLines(AcdQueue queue) {
        for (long callId : queue.waiting.inOrder()) {
            Call call = centre.calls.get(callId);
            if (!call.toCallBack()) {
                leave(call, queue, "emergency");
                join(call, centre.queues.lines());
            }
        }
    }

    /** Nobody who could help is logged on: everybody overflows. */
    public void overflowAll(Lane lane, String cause) {
        for (long callId : lane.inOrder()) {
            Call call = centre.calls.get(callId);
            if (!call.toCallBack() || lane.queue.closed) {
                overflow(call, cause);
            }
        }
    }

    public static boolean deserted(Lane lane) {
        boolean nobody = lane.loggedOn == 0 && lane.queue.config.overflow().whenNoAgentLoggedOn();
        return !lane.queue.isLines() && (nobody || lane.queue.closed);
    }

    private void join(Call call, AcdQueue queue) {
        int before = queue.waiting.size();
        place(call, queue);
        Lane lane = call.waiting.place.lane();
        if (queue.full(before, free(lane))) {
            overflow(call, "full");
        } else if (deserted(lane)) {
            overflow(call, "no-agent");
        } else if (tooLong(call, queue)) {
            overflow(call, "expected-wait");
        } else {
            settleDown(call, queue);
        }
    }

    /** Tells how long it is going to wait, where it has to; true if that is longer than it shall. */
    private boolean tooLong(Call call, AcdQueue queue) {
        call.waiting.expectedMs = -1;
        if (queue.isLines() || free(call.waiting.place.lane()) > 0) {
            return false;
        }
        int position = queue.waiting.position(call.waiting.place);
        long expectedMs = queue.expectedWaitMs(position);
        long mostMs = queue.config.overflow().whenExpectedMs();
        if (mostMs > 0 && expectedMs > mostMs) {
            return true;
        }
        call.waiting.expectedMs = expectedMs;
        centre.says.waitExpected(call, queue, position);
        return false;
    }

    /** Who is matched before this turn ends does not really wait. */
    private int free(Lane lane) {
        if (AudioRoom.rests(centre, lane.queue)) {
            return 0;
        }
        return lane.queue.isLines() ? centre.lines.idleCount() : lane.readyFor(0);
    }

    /** Higher priorities do not count among those who wait for a line: first come, first served. */
    private void place(Call call, AcdQueue queue) {
        if (call.waiting.place == null) {
            call.waiting.placed(call.id, centre.counts.newPlace());
        }
        call.waiting.queue = queue.name;
        call.waiting.enteredNs = centre.nowNs();
        if (!call.is(CallState.QUEUED)) {
            call.become(CallState.QUEUED);
        }
        placing.begin(call);
        queue.counters.of(centre.nowNs()).offered++;
        centre.event(CallEventType.QUEUED, call, centre.calls.leg(call.originLeg), "");
    }

    private void settleDown(Call call, AcdQueue queue) {
        if (queue.config.bounds().waitMaxMs() > 0) {
            centre.deadlines.arm(
                    call.longestWait, centre.inMs(queue.config.bounds().waitMaxMs()));
        }
        Leg leg = centre.calls.leg(call.originLeg);
        if (leg.connected()) {
            announcing.begin(call, queue);
        } else {
            centre.order(new Order.Ring(call.id, leg.id));
        }
    }

    private void leave(Call call, AcdQueue queue, String cause) {
        centre.stopWaiting(call);
        placing.leave(call);
        queue.counters.of(call.waiting.enteredNs).overflowed++;
        if (call.waiting.hadToWait() && !call.toCallBack()) {
            queue.pace.waited(call.waiting.stayedMs(centre.nowNs()), false);
        }
        call.waiting.overflows++;
        centre.event(CallEventType.DIVERTED, call, centre.calls.leg(call.originLeg), cause);
    }

    private void farewell(Call call, String prompt, String cause) {
        Leg leg = centre.calls.leg(call.originLeg);
        List<String> prompts = Playing.named(prompt);
        call.clock.leavesLine(centre.nowNs());
        call.become(CallState.IN_IVR);
        if (prompts.isEmpty() || !leg.connected()) {
            release(call, cause);
            return;
        }
        call.farewell = true;
        turn.playing.play(call, leg, prompts);
        centre.deadlines.arm(call.step, centre.inMs(FAREWELL_MS));
    }

    private void release(Call call, String cause) {
        turn.clearing.release(call, Disposition.OVERFLOWED, "core", cause);
    }
}
