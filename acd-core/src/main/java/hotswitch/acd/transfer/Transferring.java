package hotswitch.acd.transfer;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Disposition;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegState;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Displays;
import hotswitch.acd.routing.Queueing;
import java.util.function.BiConsumer;

/**
 * CSTA SingleStepTransfer: the agent leaves, the customer hears music and waits, rings elsewhere or goes back into a
 * flow. Where nobody picks up the call comes back: to who transferred it, if free, else to its queue, before others by
 * as much as that queue says. A park slot is a place where it waits for whoever takes it out.
 */
public final class Transferring {
    private static final String PARKED_TOO_LONG = "parked too long";

    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;
    private final Ringing ringing;
    private final BiConsumer<Call, String> enterFlow;

    public Transferring(Turn turn, Queueing queueing, Displays displays, BiConsumer<Call, String> enterFlow) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
        this.ringing = new Ringing(turn, displays);
        this.enterFlow = enterFlow;
    }

    /** The seat leaves a call that talks. */
    void send(Call call, Destination to) {
        call.backTo = call.agent;
        centre.event(CallEventType.TRANSFERRED, call, centre.calls.leg(call.seatLeg()), word(to));
        turn.clearing.leave(call, centre.calls.leg(call.seatLeg()), "transfer");
        waits(call);
        switch (to) {
            case Destination.Line d -> enqueue(call, d.queue(), call.waiting.priority);
            case Destination.Seat d -> rings(call, ringing.seat(call, d));
            case Destination.Outside d -> rings(call, ringing.outside(call, d));
            case Destination.Flow d -> flow(call, d.name());
            case Destination.Slot d -> park(call, d.slot());
            case Destination.Refused d -> throw new IllegalStateException("call " + call.id + " is sent nowhere");
        }
    }

    /** The seat is gone; the customer stands where a caller does and hears music. */
    void waits(Call call) {
        Leg customer = centre.calls.leg(call.customerLeg());
        boolean heard = centre.calls.hearsMusic(customer);
        turn.talking.endSegment(call);
        call.servedBy = call.lastAgent();
        call.become(CallState.TRANSFERRING);
        if (call.originLeg != customer.id) {
            call.originLeg = customer.id;
            call.turned = true;
        }
        call.farLeg = 0;
        call.party = "";
        call.offerId = 0;
        customer.peer = 0;
        customer.musicHeld = false;
        turn.talking.musicChanged(call, customer, heard);
        turn.playing.music(call, customer, centre.holdMusic(call));
        turn.clearing.freeSeat(call);
        turn.intervals.settle(call);
    }

    /** This leg rings for the customer. */
    void rings(Call call, Leg leg) {
        call.farLeg = leg.id;
        call.agent = leg.agent;
        if (leg.state() == LegState.ALERTING) {
            delivered(call, leg);
        }
        if (!leg.connected()) {
            turn.talking.early(call, centre.calls.leg(call.originLeg), leg);
        }
    }

    /** It does ring. */
    public void delivered(Call call, Leg leg) {
        ringing.event(CallEventType.DELIVERED, call, leg, "transfer");
    }

    /** The party refused, or was lost: its leg is over already. */
    public void refused(Call call, Leg leg, String cause) {
        turn.clearing.forget(call, leg);
        back(call, cause);
    }

    /** Nobody picked up; or nobody took it out of its slot for so long. */
    public void expired(Call call) {
        if (call.farLeg == 0) {
            parkedTooLong(call);
        } else {
            turn.clearing.clearFar(call, "no answer");
            back(call, "no answer");
        }
    }

    /** Where nobody can have it, it waits on. */
    private void parkedTooLong(Call call) {
        Agent former = centre.agents.get(call.backTo);
        if ((former != null && isFree(former)) || queueOf(call) != null) {
            call.parkSlot = "";
            centre.event(CallEventType.FAILED, call, null, PARKED_TOO_LONG);
            goesBack(call, 0);
        } else {
            park(call, call.parkSlot);
        }
    }

    /** Null: it has none that takes it again. */
    private AcdQueue queueOf(Call call) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        return queue == null || queue.closed || queue.isItems() ? null : queue;
    }

    private void back(Call call, String cause) {
        centre.deadlines.cancel(call.step);
        centre.event(CallEventType.FAILED, call, null, cause);
        int tried = call.agent;
        call.agent = 0;
        ringing.free(tried);
        if (!call.parkSlot.isEmpty()) {
            park(call, call.parkSlot);
        } else if (call.clock.connectedNs == 0) {
            backToQueue(call, cause);
        } else {
            goesBack(call, tried);
        }
    }

    /** Where nobody had talked with the caller yet: only who deflected it has a queue for it. */
    private void backToQueue(Call call, String cause) {
        AcdQueue queue = queueOf(call);
        if (call.waiting.deflected && queue != null) {
            call.waiting.deflected = false;
            call.waiting.priority += queue.routing.failedPriority();
            queueing.enterNext(call, queue);
        } else {
            turn.clearing.release(call, Disposition.OVERFLOWED, "core", "overflow: " + cause);
        }
    }

    /** {@code tried}: the agent whose phone rang in vain, 0 nobody's. */
    private void goesBack(Call call, int tried) {
        Agent former = centre.agents.get(call.backTo);
        AcdQueue queue = queueOf(call);
        if (former != null && former.id != tried && isFree(former)) {
            call.backTo = 0;
            rings(call, ringing.seat(call, new Destination.Seat(centre.devices.get(former.device), former)));
        } else if (queue != null) {
            call.backTo = 0;
            enqueue(call, queue, call.waiting.priority + queue.routing.failedPriority());
        } else {
            turn.clearing.release(call, Disposition.NOT_ANSWERED, "core", "transfer failed");
        }
    }

    /** Whoever comes for it may, for so long. */
    private void park(Call call, String slot) {
        call.parkSlot = slot;
        centre.deadlines.arm(
                call.step, centre.inMs(centre.config.services().park().timeoutMs()));
    }

    private boolean isFree(Agent agent) {
        boolean idle = agent.is(AgentState.READY) || agent.is(AgentState.NOT_READY) || agent.is(AgentState.ACW);
        return idle && turn.moves.reachable(agent);
    }

    private void enqueue(Call call, AcdQueue queue, int priority) {
        queueing.enter(call, queue.name, priority);
    }

    private void flow(Call call, String name) {
        turn.playing.stop(call, centre.calls.leg(call.originLeg));
        call.become(CallState.IN_IVR);
        enterFlow.accept(call, name);
    }

    static String word(Destination to) {
        return switch (to) {
            case Destination.Line d -> "queue " + d.queue().name;
            case Destination.Seat d -> "device " + d.device().name();
            case Destination.Outside d -> "number " + d.number();
            case Destination.Flow d -> "flow " + d.name();
            case Destination.Slot d -> "park " + d.slot();
            case Destination.Refused d -> "nowhere";
        };
    }
}
