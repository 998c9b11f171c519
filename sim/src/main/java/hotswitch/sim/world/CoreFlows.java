package hotswitch.sim.world;

import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.QueueWords;
import hotswitch.ivr.run.Flows;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The flows that one core has loaded and not yet forgotten. A version means the same to all cores of a life, so it is
 * compiled once for all of them.
 */
public final class CoreFlows implements CallFlow {
    private final Flows compiled;
    private final Set<String> everyCores;
    private final TreeSet<String> loaded = new TreeSet<>();

    /** {@code everyCores}: which versions are compiled. */
    public CoreFlows(Flows compiled, Set<String> everyCores) {
        this.compiled = compiled;
        this.everyCores = everyCores;
    }

    @Override
    public void load(String version, String flows) {
        if (everyCores.add(version)) {
            compiled.load(version, flows);
        }
        loaded.add(version);
    }

    @Override
    public void retain(SortedSet<String> versions) {
        loaded.retainAll(versions);
    }

    @Override
    public boolean knows(String version, String flow) {
        return loaded.contains(version) && compiled.knows(version, flow);
    }

    @Override
    public String contentHash(String version, String flow) {
        return knows(version, flow) ? compiled.contentHash(version, flow) : "";
    }

    @Override
    public String after(String version, String dnis, String queue) {
        return loaded.contains(version) ? compiled.after(version, dnis, queue) : "";
    }

    @Override
    public List<String> inQueue(String version, String language, QueueWords words) {
        return loaded.contains(version) ? compiled.inQueue(version, language, words) : List.of();
    }

    @Override
    public FlowStep next(FlowRun run, FlowInput input, CentreSight sight, long nowNs) {
        if (!loaded.contains(run.version)) {
            throw new IllegalStateException("flows of version " + run.version + " are not loaded");
        }
        return compiled.next(run, input, sight, nowNs);
    }
}
