package hotswitch.acd.transfer;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command.DeflectCall;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.call.Ring;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Displays;
import hotswitch.acd.routing.Onward;
import hotswitch.acd.routing.Queueing;
import java.util.function.BiConsumer;

/**
 * CSTA DeflectCall: a call that rings at an agent goes elsewhere instead, because the agent or a supervisor says so, or
 * the phone does. Where nobody picks up it is back in its queue, at its place and before others. An agent who sent it
 * on has had his turn and is the last among the idle: otherwise a phone that forwards everything would be rung for
 * every call, and each caller would wait for it. Whoever else rang, or had it taken from him by a supervisor, keeps his
 * place.
 */
public final class Deflecting {
    private static final String CAUSE = "deflected";
    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;
    private final Onward onward;
    private final Ringing ringing;
    private final Ways ways;

    /** Where else it goes. */
    public record Ways(Destinations destinations, Transferring transferring, BiConsumer<Call, String> enterFlow) {}

    public Deflecting(Turn turn, Queueing queueing, Onward onward, Displays displays, Ways ways) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
        this.onward = onward;
        this.ringing = new Ringing(turn, displays);
        this.ways = ways;
    }

    public Answer deflect(DeflectCall c) {
        Call call = centre.calls.get(c.callId());
        if (call == null) {
            return new Answer(404, "no such call", 0);
        }
        if (!ringsAtAgent(call)) {
            return new Answer(409, "call is " + call.state(), call.id);
        }
        Destinations.Asked asked =
                new Destinations.Asked(call.agent, c.request().by(), c.displayed());
        Destination to = elsewhere(call, ways.destinations.find(c.to(), asked));
        if (to instanceof Destination.Refused(Answer why)) {
            return why;
        }
        send(call, to, call.agent, c.request().isBy(call.agent));
        return new Answer(202, "", call.id);
    }

    /** A phone says so; its leg is over already. False: the call cannot go there. */
    public boolean byPhone(Call call, Leg leg, String name) {
        if (!ringsAtAgent(call) || leg.role != LegRole.AGENT) {
            return false;
        }
        Ring ring = call.ring(leg.id);
        int agent = ring == null ? call.agent : ring.agent();
        Destinations.Asked asked = new Destinations.Asked(agent, leg.device, "");
        Destination to = elsewhere(call, ways.destinations.find(name, asked));
        if (to instanceof Destination.Refused) {
            return false;
        }
        if (ring == null) {
            turn.clearing.forget(call, leg);
        } else {
            call.rings.remove(ring);
            turn.clearing.ringGone(call, ring, CAUSE);
            turn.moves.lastAmongTheIdle(centre.agents.get(agent));
            turn.moves.afterOffer(centre.agents.get(agent), AgentState.READY, "");
        }
        send(call, to, agent, ring == null);
        return true;
    }

    private static boolean ringsAtAgent(Call call) {
        return call.is(CallState.OFFERED) && call.line.isEmpty() && !call.toCallBack();
    }

    private static Destination elsewhere(Call call, Destination to) {
        boolean same = to instanceof Destination.Line(AcdQueue queue) && queue.name.equals(call.waiting.queue);
        boolean slot = to instanceof Destination.Slot;
        return same || slot
                ? new Destination.Refused(new Answer(409, same ? "it waits there" : "nobody has answered it", call.id))
                : to;
    }

    /** {@code by}: the agent at whom it rang, or one of them. {@code own}: the call's agent wanted it so. */
    private void send(Call call, Destination to, int by, boolean own) {
        turn.clearing.clearRings(call, AgentState.READY, "", CAUSE);
        turn.clearing.clearFar(call, CAUSE);
        Agent agent = centre.agents.get(call.agent);
        centre.deadlines.cancel(call.step);
        centre.event(CallEventType.DIVERTED, call, null, CAUSE);
        queueing.takeOut(call, CAUSE);
        if (own) {
            turn.moves.lastAmongTheIdle(agent);
        }
        turn.moves.afterOffer(agent, AgentState.READY, "");
        switch (to) {
            case Destination.Line d -> {
                call.backTo = by;
                queueing.enterNext(call, d.queue());
            }
            case Destination.Seat d -> {
                away(call, to);
                ways.transferring.rings(call, ringing.seat(call, d));
            }
            case Destination.Outside d -> {
                away(call, to);
                ways.transferring.rings(call, ringing.outside(call, d, Order.DialLeg.DEFLECTED, by));
            }
            case Destination.Flow d -> flow(call, d.name());
            case Destination.Slot d -> throw new IllegalStateException("call " + call.id + " has nobody who parks it");
            case Destination.Refused d -> throw new IllegalStateException("call " + call.id + " is sent nowhere");
        }
    }

    /** It belongs to no queue while it rings elsewhere; the caller hears what he heard, or the ringing. */
    private void away(Call call, Destination to) {
        call.become(CallState.TRANSFERRING);
        call.waiting.deflected = true;
        centre.event(CallEventType.TRANSFERRED, call, centre.calls.leg(call.originLeg), Transferring.word(to));
        onward.hearsRinging(call);
    }

    private void flow(Call call, String name) {
        turn.playing.stop(call, centre.calls.leg(call.originLeg));
        call.clock.leavesLine(centre.nowNs());
        call.become(CallState.IN_IVR);
        ways.enterFlow.accept(call, name);
    }
}
