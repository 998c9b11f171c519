package hotswitch.sim;

import hotswitch.acd.Command;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.CallState;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.AgentRow;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.acd.snapshot.StateView.LegRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Which command met a call, or an agent, in which state: counted over many lives; what never met must be explained. */
public final class Coverage {
    /** The call or agent that a command names is not there (any more). */
    private static final String ABSENT = "ABSENT";

    private final Map<String, Map<String, Long>> calls = new TreeMap<>();
    private final Map<String, Map<String, Long>> agents = new TreeMap<>();

    /** Before the core has it. */
    public void command(Command command, StateView view) {
        String name = command.getClass().getSimpleName();
        long callId = callOf(command, view);
        CallRow call = null;
        for (CallRow row : view.calls()) {
            call = row.id() == callId ? row : call;
        }
        if (callId != NO_CALL) {
            count(calls, name, call == null ? ABSENT : call.state());
        }
        AgentRow agent = agent(command, call, view);
        if (agent != null) {
            count(agents, name, agent.state().name());
        }
    }

    private static final long NO_CALL = -1;
    private static final long GONE = -2;

    private static void count(Map<String, Map<String, Long>> table, String name, String state) {
        table.computeIfAbsent(name, n -> new TreeMap<>()).merge(state, 1L, Long::sum);
    }

    private static long callOf(Command command, StateView view) {
        return switch (command) {
            case Command.CallArrived c -> c.callId();
            case Command.DeviceDialled c -> c.callId();
            case Command.DeviceConsults c -> c.callId();
            case Command.ClearCall c -> c.callId();
            case Command.HoldCall c -> c.callId();
            case Command.RetrieveCall c -> c.callId();
            case Command.TransferCall c -> c.callId();
            case Command.DeflectCall c -> c.callId();
            case Command.ConsultCall c -> c.callId();
            case Command.ConferenceCall c -> c.callId();
            case Command.Recorded c -> c.callId();
            case Command.FaultDrill c -> c.callId();
            case Command.LegMeasured c -> c.callId();
            case Command.LegRinging c -> ofLeg(c.legId(), view);
            case Command.LegEarly c -> ofLeg(c.legId(), view);
            case Command.LegAnswered c -> ofLeg(c.legId(), view);
            case Command.LegRefused c -> ofLeg(c.legId(), view);
            case Command.LegDeflected c -> ofLeg(c.legId(), view);
            case Command.LegCleared c -> ofLeg(c.legId(), view);
            case Command.LegLost c -> ofLeg(c.legId(), view);
            case Command.LegRouted c -> ofLeg(c.legId(), view);
            case Command.LegHeld c -> ofLeg(c.legId(), view);
            case Command.Digit c -> ofLeg(c.legId(), view);
            case Command.PlayEnded c -> ofLeg(c.legId(), view);
            case Command.MediaTimedOut c -> ofLeg(c.legId(), view);
            default -> NO_CALL;
        };
    }

    private static long ofLeg(long legId, StateView view) {
        for (LegRow leg : view.legs()) {
            if (leg.id() == legId) {
                return leg.callId();
            }
        }
        return GONE;
    }

    private static AgentRow agent(Command command, CallRow call, StateView view) {
        int id = switch (command) {
            case Command.SetAgentState c -> c.agent();
            case Command.MakeCall c -> c.agent();
            default -> call == null ? 0 : call.agent();
        };
        String device = switch (command) {
            case Command.DeviceUp c -> c.device();
            case Command.DeviceDown c -> c.device();
            case Command.DeviceDialled c -> c.device();
            default -> "";
        };
        for (AgentRow row : view.agents()) {
            if (row.id() == id || (!device.isEmpty() && row.device().equals(device))) {
                return row;
            }
        }
        return null;
    }

    /** Two tables, then what never met. */
    void tell(Consumer<String> out) {
        List<String> callStates = states(CallState.values());
        callStates.add(ABSENT);
        List<String> agentStates = states(AgentState.values());
        out.accept("command × state of the call that it names (ABSENT: not there any more, or not yet)");
        table(calls, callStates, out);
        out.accept("");
        out.accept("command × state of the agent that it names, or whose call it names");
        table(agents, agentStates, out);
        out.accept("");
        missing("call", calls, callStates, out);
        missing("agent", agents, agentStates, out);
    }

    private static List<String> states(Enum<?>[] values) {
        return new ArrayList<>(Arrays.stream(values).map(Enum::name).toList());
    }

    private static void table(Map<String, Map<String, Long>> table, List<String> states, Consumer<String> out) {
        out.accept(row("", states));
        table.forEach((name, row) -> out.accept(row(
                name,
                states.stream()
                        .map(s -> row.containsKey(s) ? Long.toString(row.get(s)) : ".")
                        .toList())));
    }

    private static String row(String name, List<String> cells) {
        StringBuilder text = new StringBuilder("%-16s".formatted(name));
        cells.forEach(cell -> text.append("%11s".formatted(cell)));
        return text.toString();
    }

    private static void missing(
            String of, Map<String, Map<String, Long>> table, List<String> states, Consumer<String> out) {
        int met = 0;
        for (Map.Entry<String, Map<String, Long>> row : table.entrySet()) {
            met += row.getValue().size();
            for (String state : states) {
                if (!row.getValue().containsKey(state)) {
                    out.accept("never met: " + row.getKey() + " × " + of + " " + state + ": "
                            + Impossible.why(of, row.getKey(), state));
                }
            }
        }
        out.accept(of + ": " + met + " of " + table.size() * states.size() + " pairs met");
    }

    /** Pairs that never met and have no reason not to. */
    List<String> unexplained() {
        List<String> all = new ArrayList<>();
        unexplained("call", calls, states(CallState.values()), all);
        unexplained("agent", agents, states(AgentState.values()), all);
        return all;
    }

    private static void unexplained(
            String of, Map<String, Map<String, Long>> table, List<String> states, List<String> into) {
        table.forEach((name, row) -> {
            for (String state : states) {
                if (!row.containsKey(state) && Impossible.why(of, name, state).equals(Impossible.UNEXPLAINED)) {
                    into.add(name + " × " + of + " " + state);
                }
            }
        });
    }
}
