package hotswitch.acd.service;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Ending;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CallersConfig.CallerRule;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.flow.Named;
import hotswitch.acd.steps.FlowSteps;
import java.util.List;

/** A call comes in: its number's flow takes it, or it is refused with its record. */
final class Arriving {
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 503;
    /** RFC 3261 §21.6.2: not here and nowhere else. */
    private static final int DECLINED = 603;

    private static final String CALLER_CLASS = "caller.class";
    private final Turn turn;
    private final Centre centre;
    private final FlowSteps flow;

    Arriving(Turn turn, FlowSteps flow) {
        this.turn = turn;
        this.centre = turn.centre;
        this.flow = flow;
    }

    void arrived(CallArrived c) {
        centre.counts.arrived(c.callId());
        boolean full = centre.calls.calls.size() >= centre.limits.callsMax();
        String flowName = flowOf(c.dnis());
        CallerRule rule = centre.callerRules.of(c.ani());
        Call call = take(c, flowName);
        if (centre.draining) {
            refuse(call, Disposition.DRAINED, "draining", UNAVAILABLE);
        } else if (full) {
            refuse(call, Disposition.REJECTED, "overload", UNAVAILABLE);
        } else if (rule != null && rule.blocked()) {
            refuse(call, Disposition.REJECTED, "blocked", DECLINED);
        } else if (flowName.isEmpty()) {
            refuse(call, Disposition.REJECTED, "no such number", NOT_FOUND);
        } else {
            call.become(CallState.IN_IVR);
            if (rule != null) {
                call.attributes.put(CALLER_CLASS, rule.kind());
            }
            List<Named> brought = c.attributes();
            for (int i = 0; i < brought.size(); i++) {
                turn.notes.note(call, brought.get(i).name(), brought.get(i).value());
            }
            flow.enter(call, flowName);
        }
    }

    /** Its command was skipped because of a fault: a record and a refusal are owed all the same. */
    void skipped(CallArrived c) {
        centre.counts.arrived(c.callId());
        refuse(take(c, flowOf(c.dnis())), Disposition.INTERNAL_FAULT, "internal fault", 500);
    }

    private Call take(CallArrived c, String flowName) {
        Call call = centre.calls.begin(c.callId(), Direction.INBOUND, c.ani(), c.dnis(), centre.configHash);
        call.clock.arrivedNs = centre.nowNs();
        call.trunk = c.trunk();
        call.originLeg = c.legId();
        Leg leg = centre.calls.arrive(c.legId(), call, LegRole.CALLER, c.ani());
        centre.says.created(call, flowName);
        centre.event(CallEventType.SERVICE_INITIATED, call, leg, "");
        return call;
    }

    private void refuse(Call call, Disposition disposition, String cause, int status) {
        turn.clearing.release(call, new Ending(disposition, "core", cause, status));
    }

    /** "" if the number leads nowhere. */
    private String flowOf(String dnis) {
        String surge = centre.surge.on()
                ? flowOf(dnis, centre.config.services().surge().numbers())
                : "";
        return surge.isEmpty() ? flowOf(dnis, centre.config.numbers()) : surge;
    }

    private String flowOf(String dnis, List<NumberConfig> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            NumberConfig number = numbers.get(i);
            if (number.dnis().equals(dnis) && centre.flow.knows(centre.configHash, number.flow())) {
                return number.flow();
            }
        }
        return "";
    }
}
