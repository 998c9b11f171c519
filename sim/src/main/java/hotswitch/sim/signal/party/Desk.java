package hotswitch.sim.signal.party;

import hotswitch.acd.Command.HoldCall;
import hotswitch.acd.Command.MakeCall;
import hotswitch.acd.Command.RetrieveCall;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.Fact;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.sim.Dice;
import hotswitch.sim.signal.Mischief;
import java.util.List;

/** An agent before the desktop: becomes ready, and now and then does something with the call by a click. */
public final class Desk {
    private static final List<String> TARGETS =
            List.of("q1", "number:01088880000", "8001", "agent:1", "8002", "13900001234");
    private final Surroundings around;
    private final int id;
    private final Dice dice;
    private AgentState state = AgentState.LOGGED_OFF;
    private long callId;

    public Desk(Surroundings around, int id) {
        this.around = around;
        this.id = id;
        this.dice = around.clock().dice("agent " + id);
        around.node().hear(this::hears);
        around.clock().in(dice.between(2_000, 5_000), this::looks);
    }

    private void hears(Fact fact) {
        if (fact instanceof Fact.AgentChanged changed && changed.agent() == id) {
            state = changed.state();
            callId = changed.callId();
        }
    }

    private void looks() {
        around.clock().in(1 + dice.exponential(6_000), this::looks);
        boolean busy = state == AgentState.BUSY || state == AgentState.HELD;
        if (state == AgentState.READY && dice.chance(around.chaos(Mischief.TRANSFERS))) {
            String shown = dice.pick(List.of("", "12346", "12347", "110"));
            String to = dice.pick(List.of("01088880000", "8002", "13900001234"));
            around.node().say(new MakeCall(around.node().request("agent:" + id), id, to, shown));
            return;
        }
        if (state == AgentState.READY || state == AgentState.ALERTING) {
            return;
        }
        if (!busy) {
            around.node().say(new SetAgentState(around.node().request("agent:" + id), id, AgentTarget.READY, "", ""));
        } else if (dice.chance(around.chaos(Mischief.TRANSFERS))) {
            clicks(callId);
        }
    }

    private void clicks(long call) {
        if (dice.chance(0.5)) {
            around.node().say(new HoldCall(around.node().request("agent:" + id), call));
            around.clock()
                    .in(
                            dice.between(0, 8_000),
                            () -> around.node()
                                    .say(new RetrieveCall(around.node().request("agent:" + id), call)));
        } else {
            around.node().say(new TransferCall(around.node().request("agent:" + id), call, dice.pick(TARGETS), ""));
        }
    }
}
