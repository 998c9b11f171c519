package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The flows that a flow calls, those that they call, and itself. */
final class Reach {
    private Reach() {}

    static SortedSet<String> of(Script script, String name) {
        TreeSet<String> reached = new TreeSet<>();
        List<String> open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            Flow flow = script.flow(next);
            if (!reached.add(next) || flow == null) continue;
            for (Flow.Line line : flow.steps()) {
                if (line.step() instanceof Step.Call(var called)) open.add(called);
            }
        }
        return reached;
    }
}
