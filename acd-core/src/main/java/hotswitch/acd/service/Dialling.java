package hotswitch.acd.service;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Command.DeviceDialled;
import hotswitch.acd.Command.MakeCall;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Ending;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.routing.Displays;

/** Calls from a seat: asked for through the API (the seat rings first) or dialled on the phone. */
final class Dialling {
    private final Turn turn;
    private final Centre centre;
    private final Displays displays;

    Dialling(Turn turn, Displays displays) {
        this.turn = turn;
        this.centre = turn.centre;
        this.displays = displays;
    }

    Answer makeCall(MakeCall c) {
        Agent agent = centre.agents.get(c.agent());
        if (agent == null) {
            return new Answer(404, "no such agent", 0);
        }
        if (agent.is(AgentState.LOGGED_OFF) || agent.inCall() || agent.is(AgentState.ALERTING)) {
            return new Answer(409, "agent is " + agent.state(), 0);
        }
        if (!turn.moves.reachable(agent)) {
            return new Answer(409, "device is unreachable", 0);
        }
        Answer refusal = refusal(c.to(), agent.device);
        if (refusal != null) {
            return refusal;
        }
        Device target = centre.devices.get(c.to());
        DisplayConfig display = target == null ? displays.permit(agent.id, c.displayed()) : null;
        if (target == null && !permitted(display, c.request().by(), c.to(), c.displayed())) {
            return new Answer(403, "displayed number is not permitted", 0);
        }
        Call call = begin(new Start(centre.counts.newId(), agent, agent.device, c.to(), display));
        call.toDial = c.to();
        ringSeat(call, agent);
        return new Answer(202, "", call.id);
    }

    /** The seat's phone is waiting already: the other side is rung at once. */
    void dialled(DeviceDialled c) {
        centre.counts.arrived(c.callId());
        Device device = centre.devices.get(c.device());
        Agent agent = device == null || device.agent == 0 ? null : centre.agents.get(device.agent);
        Device target = centre.devices.get(c.dialled());
        int agentId = agent == null ? 0 : agent.id;
        boolean busy = agent != null && (agent.inCall() || agent.is(AgentState.ALERTING));
        Answer refusal = busy ? new Answer(486, "seat is busy", 0) : refusal(c.dialled(), c.device());
        if (device == null) {
            refusal = new Answer(403, "no such seat", 0);
        }
        DisplayConfig display = target == null ? displays.permit(agentId, "") : null;
        boolean allowed = target != null || refusal != null || permitted(display, c.device(), c.dialled(), "");
        Agent occupied = refusal == null && allowed ? agent : null;
        Call call = begin(new Start(c.callId(), occupied, c.device(), c.dialled(), display));
        Leg leg = centre.calls.arrive(c.legId(), call, LegRole.AGENT, c.device());
        call.originLeg = leg.id;
        centre.event(CallEventType.SERVICE_INITIATED, call, leg, "");
        if (refusal != null) {
            reject(call, refusal.detail(), refusal.status() == 409 ? 486 : refusal.status());
        } else if (!allowed) {
            reject(call, "displayed number is not permitted", 403);
        } else {
            dialFar(call, c.dialled());
        }
    }

    /** The seat that asked for the call is off-hook. */
    void seatAnswered(Call call, Leg seat) {
        call.clock.answeredNs = centre.nowNs();
        centre.event(CallEventType.ORIGINATED, call, seat, "");
        String prompt = centre.config.times().connectPrompt();
        if (!prompt.isEmpty()) {
            turn.playing.music(call, seat, prompt);
        }
        String to = call.toDial;
        call.toDial = "";
        dialFar(call, to);
    }

    void farRings(Call call, Leg far) {
        Leg origin = centre.calls.leg(call.originLeg);
        if (origin.arriving && !origin.connected()) {
            centre.order(new Order.Ring(call.id, origin.id));
        }
        centre.event(CallEventType.DELIVERED, call, far, "");
    }

    /** Nobody picked up, on whichever side rings. */
    void expired(Call call) {
        String by = call.farLeg == 0 ? "agent" : "party";
        turn.clearing.release(call, new Ending(Disposition.NOT_ANSWERED, by, "no answer", 480));
    }

    void refused(Call call, Leg leg, int status, String cause) {
        String by = leg.role.word();
        turn.clearing.gone(call, leg, cause);
        boolean noRoute = status == 404 || (status >= 500 && status < 600);
        Disposition disposition = noRoute ? Disposition.NO_ROUTE : Disposition.NOT_ANSWERED;
        turn.clearing.release(call, new Ending(disposition, by, cause, status));
    }

    private record Start(long callId, Agent agent, String device, String to, DisplayConfig display) {}

    private Call begin(Start start) {
        boolean internal = centre.devices.get(start.to()) != null;
        String shown =
                start.display() == null ? start.device() : start.display().number();
        Direction direction = internal ? Direction.INTERNAL : Direction.OUTBOUND;
        Call call = centre.calls.begin(start.callId(), direction, shown, start.to(), centre.configHash);
        call.clock.arrivedNs = centre.nowNs();
        call.displayed = start.display() == null ? "" : start.display().number();
        centre.fact(new Fact.CallCreated(call.id, direction, call.ani, call.dnis, "", ""));
        call.become(CallState.DIALLING);
        if (start.agent() != null) {
            call.agent = start.agent().id;
            turn.moves.occupy(start.agent(), call.id);
        }
        return call;
    }

    private void ringSeat(Call call, Agent agent) {
        Leg seat = centre.calls.create(centre.counts.newId(), call, LegRole.AGENT, agent.device);
        call.originLeg = seat.id;
        ring(call, seat, centre.devices.get(agent.device), call.dnis);
        centre.event(CallEventType.SERVICE_INITIATED, call, seat, "");
    }

    private void dialFar(Call call, String to) {
        Device target = centre.devices.get(to);
        Leg far = centre.calls.create(centre.counts.newId(), call, LegRole.PARTY, to);
        call.farLeg = far.id;
        if (target != null) {
            occupyCalled(call, target);
            ring(call, far, target, call.ani);
        } else {
            centre.order(new Order.DialLeg(call.id, far.id, to, call.displayed, "", "", call.agent));
            centre.deadlines.arm(call.step, centre.inMs(centre.config.times().outboundRingMs()));
        }
    }

    private void ring(Call call, Leg leg, Device device, String ani) {
        if (device.isNumber()) {
            centre.order(new Order.DialLeg(call.id, leg.id, device.config().number(), call.displayed, ""));
        } else {
            centre.order(new Order.OfferLeg(call.id, leg.id, 0, device.name(), ani, "", false));
        }
        centre.deadlines.arm(call.step, centre.inMs(centre.config.times().outboundRingMs()));
    }

    /** Who sits where it rings is offered nothing else meanwhile. */
    private void occupyCalled(Call call, Device target) {
        Agent called = centre.agents.get(target.agent);
        if (called != null && !called.inCall() && !called.is(AgentState.ALERTING)) {
            call.calledAgent = called.id;
            turn.moves.occupy(called, call.id);
        }
    }

    /** Null if nothing speaks against it but, perhaps, the displayed number. */
    private Answer refusal(String to, String from) {
        Device target = centre.devices.get(to);
        Agent called = target == null ? null : centre.agents.get(target.agent);
        if (centre.draining) {
            return new Answer(503, "draining", 0);
        }
        if (centre.calls.calls.size() >= centre.limits.callsMax()) {
            return new Answer(503, "overload", 0);
        }
        if (centre.config.services().park().has(to)) {
            return new Answer(404, "nobody is parked there", 0);
        }
        if (to.isEmpty() || to.equals(from)) {
            return new Answer(404, "no such destination", 0);
        }
        boolean busy = called != null && (called.inCall() || called.is(AgentState.ALERTING));
        return busy ? new Answer(409, "called agent is " + called.state(), 0) : null;
    }

    private boolean permitted(DisplayConfig display, String by, String to, String asked) {
        String shown = display == null ? asked : display.number();
        String detail = display == null ? "to " + to : "to " + to + ", " + display.authorisation();
        centre.fact(new Fact.Audited(by, "display", shown, display != null, detail));
        return display != null;
    }

    private void reject(Call call, String cause, int status) {
        turn.clearing.release(call, new Ending(Disposition.REJECTED, "core", cause, status));
    }
}
