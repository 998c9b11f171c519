package hotswitch.acd.centre;

import hotswitch.acd.TalkKind;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;

/**
 * What each party of a call does, from when to when. The kind is a function of the call's state, so that no verb can
 * forget to stop a clock; talk and hold of the call are those of its customer.
 */
public final class Intervals {
    private final Centre centre;

    Intervals(Centre centre) {
        this.centre = centre;
    }

    /** Something changed in the call: intervals that are over are stated, others begin. */
    public void settle(Call call) {
        settle(call, call.originLeg);
        settle(call, call.farLeg);
        settle(call, call.consultLeg());
    }

    /** The leg leaves its call. */
    void end(Call call, Leg leg) {
        become(call, leg, null);
    }

    private void settle(Call call, long legId) {
        Leg leg = centre.calls.leg(legId);
        if (leg != null) {
            become(call, leg, kind(call, leg));
        }
    }

    private void become(Call call, Leg leg, TalkKind next) {
        if (leg.kind == next) {
            return;
        }
        long lengthNs = centre.nowNs() - leg.kindSinceNs;
        if (leg.kind != null && lengthNs > 0) {
            if (leg.id == call.customerLeg()) {
                sum(call, leg.kind, lengthNs);
            }
            centre.says.interval(call, leg);
        }
        leg.kind = next;
        leg.kindSinceNs = centre.nowNs();
    }

    private static void sum(Call call, TalkKind kind, long lengthNs) {
        switch (kind) {
            case TALK, CONFERENCE, CONSULT -> call.clock.talked(lengthNs);
            case HOLD -> call.clock.held(lengthNs);
            case WAIT -> {}
        }
    }

    /** Null: not part of the talk. */
    private static TalkKind kind(Call call, Leg leg) {
        boolean customer = leg.id == call.customerLeg();
        if (!leg.connected() || call.clock.connectedNs == 0) {
            return null;
        }
        if (!call.talking()) {
            return customer ? TalkKind.WAIT : null;
        }
        if (call.conferring()) {
            return TalkKind.CONFERENCE;
        }
        if (call.consult != null && !customer) {
            boolean back = call.phoneLeg() != 0 && leg.id == call.seatLeg() && !call.is(CallState.HELD);
            return back ? TalkKind.TALK : TalkKind.CONSULT;
        }
        return call.is(CallState.HELD) ? TalkKind.HOLD : TalkKind.TALK;
    }
}
