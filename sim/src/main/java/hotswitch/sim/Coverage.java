package hotswitch.sim;

import hotswitch.acd.Command;
import hotswitch.acd.ItemState;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.CallState;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.AgentRow;
import hotswitch.acd.snapshot.StateView.CallRow;
import hotswitch.acd.snapshot.StateView.ItemRow;
import hotswitch.acd.snapshot.StateView.LegRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Which command met a call, or an agent, in which state: counted over many lives; what never met must be explained. */
public final class Coverage {
    /** The call or agent that a command names is not there (any more). */
    private static final String ABSENT = "ABSENT";

    private final Map<String, Map<String, Long>> calls = new TreeMap<>();
    private final Map<String, Map<String, Long>> agents = new TreeMap<>();
    private final Map<String, Map<String, Long>> items = new TreeMap<>();
    private final Set<String> seen = new TreeSet<>();

    /** Before the core has it. */
    public void command(Command command, StateView view) {
        String name = command.getClass().getSimpleName();
        seen.add(name);
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
        if (command instanceof Command.ItemSaid said) {
            count(items, "Item " + said.verb(), item(said.itemId(), view));
        }
    }

    private static String item(long id, StateView view) {
        for (ItemRow row : view.items()) {
            if (row.id() == id) {
                return row.state().name();
            }
        }
        return ABSENT;
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
            case Command.CallBack c -> c.callId();
            case Command.RequestAnswered c -> c.callId();
            case Command.CallerSilent c -> c.callId();
            case Command.LegRinging c -> ofLeg(c.legId(), view);
            case Command.LegEarly c -> ofLeg(c.legId(), view);
            case Command.LegAnswered c -> ofLeg(c.legId(), view);
            case Command.LegRefused c -> ofLeg(c.legId(), view);
            case Command.LegDeflected c -> ofLeg(c.legId(), view);
            case Command.LegCleared c -> ofLeg(c.legId(), view);
            case Command.LegLost c -> ofLeg(c.legId(), view);
            case Command.LegUnmade c -> ofLeg(c.legId(), view);
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
            case Command.ForceAgentState c -> c.agent();
            case Command.ExtendWrapUp c -> c.agent();
            case Command.RetrieveParked c -> c.agent();
            case Command.ItemSaid c -> c.agent();
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

    /** Three tables, then what never met and what never came. */
    void tell(Consumer<String> out) {
        List<String> callStates = callStates();
        List<String> agentStates = states(AgentState.values());
        out.accept("command × state of the call that it names (ABSENT: not there any more, or not yet)");
        table(calls, callStates, out);
        out.accept("");
        out.accept("command × state of the agent that it names, or whose call it names");
        table(agents, agentStates, out);
        out.accept("");
        List<String> itemStates = itemStates();
        out.accept("what is said of a work item × its state");
        table(items, itemStates, out);
        out.accept("");
        missing("call", calls, callStates, out);
        missing("agent", agents, agentStates, out);
        missing("item", items, itemStates, out);
        absent().forEach(name -> out.accept("never came: " + name + ": " + Impossible.why(name)));
        out.accept("commands: " + seen.size() + " of " + all(Command.class).size() + " came");
    }

    private static List<String> callStates() {
        List<String> states = states(CallState.values());
        states.add(ABSENT);
        return states;
    }

    private static List<String> itemStates() {
        List<String> states = states(ItemState.values());
        states.add(ABSENT);
        return states;
    }

    /** Commands that never came. */
    private Set<String> absent() {
        Set<String> names = all(Command.class);
        names.removeAll(seen);
        return names;
    }

    /** Every command that there is. */
    private static Set<String> all(Class<?> sealed) {
        Set<String> names = new TreeSet<>();
        for (Class<?> each : sealed.getPermittedSubclasses()) {
            if (each.isSealed()) {
                names.addAll(all(each));
            } else {
                names.add(each.getSimpleName());
            }
        }
        return names;
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
        unexplained("call", calls, callStates(), all);
        unexplained("agent", agents, states(AgentState.values()), all);
        unexplained("item", items, itemStates(), all);
        absent().stream()
                .filter(name -> Impossible.why(name).equals(Impossible.UNEXPLAINED))
                .forEach(all::add);
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
