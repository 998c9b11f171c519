package hotswitch.acd.story;

import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Flows of the stories: a line each, "main answer; play notice; enqueue appeals 0". */
final class ScriptFlow implements CallFlow {
    private final Map<String, Map<String, List<String>>> versions = new TreeMap<>();

    @Override
    public void load(String version, String flows) {
        Map<String, List<String>> byName = new TreeMap<>();
        for (String line : flows.lines().toList()) {
            String[] nameAndSteps = line.split(" ", 2);
            byName.put(nameAndSteps[0], List.of(nameAndSteps[1].split("; ")));
        }
        versions.put(version, byName);
    }

    @Override
    public void retain(SortedSet<String> kept) {
        versions.keySet().retainAll(kept);
    }

    @Override
    public boolean knows(String version, String flow) {
        return versions.containsKey(version) && versions.get(version).containsKey(flow);
    }

    @Override
    public FlowStep next(FlowRun run, FlowInput input, long nowNs) {
        List<String> steps = versions.get(run.version).get(run.flow);
        boolean waits = run.at >= 0
                && List.of("await", "barge").contains(steps.get(run.at).split(" ")[0]);
        if (input instanceof FlowInput.Digit digit) {
            if (!waits) {
                return new FlowStep.Ignore();
            }
            run.digits += digit.digit();
        }
        run.at++;
        return step(steps.get(run.at).split(" "), run);
    }

    private static FlowStep step(String[] words, FlowRun run) {
        return switch (words[0]) {
            case "answer" -> new FlowStep.Answer();
            case "play" -> new FlowStep.Play(List.of(words[1].split(",")), false);
            case "barge" -> new FlowStep.Play(List.of(words[1].split(",")), true);
            case "await" -> new FlowStep.Await(Long.parseLong(words[1]));
            case "enqueue" -> new FlowStep.Enqueue(words[1], words.length > 2 ? Integer.parseInt(words[2]) : 0);
            case "by-digit" -> new FlowStep.Enqueue(run.digits.endsWith("2") ? "advice" : "appeals", 0);
            case "hunt" -> new FlowStep.Hunt();
            case "set" -> new FlowStep.SetAttribute(words[1], words[2]);
            case "hangup" -> new FlowStep.Hangup(words[1]);
            case "again" -> {
                run.at = -1;
                yield new FlowStep.SetAttribute("round", "again");
            }
            case "stand-still" -> new FlowStep.Ignore();
            default -> throw new IllegalArgumentException("flow step " + words[0]);
        };
    }
}
