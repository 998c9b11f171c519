package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds everything because of which a caller could get stuck: lost jumps, missing prompts, circles, dead ends. */
public final class ScriptCheck {
    private final Script script;
    private final List<ScriptFault> faults = new ArrayList<>();

    private ScriptCheck(Script script) {
        this.script = script;
    }

    /** All faults, in the order of flows and steps; none but warnings if a caller can be let in. */
    public static List<ScriptFault> faults(Script script) {
        ScriptCheck check = new ScriptCheck(script);
        Set<String> names = new TreeSet<>();
        for (Flow flow : script.flows()) {
            check.flow(flow);
            if (!names.add(flow.name())) check.fault(flow, "there are two flows of this name", "rename one");
        }
        for (Flow flow : script.flows()) check.calls(flow);
        for (Script.After after : script.after()) check.after(after);
        return check.faults;
    }

    private void flow(Flow flow) {
        if (flow.steps().isEmpty() || flow.steps().size() > Flow.STEPS_MAX) {
            fault(flow, "it has " + flow.steps().size() + " steps", "write 1 to " + Flow.STEPS_MAX);
            return;
        }
        List<ScriptFault> found = new StepCheck(script, flow).faults();
        faults.addAll(found);
        if (found.isEmpty()) ways(flow);
    }

    /** Only after all jumps resolve. */
    private void ways(Flow flow) {
        for (int step : Ways.unreached(flow)) {
            String mend = "give it an id and jump there, or remove it";
            faults.add(new ScriptFault(flow.name(), step, "nothing leads to this step", mend, true));
        }
        int circle = Ways.silentCircle(flow);
        if (circle >= 0) {
            String what = "a caller who presses nothing comes back here for ever";
            String mend = "let the flow go on to a queue, hunt or hangup step";
            faults.add(new ScriptFault(flow.name(), circle, what, mend, false));
        }
    }

    /** A flow that calls itself, directly or through others, would never end. */
    private void calls(Flow flow) {
        for (int at = 0; at < flow.steps().size(); at++) {
            if (flow.steps().get(at).step() instanceof Step.Call(var called)
                    && Reach.of(script, called).contains(flow.name())) {
                String what = "calling " + called + " comes back to " + flow.name();
                String mend = "a flow may not call itself, nor one that calls it";
                faults.add(new ScriptFault(flow.name(), at, what, mend, false));
            }
        }
    }

    /** The caller has talked with an agent: no queue can take him again. */
    private void after(Script.After after) {
        Flow flow = script.flow(after.flow());
        if (flow == null) return;
        for (String name : Reach.of(script, flow.name())) {
            Flow reached = script.flow(name);
            for (int at = 0; reached != null && at < reached.steps().size(); at++) {
                Step step = reached.steps().get(at).step();
                if (step instanceof Step.Queue || step instanceof Step.Hunt) {
                    String what = "a flow after a talk cannot go to a queue (it follows " + after.number()
                            + after.queue() + ")";
                    faults.add(new ScriptFault(name, at, what, "end it with hangup", false));
                }
            }
        }
        if (entryReturns(script, flow.name())) {
            fault(flow, "a flow after a talk has nowhere to return to", "end it with hangup");
        }
    }

    /** A flow that callers enter may not return: there is nothing behind it. */
    public static boolean entryReturns(Script script, String name) {
        Flow flow = script.flow(name);
        return flow != null && flow.steps().stream().anyMatch(line -> line.step() instanceof Step.Return);
    }

    private void fault(Flow flow, String what, String mend) {
        faults.add(new ScriptFault(flow.name(), -1, what, mend, false));
    }
}
