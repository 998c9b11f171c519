package hotswitch.acd.story;

import hotswitch.acd.flow.CallFlow;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.Named;
import hotswitch.acd.flow.QueueWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Flows of the stories: a line each, "main answer; play notice; enqueue appeals 0". "unless 1 2" leaves out the next
 * two steps unless the digit 1 was pressed.
 */
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

    /** Only that of a flow after a talk, so that few stories tell of it. */
    @Override
    public String contentHash(String version, String flow) {
        return knows(version, flow) && flow.startsWith("after") ? "content-of-" + flow : "";
    }

    /** The flow "after" follows every talk, where there is one. */
    @Override
    public String after(String version, String dnis, String queue) {
        return knows(version, "after") ? "after" : "";
    }

    /** How long it will be: in seconds. */
    @Override
    public List<String> inQueue(String version, String language, QueueWords words) {
        List<String> prompts = new ArrayList<>();
        if (words.position() > 0) {
            prompts.addAll(List.of(words.before(), "n" + words.position(), words.after()));
        }
        if (words.expectedMs() >= 0) {
            prompts.add("in-" + words.expectedMs() / 1_000 + "-seconds");
        }
        return prompts.stream()
                .map(p -> language.isEmpty() ? p : p + "-" + language)
                .toList();
    }

    @Override
    public FlowStep next(FlowRun run, FlowInput input, CentreSight sight, long nowNs) {
        List<String> steps = versions.get(run.version).get(run.flow);
        String at = run.at < 0 ? "" : steps.get(run.at).split(" ")[0];
        boolean waits = List.of("await", "barge").contains(at);
        if (at.equals("request")) {
            return answered(run, input, steps, sight);
        }
        boolean ends = input instanceof FlowInput.Digit(var digit) && digit == '#';
        if (at.equals("message") && input instanceof FlowInput.Digit && !ends) {
            return new FlowStep.Ignore();
        }
        if (at.equals("message") && !(input instanceof FlowInput.Done)) {
            return new FlowStep.EndMessage();
        }
        if (input instanceof FlowInput.Digit digit) {
            if (!waits) {
                return new FlowStep.Ignore();
            }
            run.digits += digit.digit();
        }
        run.at++;
        return step(steps.get(run.at).split(" "), run, sight);
    }

    /** On with the next step, or, if it failed, with the one behind it. */
    private static FlowStep answered(FlowRun run, FlowInput input, List<String> steps, CentreSight sight) {
        boolean ok = input instanceof FlowInput.Answered(var good, var values) && good;
        boolean over = ok || input instanceof FlowInput.Answered || input instanceof FlowInput.TimedOut;
        if (!over) {
            return new FlowStep.Ignore();
        }
        run.at += ok ? 1 : 2;
        return step(steps.get(run.at).split(" "), run, sight);
    }

    private static FlowStep step(String[] words, FlowRun run, CentreSight sight) {
        return switch (words[0]) {
            case "answer" -> new FlowStep.Answer();
            case "play" -> new FlowStep.Play(List.of(words[1].split(",")), false);
            case "barge" -> new FlowStep.Play(List.of(words[1].split(",")), true);
            case "await" -> new FlowStep.Await(Long.parseLong(words[1]));
            case "enqueue" -> new FlowStep.Enqueue(words[1], words.length > 2 ? Integer.parseInt(words[2]) : 0);
            case "by-digit" -> new FlowStep.Enqueue(run.digits.endsWith("2") ? "advice" : "appeals", 0);
            case "hunt" -> new FlowStep.Hunt();
            case "set" -> new FlowStep.SetAttribute(words[1], words[2]);
            case "request" ->
                new FlowStep.Request(
                        words[1],
                        List.of(new Named("ani", run.ani)),
                        List.of(new Named("balance", "/balance")),
                        Long.parseLong(words[2]),
                        words.length > 3 ? List.of(words[3]) : List.of());
            case "message" -> new FlowStep.RecordMessage(Long.parseLong(words[1]), 3_000);
            case "served" -> new FlowStep.Serve(words[1]);
            case "note-digit" -> new FlowStep.SetAttribute(words[1], run.digits);
            case "note-figure" ->
                new FlowStep.SetAttribute(
                        words[1], Long.toString(sight.figure(CentreSight.Figure.valueOf(words[1]), words[2])));
            case "hangup" -> new FlowStep.Hangup(words[1]);
            case "again" -> {
                run.at = -1;
                yield new FlowStep.SetAttribute("round", "again");
            }
            case "unless" -> {
                run.at += run.digits.endsWith(words[1]) ? 0 : Integer.parseInt(words[2]);
                yield new FlowStep.SetAttribute("menu", run.digits.isEmpty() ? "none" : run.digits);
            }
            case "stand-still" -> new FlowStep.Ignore();
            default -> throw new IllegalArgumentException("flow step " + words[0]);
        };
    }
}
