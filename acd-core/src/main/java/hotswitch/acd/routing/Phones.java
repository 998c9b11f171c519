package hotswitch.acd.routing;

import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.queue.AcdQueue;

/** Rings the phone at which an agent sits for a call of a queue. */
final class Phones {
    private final Centre centre;
    private final Displays displays;

    Phones(Centre centre, Displays displays) {
        this.centre = centre;
        this.displays = displays;
    }

    Leg ring(Call call, Agent agent, long offerId, AcdQueue queue) {
        Device device = centre.devices.of(agent);
        Leg leg = centre.calls.create(centre.counts.newId(), call, LegRole.AGENT, agent.device);
        if (device.isNumber()) {
            String shown = displays.usual(agent.id);
            centre.order(new Order.DialLeg(call.id, leg.id, device.config().number(), shown, ""));
        } else {
            String display = call.display(queue.name);
            centre.order(new Order.OfferLeg(
                    call.id, leg.id, offerId, agent.device, call.customer(), display, picksUp(agent, queue)));
        }
        return leg;
    }

    /** By itself: by the queue's rules, or the agent's. */
    static boolean picksUp(Agent agent, AcdQueue queue) {
        return queue.routing.duty().autoAnswer() || agent.picksUp();
    }
}
