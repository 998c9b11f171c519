package hotswitch.acd.service;

import hotswitch.acd.Command.ExtendWrapUp;
import hotswitch.acd.Command.ForceAgentState;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.agent.Device;
import hotswitch.acd.centre.AgentMoves;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.QueueDuty.WrapUp;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Offering;

/** CSTA SetAgentState: logging on and off, ready and not. */
final class AgentService {
    private static final long NS_PER_MS = 1_000_000;
    private final Turn turn;
    private final Centre centre;
    private final Offering offering;
    private final Breaks breaks;

    AgentService(Turn turn, Offering offering) {
        this.turn = turn;
        this.centre = turn.centre;
        this.offering = offering;
        this.breaks = new Breaks(centre);
    }

    Answer set(SetAgentState c) {
        Agent agent = centre.agents.get(c.agent() == 0 ? whoeverIsAt(c.device()) : c.agent());
        if (agent == null || agent.removed) {
            return new Answer(404, c.agent() == 0 ? "nobody is logged on at " + c.device() : "no such agent", 0);
        }
        if (c.target() == AgentTarget.NOT_READY) {
            Answer refusal = breaks.refusal(agent, breaks.named(c.reason()));
            if (refusal != null) {
                return refusal;
            }
        }
        if (agent.is(AgentState.LOGGED_OFF)) {
            return c.target() == AgentTarget.LOGGED_OFF ? Answer.DONE : logOn(agent, c);
        }
        if (!c.device().isEmpty() && !c.device().equals(agent.device)) {
            return new Answer(409, "logged on at " + agent.device, 0);
        }
        return move(agent, c.target(), breaks.named(c.reason()));
    }

    /** What a supervisor says holds whatever the limits; each use is audited. */
    Answer force(ForceAgentState c) {
        Agent agent = centre.agents.get(c.agent());
        if (agent == null || agent.removed) {
            return new Answer(404, "no such agent", 0);
        }
        if (agent.is(AgentState.LOGGED_OFF)) {
            return c.target() == AgentTarget.LOGGED_OFF ? Answer.DONE : new Answer(409, "agent is not logged on", 0);
        }
        String detail = c.target() + " from " + agent.state();
        centre.fact(new Fact.Audited(c.request().by(), "agent.force", "agent " + agent.id, true, detail));
        return move(agent, c.target(), breaks.named(c.reason()));
    }

    Answer extend(ExtendWrapUp c) {
        Agent agent = centre.agents.get(c.agent());
        if (agent == null || agent.removed) {
            return new Answer(404, "no such agent", 0);
        }
        AcdQueue queue = centre.queues.get(agent.wrapQueue);
        if (!agent.is(AgentState.ACW) || queue == null) {
            return new Answer(409, "agent is " + agent.state(), 0);
        }
        WrapUp rules = queue.routing.duty().wrapUp();
        if (rules.extendMs() == 0 || agent.extensions >= rules.extensionsMax()) {
            return new Answer(409, "prolonged " + agent.extensions + " times, no more", 0);
        }
        agent.extensions++;
        long untilNs = centre.deadlines.atNs(agent.wrapUp) + rules.extendMs() * NS_PER_MS;
        centre.deadlines.arm(agent.wrapUp, untilNs);
        centre.fact(new Fact.WrapUpExtended(agent.id, untilNs, agent.extensions));
        return Answer.DONE;
    }

    /** The break has lasted as long as it may. */
    void breakDue(Agent agent) {
        centre.fact(new Fact.BreakOver(agent.id, agent.reason, (centre.nowNs() - agent.sinceNs) / NS_PER_MS));
    }

    /** 0 if nobody is: a feature code knows its phone only. */
    private int whoeverIsAt(String seat) {
        Device device = centre.devices.get(seat);
        return device == null ? 0 : device.agent;
    }

    /** The wrap-up is over. */
    void wrapUpDue(Agent agent) {
        turn.moves.goReady(agent);
    }

    private Answer logOn(Agent agent, SetAgentState c) {
        String seat = c.device().isEmpty() ? agent.config().seat() : c.device();
        Device device = centre.devices.get(seat);
        if (device == null) {
            return new Answer(409, "no such device: " + seat, 0);
        }
        if (device.agent != 0) {
            return new Answer(409, "agent " + device.agent + " is logged on there", 0);
        }
        turn.moves.logOn(agent, device);
        return move(agent, c.target(), breaks.named(c.reason()));
    }

    private Answer move(Agent agent, AgentTarget target, String reason) {
        return switch (agent.state()) {
            case BUSY, HELD -> later(agent, target, reason);
            case ALERTING -> alerting(agent, target, reason);
            case READY, NOT_READY, ACW -> atOnce(agent, target, reason);
            case LOGGED_OFF -> throw new IllegalStateException("agent " + agent.id + " is not logged on");
        };
    }

    private Answer later(Agent agent, AgentTarget target, String reason) {
        turn.moves.putOff(agent, target, reason);
        return Answer.PENDING;
    }

    /** Leaving while the phone rings takes the offer back; the call keeps its place. */
    private Answer alerting(Agent agent, AgentTarget target, String reason) {
        switch (target) {
            case READY -> {}
            case NOT_READY -> offering.withdraw(agent, AgentState.NOT_READY, reason);
            case LOGGED_OFF -> offering.withdraw(agent, AgentState.LOGGED_OFF, reason);
        }
        return Answer.DONE;
    }

    private Answer atOnce(Agent agent, AgentTarget target, String reason) {
        switch (target) {
            case READY -> ready(agent);
            case NOT_READY -> notReady(agent, reason);
            case LOGGED_OFF -> turn.moves.logOff(agent);
        }
        return agent.is(AgentState.NOT_READY) && agent.reason.equals(AgentMoves.DEVICE_DOWN)
                ? new Answer(200, "device is unreachable", 0)
                : Answer.DONE;
    }

    /** The same once more changes nothing: a break is no longer for being asked for again. */
    private void notReady(Agent agent, String reason) {
        if (!agent.is(AgentState.NOT_READY) || !agent.reason.equals(reason)) {
            turn.moves.become(agent, AgentState.NOT_READY, reason);
        }
    }

    private void ready(Agent agent) {
        if (!agent.is(AgentState.READY)) {
            turn.moves.goReady(agent);
        }
    }
}
