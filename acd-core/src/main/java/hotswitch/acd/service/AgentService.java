package hotswitch.acd.service;

import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.acd.agent.Device;
import hotswitch.acd.centre.AgentMoves;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Offering;

/** CSTA SetAgentState: logging on and off, ready and not. */
final class AgentService {
    private final Turn turn;
    private final Centre centre;
    private final Offering offering;

    AgentService(Turn turn, Offering offering) {
        this.turn = turn;
        this.centre = turn.centre;
        this.offering = offering;
    }

    Answer set(SetAgentState c) {
        Agent agent = centre.agents.get(c.agent() == 0 ? whoeverIsAt(c.device()) : c.agent());
        if (agent == null || agent.removed) {
            return new Answer(404, c.agent() == 0 ? "nobody is logged on at " + c.device() : "no such agent", 0);
        }
        if (agent.is(AgentState.LOGGED_OFF)) {
            return c.target() == AgentTarget.LOGGED_OFF ? Answer.DONE : logOn(agent, c);
        }
        if (!c.device().isEmpty() && !c.device().equals(agent.device)) {
            return new Answer(409, "logged on at " + agent.device, 0);
        }
        return move(agent, c);
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
        String seat = c.device().isEmpty() ? agent.config.seat() : c.device();
        Device device = centre.devices.get(seat);
        if (device == null) {
            return new Answer(409, "no such device: " + seat, 0);
        }
        if (device.agent != 0) {
            return new Answer(409, "agent " + device.agent + " is logged on there", 0);
        }
        turn.moves.logOn(agent, device);
        return move(agent, c);
    }

    private Answer move(Agent agent, SetAgentState c) {
        return switch (agent.state()) {
            case BUSY, HELD -> later(agent, c);
            case ALERTING -> alerting(agent, c);
            case READY, NOT_READY, ACW -> atOnce(agent, c);
            case LOGGED_OFF -> throw new IllegalStateException("agent " + agent.id + " is not logged on");
        };
    }

    private static Answer later(Agent agent, SetAgentState c) {
        agent.pending = c.target();
        agent.pendingReason = c.reason();
        return Answer.PENDING;
    }

    /** Leaving while the phone rings takes the offer back; the call keeps its place. */
    private Answer alerting(Agent agent, SetAgentState c) {
        switch (c.target()) {
            case READY -> {}
            case NOT_READY -> offering.withdraw(agent, AgentState.NOT_READY, c.reason());
            case LOGGED_OFF -> offering.withdraw(agent, AgentState.LOGGED_OFF, c.reason());
        }
        return Answer.DONE;
    }

    private Answer atOnce(Agent agent, SetAgentState c) {
        switch (c.target()) {
            case READY -> ready(agent);
            case NOT_READY -> turn.moves.become(agent, AgentState.NOT_READY, c.reason());
            case LOGGED_OFF -> turn.moves.logOff(agent);
        }
        return agent.is(AgentState.NOT_READY) && agent.reason.equals(AgentMoves.DEVICE_DOWN)
                ? new Answer(200, "device is unreachable", 0)
                : Answer.DONE;
    }

    private void ready(Agent agent) {
        if (!agent.is(AgentState.READY)) {
            turn.moves.goReady(agent);
        }
    }
}
