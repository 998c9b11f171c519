package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;

/** Flows that are entered by callers who rang, and that let them hear or wait for something before they answer. */
public final class Unanswered {
    private Unanswered() {}

    /**
     * The first step that a caller comes to without having been answered though he ought to hear something there, or
     * -1. One that calls another flow counts if that flow has such a step; it answers if there is an answer in it.
     */
    public static int step(Script script, String name) {
        Flow flow = script.flow(name);
        if (flow == null || flow.steps().isEmpty()) return -1;
        boolean[] seen = new boolean[flow.steps().size()];
        List<Integer> open = new ArrayList<>(List.of(0));
        while (!open.isEmpty()) {
            int at = open.removeLast();
            if (seen[at]) continue;
            seen[at] = true;
            Step step = flow.steps().get(at).step();
            if (wantsAnAnswer(script, step)) return at;
            if (answers(script, step)) continue;
            for (Ways.Way way : Ways.from(step)) {
                int to = flow.target(at, way.target());
                if (to >= 0) open.add(to); // a jump to nowhere is another fault
            }
        }
        return -1;
    }

    private static boolean wantsAnAnswer(Script script, Step step) {
        return switch (step) {
            case Step.Play p -> true;
            case Step.Menu m -> true;
            case Step.Collect c -> true;
            case Step.Message m -> true;
            case Step.Queue q -> true;
            case Step.Hunt h -> true;
            case Step.Request r -> !r.prompts().isEmpty();
            case Step.Hangup h -> !h.prompts().isEmpty();
            case Step.Call(var called) -> step(script, called) >= 0;
            case Step.Answer a -> false;
            case Step.Set s -> false;
            case Step.Let l -> false;
            case Step.Serve s -> false;
            case Step.Goto g -> false;
            case Step.Hours h -> false;
            case Step.Branch b -> false;
            case Step.Return r -> false;
        };
    }

    private static boolean answers(Script script, Step step) {
        return switch (step) {
            case Step.Answer a -> true;
            case Step.Call(var called) ->
                Reach.of(script, called).stream()
                        .map(script::flow)
                        .anyMatch(flow -> flow != null
                                && flow.steps().stream().anyMatch(line -> line.step() instanceof Step.Answer));
            default -> false;
        };
    }
}
