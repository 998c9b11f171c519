package hotswitch.ivr.run;

import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.QueueWords;
import hotswitch.ivr.script.ContentHash;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptCheck;
import hotswitch.ivr.script.ScriptFault;
import hotswitch.ivr.script.ScriptReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** The flows of every version of the configuration that is still in use. */
public final class Flows implements CallFlow {
    private final TreeMap<String, Version> versions = new TreeMap<>();

    /** A text as it was read, and what each flow of it can do: asked for with each call, so found out once. */
    private record Version(Script script, SortedMap<String, String> contents, Walk walk) {
        static Version of(Script script) {
            SortedMap<String, String> contents = new TreeMap<>();
            for (Flow flow : script.flows()) contents.put(flow.name(), ContentHash.of(script, flow.name()));
            return new Version(script, contents, new Walk(script));
        }
    }

    /** Throws {@link IllegalArgumentException} on flows that the check of the configuration should have refused. */
    @Override
    public void load(String version, String flows) {
        Script script = ScriptReader.read(flows);
        List<ScriptFault> faults = new ArrayList<>(ScriptCheck.faults(script));
        faults.removeIf(ScriptFault::warning);
        if (!faults.isEmpty()) throw new IllegalArgumentException(faults.toString());
        versions.put(version, Version.of(script));
    }

    @Override
    public void retain(SortedSet<String> used) {
        versions.keySet().retainAll(used);
    }

    @Override
    public boolean knows(String version, String flow) {
        Version known = versions.get(version);
        return known != null && known.contents.containsKey(flow);
    }

    @Override
    public String contentHash(String version, String flow) {
        return knows(version, flow) ? versions.get(version).contents.get(flow) : "";
    }

    @Override
    public String after(String version, String dnis, String queue) {
        Version known = versions.get(version);
        if (known == null) return "";
        String ofNumber = "";
        for (Script.After after : known.script.after()) {
            if (!after.queue().isEmpty() && after.queue().equals(queue)) return after.flow();
            if (!after.number().isEmpty() && after.number().equals(dnis)) ofNumber = after.flow();
        }
        return ofNumber;
    }

    @Override
    public List<String> inQueue(String version, String language, QueueWords words) {
        Version known = versions.get(version);
        return known == null ? List.of() : InQueue.prompts(known.script, language, words);
    }

    @Override
    public FlowStep next(FlowRun run, FlowInput input, CentreSight sight, long nowNs) {
        Version known = versions.get(run.version);
        if (known == null) throw new IllegalStateException("flows of version " + run.version + " are not loaded");
        return known.walk.of(run, sight, nowNs).next(input);
    }
}
