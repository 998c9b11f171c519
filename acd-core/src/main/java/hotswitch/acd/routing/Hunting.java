package hotswitch.acd.routing;

import static hotswitch.acd.Order.DialLeg.UNAVAILABLE;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Lanes;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.hunt.Line;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.time.Deadline;

/**
 * Line hunting: the first of those who wait gets the next idle line; a busy or failed line rests, the next is
 * tried.
 */
public final class Hunting {
    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;
    private final Announcing announcing;

    public Hunting(Turn turn, Queueing queueing, Announcing announcing) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
        this.announcing = announcing;
    }

    /** As many as there are idle lines. */
    void match(AcdQueue queue) {
        while (!queue.waiting.isEmpty() && !AudioRoom.rests(centre, queue)) {
            Call call = centre.calls.get(queue.waiting.firstCall());
            Line line = centre.lines.take(call.id);
            if (line == null) {
                return;
            }
            Lanes.leave(centre, call.waiting.place);
            dial(call, line);
        }
    }

    /** Busy, refused, silent: the line rests and the call tries the next from its old place. */
    public void failed(Call call, String cause) {
        Line line = centre.lines.get(call.line);
        turn.clearing.clearFar(call, cause);
        back(call, cause);
        centre.lines.fail(line, centre.nowNs());
        turn.clearing.lineChanged(line);
        armRest();
    }

    /** The leg was refused or lost already: nothing to end. */
    public void refused(Call call, String cause) {
        turn.clearing.forget(call, centre.calls.leg(call.farLeg));
        failed(call, cause);
    }

    /** Lost by a fault of ours: the line is not to blame. */
    public void lost(Call call, String cause) {
        Line line = centre.lines.get(call.line);
        turn.clearing.forget(call, centre.calls.leg(call.farLeg));
        centre.lines.release(line);
        back(call, cause);
        turn.clearing.lineChanged(line);
    }

    public void rested() {
        for (Line line : centre.lines.rested(centre.nowNs())) {
            turn.clearing.lineChanged(line);
        }
        armRest();
    }

    private void armRest() {
        long nextNs = centre.lines.nextRestedNs();
        if (nextNs == Deadline.NEVER) {
            centre.deadlines.cancel(centre.rest);
        } else {
            centre.deadlines.arm(centre.rest, nextNs);
        }
    }

    private void dial(Call call, Line line) {
        call.become(CallState.OFFERED);
        call.line = line.name();
        call.offers++;
        call.offerId = centre.counts.newId();
        Leg leg = centre.calls.create(centre.counts.newId(), call, LegRole.LINE, line.name());
        call.farLeg = leg.id;
        turn.clearing.lineChanged(line);
        String shown = centre.lines.config().displayed();
        String trunk = line.config.trunk();
        centre.order(new Order.DialLeg(call.id, leg.id, line.config.number(), shown, trunk, UNAVAILABLE));
        centre.deadlines.arm(call.step, centre.inMs(centre.lines.config().ringMs()));
        centre.event(CallEventType.DELIVERED, call, leg, "");
    }

    private void back(Call call, String cause) {
        centre.deadlines.cancel(call.step);
        centre.event(CallEventType.DIVERTED, call, null, cause);
        queueing.requeue(call);
        if (call.is(CallState.QUEUED)) {
            announcing.noLineIsFree(call, centre.queues.lines());
        }
    }
}
