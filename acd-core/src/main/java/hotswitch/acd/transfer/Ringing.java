package hotswitch.acd.transfer;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Displays;

/** Another party of a call: rung, and free again. */
final class Ringing {
    private final Turn turn;
    private final Centre centre;
    private final Displays displays;

    Ringing(Turn turn, Displays displays) {
        this.turn = turn;
        this.centre = turn.centre;
        this.displays = displays;
    }

    /** Who sits there is busy from now on. */
    Leg seat(Call call, Destination.Seat to) {
        Device device = to.device();
        Leg leg = leg(call, LegRole.AGENT, device.name());
        if (to.agent() != null) {
            leg.agent = to.agent().id;
            turn.moves.occupy(to.agent(), call.id);
        }
        if (device.isNumber()) {
            String shown = displays.usual(leg.agent);
            centre.order(new Order.DialLeg(call.id, leg.id, device.config().number(), shown, ""));
        } else {
            String display = call.display(call.waiting.queue);
            centre.order(new Order.OfferLeg(call.id, leg.id, 0, device.name(), call.customer(), display, false));
        }
        arm(call);
        return leg;
    }

    /** Who has the call asks for it, or who has just left it. */
    Leg outside(Call call, Destination.Outside to) {
        return outside(call, to, "", call.agent == 0 ? call.backTo : call.agent);
    }

    /** {@code by}: the agent who sends it there. */
    Leg outside(Call call, Destination.Outside to, String diverted, int by) {
        Leg leg = leg(call, LegRole.PARTY, to.number());
        call.displayed = to.display().number();
        centre.order(new Order.DialLeg(call.id, leg.id, to.number(), call.displayed, "", diverted, by));
        arm(call);
        return leg;
    }

    /** Nothing comes of it: what the agent was before goes on. */
    void free(int agentId) {
        Agent agent = centre.agents.get(agentId);
        if (agent != null) {
            turn.moves.afterCall(agent, 0);
        }
    }

    /** An event of this very party: its agent, not the one who has the call. */
    void event(CallEventType type, Call call, Leg leg, String cause) {
        centre.fact(new Fact.CallEvent(type, call.id, leg.id, leg.device, leg.agent, call.waiting.queue, cause));
    }

    private Leg leg(Call call, LegRole role, String device) {
        Leg leg = centre.calls.create(centre.counts.newId(), call, role, device);
        return leg;
    }

    private void arm(Call call) {
        centre.deadlines.arm(call.step, centre.inMs(centre.config.times().outboundRingMs()));
    }
}
