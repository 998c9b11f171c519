package hotswitch.acd.service;

import hotswitch.acd.Fact;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Device;
import hotswitch.acd.centre.AgentMoves;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Offering;

/** Seats come and go; who sits at one that cannot be reached is offered nothing. */
final class DeviceService {
    private final Turn turn;
    private final Centre centre;
    private final Offering offering;

    DeviceService(Turn turn, Offering offering) {
        this.turn = turn;
        this.centre = turn.centre;
        this.offering = offering;
    }

    void up(String name) {
        Device device = centre.devices.get(name);
        if (device == null || device.up) {
            return;
        }
        device.up = true;
        centre.fact(new Fact.DeviceChanged(name, true));
        Agent agent = centre.agents.get(device.agent);
        boolean waitsForIt =
                agent != null && agent.is(AgentState.NOT_READY) && agent.reason.equals(AgentMoves.DEVICE_DOWN);
        if (waitsForIt) {
            turn.moves.goReady(agent);
        }
    }

    void down(String name) {
        Device device = centre.devices.get(name);
        if (device == null || !device.up) {
            return;
        }
        device.up = false;
        centre.fact(new Fact.DeviceChanged(name, false));
        Agent agent = centre.agents.get(device.agent);
        if (agent == null || device.reachable()) {
            return;
        }
        if (agent.is(AgentState.READY)) {
            turn.moves.become(agent, AgentState.NOT_READY, AgentMoves.DEVICE_DOWN);
        } else if (agent.is(AgentState.ALERTING)) {
            offering.withdraw(agent, AgentState.NOT_READY, AgentMoves.DEVICE_DOWN);
        }
    }
}
