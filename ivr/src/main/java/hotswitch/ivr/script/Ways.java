package hotswitch.ivr.script;

import java.util.ArrayList;
import java.util.List;

/** The ways through a flow whose jumps all resolve. */
final class Ways {
    private Ways() {}

    /** Steps that no way from the first one reaches. */
    static List<Integer> unreached(Flow flow) {
        boolean[] seen = new boolean[flow.steps().size()];
        List<Integer> open = new ArrayList<>(List.of(0));
        seen[0] = true;
        while (!open.isEmpty()) {
            int at = open.removeLast();
            List<String> targets = silent(flow.steps().get(at).step());
            targets.addAll(pressed(flow.steps().get(at).step()));
            for (String target : targets) {
                int to = flow.target(at, target);
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
     * that only
     * waits comes to an end of its flow, and no turn of the core can be caught in one.
     */
    static int silentCircle(Flow flow) {
        int steps = flow.steps().size();
        int[] entries = new int[steps];
        for (int at = 0; at < steps; at++) {
            for (String target : silent(flow.steps().get(at).step())) entries[flow.target(at, target)]++;
        }
        List<Integer> free = new ArrayList<>();
        for (int at = 0; at < steps; at++) if (entries[at] == 0) free.add(at);
        int removed = 0;
        while (!free.isEmpty()) {
            int at = free.removeLast();
            removed++;
            for (String target : silent(flow.steps().get(at).step())) {
                int to = flow.target(at, target);
                if (--entries[to] == 0) free.add(to);
            }
        }
        if (removed == steps) return -1;
        for (int at = 0; at < steps; at++) if (entries[at] > 0) return at;
        throw new IllegalStateException("a circle without a step in flow " + flow.name());
    }

    /** Ways taken without any input. */
    private static List<String> silent(Step step) {
        List<String> targets = new ArrayList<>();
        switch (step) {
            case Step.Answer() -> targets.add("");
            case Step.Play(var prompts, var barge) -> targets.add("");
            case Step.Set(var name, var value) -> targets.add("");
            case Step.Menu(var ask, var choices) -> targets.add(ask.otherwise());
            case Step.Collect collect -> targets.add(collect.ask().otherwise());
            case Step.Goto(var target) -> targets.add(target);
            case Step.Hours(var schedule, var open, var closed) -> {
                targets.add(open);
                targets.add(closed);
            }
            case Step.Queue(var queue, var priority) -> {}
            case Step.Hunt() -> {}
            case Step.Hangup(var cause, var prompts) -> {}
        }
        return targets;
    }

    private static List<String> pressed(Step step) {
        return switch (step) {
            case Step.Menu(var ask, var choices) ->
                choices.stream().map(Step.Choice::target).toList();
            case Step.Collect collect -> List.of("");
            case Step.Answer() -> List.of();
            case Step.Play(var prompts, var barge) -> List.of();
            case Step.Set(var name, var value) -> List.of();
            case Step.Goto(var target) -> List.of();
            case Step.Hours(var schedule, var open, var closed) -> List.of();
            case Step.Queue(var queue, var priority) -> List.of();
            case Step.Hunt() -> List.of();
            case Step.Hangup(var cause, var prompts) -> List.of();
        };
    }
}
