package hotswitch.ivr.run;

import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptCheck;
import hotswitch.ivr.script.ScriptFault;
import hotswitch.ivr.script.ScriptReader;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;

/** The flows of every version of the configuration that is still in use. */
public final class Flows implements CallFlow {
    private final TreeMap<String, Script> versions = new TreeMap<>();

    /** Throws {@link IllegalArgumentException} on flows that the check of the configuration should have refused. */
    @Override
    public void load(String version, String flows) {
        Script script = ScriptReader.read(flows);
        List<ScriptFault> faults = ScriptCheck.faults(script);
        if (!faults.isEmpty()) throw new IllegalArgumentException(faults.toString());
        versions.put(version, script);
    }

    @Override
    public void retain(SortedSet<String> used) {
        versions.keySet().retainAll(used);
    }

    @Override
    public boolean knows(String version, String flow) {
        Script script = versions.get(version);
        return script != null && script.flow(flow) != null;
    }

    @Override
    public FlowStep next(FlowRun run, FlowInput input, long nowNs) {
        Script script = versions.get(run.version);
        if (script == null) throw new IllegalStateException("flows of version " + run.version + " are not loaded");
        Flow flow = script.flow(run.flow);
        if (flow == null) throw new IllegalStateException("no flow " + run.flow + " in version " + run.version);
        return new Walk(script.calendar(), flow, run, nowNs).next(input);
    }
}
