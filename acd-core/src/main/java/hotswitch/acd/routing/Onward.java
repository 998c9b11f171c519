package hotswitch.acd.routing;

import static hotswitch.acd.Order.DialLeg.UNAVAILABLE;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Playing;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.config.CentreConfig.Overflow;
import java.util.function.BiConsumer;

/** Out of a queue to a number outside, or into a flow. */
public final class Onward {
    private final Centre centre;
    private final Playing playing;
    private final Displays displays;
    private final BiConsumer<Call, String> enterFlow;

    /** {@code enterFlow}: a call that is in the state for that, and the flow. */
    public Onward(Turn turn, Displays displays, BiConsumer<Call, String> enterFlow) {
        this.centre = turn.centre;
        this.playing = turn.playing;
        this.displays = displays;
        this.enterFlow = enterFlow;
    }

    /** False: it cannot be dialled, or the number may not be shown. */
    boolean number(Call call, Overflow overflow) {
        DisplayConfig display = displays.permitted(overflow.displayed());
        if (display == null || centre.draining) {
            return false;
        }
        String detail = "to " + overflow.target() + ", " + display.authorisation();
        centre.fact(new Fact.Audited("overflow", "display", display.number(), true, detail));
        call.become(CallState.TRANSFERRING);
        centre.event(CallEventType.TRANSFERRED, call, centre.calls.leg(call.originLeg), "number " + overflow.target());
        Leg leg = centre.calls.create(centre.counts.newId(), call, LegRole.PARTY, overflow.target());
        call.farLeg = leg.id;
        call.displayed = display.number();
        centre.order(new Order.DialLeg(call.id, leg.id, overflow.target(), display.number(), "", UNAVAILABLE));
        centre.deadlines.arm(call.step, centre.inMs(centre.config.times().outboundRingMs()));
        hearsRinging(call);
        return true;
    }

    /** A phone rings for him: he hears that, or the music that he hears. */
    public void hearsRinging(Call call) {
        Leg origin = centre.calls.leg(call.originLeg);
        if (!origin.connected()) {
            centre.order(new Order.Ring(call.id, origin.id));
        } else if (origin.playId == 0) {
            playing.music(call, origin, centre.holdMusic(call));
        }
    }

    /** False: there is no such flow, or it was sent to one before: a flow that leads back here would never end. */
    boolean flow(Call call, String name) {
        if (call.waiting.toFlow || !centre.flow.knows(centre.configHash, name)) {
            return false;
        }
        call.waiting.toFlow = true;
        playing.stop(call, centre.calls.leg(call.originLeg));
        call.clock.leavesLine(centre.nowNs());
        call.become(CallState.IN_IVR);
        enterFlow.accept(call, name);
        return true;
    }
}
