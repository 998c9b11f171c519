package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Into which queues a flow brings a caller who presses nothing. */
public final class Leads {
    private Leads() {}

    /** Those of the flows that it calls included; none of a flow that is not there. */
    public static SortedSet<String> queues(Script script, String name) {
        TreeSet<String> queues = new TreeSet<>();
        TreeSet<String> seen = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            Flow flow = script.flow(open.removeLast());
            if (flow != null && !flow.steps().isEmpty() && seen.add(flow.name())) walk(flow, queues, open);
        }
        return queues;
    }

    private static void walk(Flow flow, Set<String> queues, List<String> called) {
        boolean[] seen = new boolean[flow.steps().size()];
        List<Integer> open = new ArrayList<>(List.of(0));
        while (!open.isEmpty()) {
            int at = open.removeLast();
            if (at < 0 || seen[at]) continue;
            seen[at] = true;
            Step step = flow.steps().get(at).step();
            if (step instanceof Step.Queue queue) queues.add(queue.queue());
            if (step instanceof Step.Call(var other)) called.add(other);
            for (Ways.Way way : Ways.from(step)) {
                if (way.silent()) open.add(flow.target(at, way.target()));
            }
        }
    }
}
