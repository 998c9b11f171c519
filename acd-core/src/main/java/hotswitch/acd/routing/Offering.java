package hotswitch.acd.routing;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Ring;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Lanes;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Place;

/**
 * A call is offered to an agent, or to several at once; one answers it, or the call is back at its place within the
 * same turn.
 */
public final class Offering {
    private static final int NO_ANSWER = 408;
    private static final int UNAVAILABLE = 480;
    private static final String RONA = Order.ClearLeg.NO_ANSWER;
    private static final String AUTO_ANSWER = "auto-answer";

    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;
    private final Receipts receipts;
    private final Phones phones;
    private final Several several;

    public Offering(Turn turn, Queueing queueing, Displays displays) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
        this.receipts = new Receipts(centre);
        this.phones = new Phones(centre, displays);
        this.several = new Several(turn, receipts, phones);
    }

    /** To the best of those who are ready for it. */
    void offer(Place place) {
        Lane lane = place.lane();
        AcdQueue queue = lane.queue;
        Call call = centre.calls.get(place.callId);
        Agent agent = centre.agents.get(lane.best(place.step()).agent);
        long offerId = centre.counts.newId();
        queue.waiting.served(place);
        receipts.state(call, lane, agent.id, offerId);
        Lanes.leave(centre, place);
        call.become(CallState.OFFERED);
        call.offerId = offerId;
        call.offers++;
        call.agent = agent.id;
        agent.callId = call.id;
        agent.standing.offerOrder = offerId;
        turn.moves.become(agent, AgentState.ALERTING, "");
        Leg leg = phones.ring(call, agent, offerId, queue);
        call.farLeg = leg.id;
        centre.deadlines.arm(call.step, centre.inMs(queue.config.times().offerMs()));
        centre.event(CallEventType.DELIVERED, call, leg, Phones.picksUp(agent, queue) ? AUTO_ANSWER : "");
        several.offered(call, lane, place.step());
    }

    /** After the matching: true if further phones were rung. */
    boolean ringMore() {
        return several.ringMore();
    }

    /** One of the phones was picked up: the others ring no more, and nobody is to blame for that. */
    public void answered(Call call, Leg leg) {
        several.won(call, leg);
        turn.talking.connect(call);
        turn.clearing.clearRings(call, AgentState.READY, "", Order.ClearLeg.ANSWERED_ELSEWHERE);
    }

    /** No phone was picked up in time. */
    public void expired(Call call) {
        turn.clearing.clearRings(call, AgentState.NOT_READY, RONA, RONA);
        turn.clearing.clearFar(call, RONA);
        fail(call, AgentState.NOT_READY, RONA);
    }

    /** The phone refused: busy, declined, not there. */
    public void refused(Call call, Leg leg, int status) {
        boolean unreachable = status == NO_ANSWER || status == UNAVAILABLE;
        gone(call, leg, AgentState.NOT_READY, unreachable ? "UNREACHABLE" : "REFUSED");
    }

    /** The leg was lost by a fault of ours: the agent is not to blame. */
    public void lost(Call call, Leg leg, String cause) {
        gone(call, leg, AgentState.READY, cause);
    }

    private void gone(Call call, Leg leg, AgentState then, String reason) {
        Ring ring = several.out(call, agentAt(call, leg));
        if (ring == null) {
            turn.clearing.forget(call, leg);
            fail(call, then, reason);
        } else {
            turn.clearing.ringGone(call, ring, reason);
            turn.moves.afterOffer(centre.agents.get(ring.agent()), then, reason);
        }
    }

    private static int agentAt(Call call, Leg leg) {
        Ring ring = call.ring(leg.id);
        return ring == null ? call.agent : ring.agent();
    }

    /** Takes the offer back from an agent, who becomes what is said, READY at the old place among the idle. */
    public void withdraw(Agent agent, AgentState then, String reason) {
        Call call = centre.calls.get(agent.callId);
        String cause = reason.isEmpty() ? then.name() : reason;
        Ring ring = several.out(call, agent.id);
        if (ring == null) {
            turn.clearing.clearFar(call, cause);
            fail(call, then, reason);
        } else {
            centre.order(new Order.ClearLeg(call.id, ring.leg(), cause));
            turn.clearing.ringGone(call, ring, cause);
            turn.moves.afterOffer(agent, then, reason);
        }
    }

    private void fail(Call call, AgentState then, String reason) {
        Agent agent = centre.agents.get(call.agent);
        centre.deadlines.cancel(call.step);
        centre.event(CallEventType.DIVERTED, call, null, reason);
        queueing.requeue(call);
        turn.moves.afterOffer(agent, then, reason);
    }
}
