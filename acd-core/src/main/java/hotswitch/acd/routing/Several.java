package hotswitch.acd.routing;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Ring;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.queue.Lane;
import java.util.ArrayList;
import java.util.List;

/**
 * Phones that ring for a call beside the first one. They are rung only when everybody who waits has been offered to
 * somebody: no call waits because another rings at several. The first that answers has the call; the others are ready
 * at their old places.
 */
final class Several {
    private static final String ALSO = "also";
    private final Turn turn;
    private final Centre centre;
    private final Receipts receipts;
    private final Phones phones;
    private final List<Fresh> fresh = new ArrayList<>();

    /** Offered in this turn; {@code step} of the lane. */
    private record Fresh(long callId, Lane lane, int step) {}

    Several(Turn turn, Receipts receipts, Phones phones) {
        this.turn = turn;
        this.centre = turn.centre;
        this.receipts = receipts;
        this.phones = phones;
    }

    /** It rings at one phone now; at others once nobody else needs them. */
    void offered(Call call, Lane lane, int step) {
        if (lane.queue.routing.duty().ringsAtOnce() > 1 && !call.toCallBack()) {
            fresh.add(new Fresh(call.id, lane, step));
        }
    }

    /** After the matching: true if somebody was rung. */
    boolean ringMore() {
        boolean rang = false;
        for (int i = 0; i < fresh.size(); i++) {
            rang |= ringMore(fresh.get(i));
        }
        fresh.clear();
        return rang;
    }

    private boolean ringMore(Fresh offered) {
        Call call = centre.calls.get(offered.callId);
        int most = offered.lane.queue.routing.duty().ringsAtOnce() - 1;
        boolean rang = false;
        while (call != null
                && call.is(CallState.OFFERED)
                && call.rings.size() < most
                && offered.lane.readyFor(offered.step) > 0) {
            ring(call, offered.lane, centre.agents.get(offered.lane.best(offered.step).agent));
            rang = true;
        }
        return rang;
    }

    private void ring(Call call, Lane lane, Agent agent) {
        long offerId = centre.counts.newId();
        receipts.state(call, lane, agent.id, offerId);
        call.offers++;
        agent.callId = call.id;
        agent.standing.offerOrder = offerId;
        turn.moves.become(agent, AgentState.ALERTING, "");
        Leg leg = phones.ring(call, agent, offerId, lane.queue);
        call.addRing(new Ring(agent.id, leg.id, offerId));
        centre.fact(new Fact.CallEvent(
                CallEventType.DELIVERED, call.id, leg.id, leg.device, agent.id, lane.queue.name, ALSO));
    }

    /** This one has answered: it is the call's agent from here on. */
    void won(Call call, Leg leg) {
        Ring winner = call.ring(leg.id);
        if (winner != null) {
            call.rings.remove(winner);
            call.addRing(new Ring(call.agent, call.farLeg, call.offerId));
            first(call, winner);
        }
    }

    /** One of them rings no more: the agent's ring, out of the call; null if it was the only one. */
    Ring out(Call call, int agent) {
        if (call.rings.isEmpty()) {
            return null;
        }
        Ring gone = new Ring(call.agent, call.farLeg, call.offerId);
        if (gone.agent() == agent) {
            first(call, call.rings.removeFirst());
            return gone;
        }
        for (int i = 0; i < call.rings.size(); i++) {
            if (call.rings.get(i).agent() == agent) {
                return call.rings.remove(i);
            }
        }
        throw new IllegalStateException("call " + call.id + " does not ring at agent " + agent);
    }

    private static void first(Call call, Ring ring) {
        call.agent = ring.agent();
        call.farLeg = ring.leg();
        call.offerId = ring.offerId();
    }
}
