package hotswitch.acd.routing;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Lanes;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Place;

/** A call is offered to an agent; it is answered, or the call is back at its place within the same turn. */
public final class Offering {
    private static final int NO_ANSWER = 408;
    private static final int UNAVAILABLE = 480;

    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;
    private final Receipts receipts;
    private final Displays displays;

    public Offering(Turn turn, Queueing queueing, Displays displays) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
        this.receipts = new Receipts(centre);
        this.displays = displays;
    }

    /** To the best of those who are ready for it. */
    void offer(Place place) {
        Lane lane = place.lane();
        AcdQueue queue = lane.queue;
        Call call = centre.calls.get(place.callId);
        Agent agent = centre.agents.get(lane.best(place.step()).agent);
        long offerId = centre.counts.newId();
        queue.waiting.served(place);
        centre.fact(receipts.receipt(call, agent.id, offerId));
        Lanes.leave(centre, place);
        call.become(CallState.OFFERED);
        call.offerId = offerId;
        call.offers++;
        call.agent = agent.id;
        agent.callId = call.id;
        agent.offerOrder = offerId;
        turn.moves.become(agent, AgentState.ALERTING, "");
        Leg leg = ring(call, agent, queue);
        centre.deadlines.arm(call.step, centre.inMs(queue.config.times().offerMs()));
        centre.event(CallEventType.DELIVERED, call, leg, "");
    }

    /** The phone was not picked up in time. */
    public void expired(Call call) {
        withdraw(call, AgentState.NOT_READY, "RONA");
    }

    /** The phone refused: busy, declined, not there. */
    public void refused(Call call, int status) {
        boolean unreachable = status == NO_ANSWER || status == UNAVAILABLE;
        Leg leg = centre.calls.leg(call.farLeg);
        turn.clearing.forget(call, leg);
        fail(call, AgentState.NOT_READY, unreachable ? "UNREACHABLE" : "REFUSED");
    }

    /** The leg was lost by our restart: the agent is not to blame. */
    public void lost(Call call) {
        turn.clearing.forget(call, centre.calls.leg(call.farLeg));
        fail(call, AgentState.READY, "RESTART");
    }

    /** Takes the offer back; the agent becomes what is said, READY at the old place among the idle. */
    public void withdraw(Call call, AgentState then, String reason) {
        turn.clearing.clearFar(call, reason.isEmpty() ? then.name() : reason);
        fail(call, then, reason);
    }

    private void fail(Call call, AgentState then, String reason) {
        Agent agent = centre.agents.get(call.agent);
        centre.deadlines.cancel(call.step);
        centre.event(CallEventType.DIVERTED, call, null, reason);
        queueing.requeue(call);
        agent.callId = 0;
        if (agent.removed || then == AgentState.LOGGED_OFF) {
            turn.moves.logOff(agent);
        } else if (then == AgentState.READY) {
            turn.moves.backToReady(agent);
        } else {
            turn.moves.become(agent, then, reason);
        }
    }

    private Leg ring(Call call, Agent agent, AcdQueue queue) {
        Device device = centre.devices.get(agent.device);
        Leg leg = new Leg(centre.counts.newId(), call.id, LegRole.AGENT, false, agent.device);
        centre.calls.legs.add(leg);
        call.farLeg = leg.id;
        if (device.isNumber()) {
            String shown = displays.usual(agent.id);
            centre.order(new Order.DialLeg(call.id, leg.id, device.config.number(), shown, ""));
        } else {
            centre.order(new Order.OfferLeg(call.id, leg.id, call.offerId, agent.device, call.customer(), queue.name));
        }
        return leg;
    }
}
