package hotswitch.acd.transfer;

import hotswitch.acd.Command.DeviceDialled;
import hotswitch.acd.Command.RetrieveParked;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.routing.Displays;

/** Out of a park slot: an agent's phone rings for the call, or a seat dials the slot and has it at once. */
public final class Parking {
    private final Turn turn;
    private final Centre centre;
    private final Ringing ringing;
    private final Transferring transferring;

    public Parking(Turn turn, Displays displays, Transferring transferring) {
        this.turn = turn;
        this.centre = turn.centre;
        this.ringing = new Ringing(turn, displays);
        this.transferring = transferring;
    }

    public Answer retrieve(RetrieveParked c) {
        Call call = free(c.slot());
        Agent agent = centre.agents.get(c.agent());
        if (call == null) {
            return new Answer(404, "nobody is parked there", 0);
        }
        if (agent == null || agent.removed) {
            return new Answer(404, "no such agent", 0);
        }
        if (agent.is(AgentState.LOGGED_OFF) || isBusy(agent)) {
            return new Answer(409, "agent is " + agent.state(), 0);
        }
        if (!turn.moves.reachable(agent)) {
            return new Answer(409, "the device is unreachable", 0);
        }
        transferring.rings(call, ringing.seat(call, new Destination.Seat(centre.devices.get(agent.device), agent)));
        return new Answer(202, "", call.id);
    }

    /** False: it is no slot, or nobody is there whom this seat could have. */
    public boolean dialled(DeviceDialled c) {
        Call call = centre.config.services().park().has(c.dialled()) ? free(c.dialled()) : null;
        Device device = centre.devices.get(c.device());
        Agent agent = device == null || device.agent == 0 ? null : centre.agents.get(device.agent);
        if (call == null || device == null || (agent != null && isBusy(agent))) {
            return false;
        }
        centre.counts.arrived(c.callId());
        Leg leg = centre.calls.arrive(c.legId(), call, LegRole.AGENT, c.device());
        if (agent != null) {
            leg.agent = agent.id;
            turn.moves.occupy(agent, call.id);
        }
        transferring.rings(call, leg);
        turn.talking.answer(call, leg);
        turn.talking.connect(call);
        return true;
    }

    private static boolean isBusy(Agent agent) {
        return agent.inCall() || agent.is(AgentState.ALERTING);
    }

    /** Null: nobody is parked there, or somebody's phone rings for him already. */
    private Call free(String slot) {
        Call call = centre.calls.parked(slot);
        return call == null || call.farLeg != 0 ? null : call;
    }
}
