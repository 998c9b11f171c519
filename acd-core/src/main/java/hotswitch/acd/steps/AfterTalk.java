package hotswitch.acd.steps;

import hotswitch.acd.Direction;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.queue.AcdQueue;

/** The agent left and the caller did not: a flow may go on with the caller (a survey). The agent is free at once. */
public final class AfterTalk {
    private final Turn turn;
    private final Centre centre;
    private final FlowSteps flow;

    public AfterTalk(Turn turn, FlowSteps flow) {
        this.turn = turn;
        this.centre = turn.centre;
        this.flow = flow;
    }

    /** The flow that would follow; "" if the call ends with the agent. */
    public String flowOf(Call call) {
        boolean withAgent =
                call.talking() && call.direction == Direction.INBOUND && call.agent != 0 && call.consult == null;
        if (!withAgent || call.originLeg == 0) {
            return "";
        }
        String queue = call.waiting.queue.equals(AcdQueue.LINES) ? "" : call.waiting.queue;
        String next = centre.flow.after(centre.configHash, call.dnis, queue);
        return centre.flow.knows(centre.configHash, next) ? next : "";
    }

    /** The agent's leg left by itself, or is ended here where it did not ({@code left}). */
    public void goOn(Call call, boolean left, String cause) {
        String next = flowOf(call);
        Leg customer = centre.calls.leg(call.customerLeg());
        Leg seat = centre.calls.leg(call.seatLeg());
        boolean heard = centre.calls.hearsMusic(customer);
        call.servedBy = call.agent;
        if (left) {
            turn.clearing.gone(call, seat, cause);
        } else {
            turn.clearing.leave(call, seat, cause);
        }
        turn.talking.endSegment(call);
        call.become(CallState.IN_IVR);
        customer.peer = 0;
        customer.musicHeld = false;
        turn.talking.musicChanged(call, customer, heard);
        turn.clearing.freeSeat(call);
        turn.intervals.settle(call);
        flow.enter(call, next);
    }
}
