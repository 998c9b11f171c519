package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;

/** The ways through a flow whose jumps all resolve. */
public final class Ways {
    private Ways() {}

    /** A way on from a step: to which label ("" the next step), and what has to happen. {@code silent}: nothing. */
    public record Way(String target, String when, boolean silent) {}

    /** Steps that no way from the first one reaches. */
    static List<Integer> unreached(Flow flow) {
        boolean[] seen = new boolean[flow.steps().size()];
        List<Integer> open = new ArrayList<>(List.of(0));
        seen[0] = true;
        while (!open.isEmpty()) {
            int at = open.removeLast();
            for (Way way : from(flow.steps().get(at).step())) {
                int to = flow.target(at, way.target());
                if (!seen[to]) {
                    seen[to] = true;
                    open.add(to);
                }
            }
        }
        List<Integer> unreached = new ArrayList<>();
        for (int i = 0; i < seen.length; i++) if (!seen[i]) unreached.add(i);
        return unreached;
    }

    /**
     * A step that a caller who presses nothing passes again and again, or -1. Without such a circle every call
     * that only waits comes to an end of its flow, and no turn of the core can be caught in one.
     */
    static int silentCircle(Flow flow) {
        int steps = flow.steps().size();
        int[] entries = new int[steps];
        for (int at = 0; at < steps; at++) {
            for (int to : silent(flow, at)) entries[to]++;
        }
        List<Integer> free = new ArrayList<>();
        for (int at = 0; at < steps; at++) if (entries[at] == 0) free.add(at);
        int removed = 0;
        while (!free.isEmpty()) {
            int at = free.removeLast();
            removed++;
            for (int to : silent(flow, at)) {
                if (--entries[to] == 0) free.add(to);
            }
        }
        if (removed == steps) return -1;
        for (int at = 0; at < steps; at++) if (entries[at] > 0) return at;
        throw new IllegalStateException("a circle without a step in flow " + flow.name());
    }

    private static List<Integer> silent(Flow flow, int at) {
        List<Integer> targets = new ArrayList<>();
        for (Way way : from(flow.steps().get(at).step())) {
            if (way.silent()) targets.add(flow.target(at, way.target()));
        }
        return targets;
    }

    /** All ways on from a step; none from one that ends the flow. */
    public static List<Way> from(Step step) {
        return switch (step) {
            case Step.Answer() -> next();
            case Step.Play(var prompts, var barge) -> next();
            case Step.Set(var name, var value) -> next();
            case Step.Let(var name, var value) -> next();
            case Step.Call(var called) -> next();
            case Step.Message(var maxMs, var silenceMs) -> next();
            case Step.Serve(var service) -> next();
            case Step.Menu(var ask, var choices) -> menu(ask, choices);
            case Step.Collect collect ->
                List.of(new Way("", "digits", false), new Way(collect.ask().otherwise(), "otherwise", true));
            case Step.Goto(var target) -> List.of(new Way(target, "", true));
            case Step.Hours(var schedule, var open, var closed) ->
                List.of(new Way(open, "open", true), new Way(closed, "closed", true));
            case Step.Branch branch -> branch(branch);
            case Step.Request request ->
                List.of(new Way("", "answered", true), new Way(request.failed(), "failed", true));
            case Step.Queue queue -> List.of();
            case Step.Hunt() -> List.of();
            case Step.Hangup(var cause, var prompts) -> List.of();
            case Step.Return() -> List.of();
        };
    }

    private static List<Way> next() {
        return List.of(new Way("", "", true));
    }

    private static List<Way> menu(Step.Ask ask, List<Step.Choice> choices) {
        List<Way> ways = new ArrayList<>();
        for (Step.Choice choice : choices) {
            ways.add(new Way(choice.target(), String.valueOf(choice.digit()), false));
        }
        ways.add(new Way(ask.otherwise(), "otherwise", true));
        return List.copyOf(ways);
    }

    private static List<Way> branch(Step.Branch branch) {
        List<Way> ways = new ArrayList<>();
        for (Step.Case each : branch.cases()) ways.add(new Way(each.target(), words(each.test()), true));
        ways.add(new Way(branch.otherwise(), "otherwise", true));
        return List.copyOf(ways);
    }

    private static String words(Step.Test test) {
        return switch (test) {
            case Step.Test.OneOf(var values) -> String.join(", ", values);
            case Step.Test.Prefix(var prefixes) -> String.join("…, ", prefixes) + "…";
            case Step.Test.Range(var min, var max) -> min + (max == Long.MAX_VALUE ? " up" : " to " + max);
        };
    }
}
