package hotswitch.server.config.flow;

import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Step;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** One step of a flow: a word, or a mapping with exactly one key that says what to do. */
final class FlowSteps {
    private static final List<String> WORDS = List.of(
            "answer", "branch", "call", "collect", "goto", "hangup", "hours", "http", "hunt", "let", "menu", "message",
            "play", "queue", "return", "served", "set");
    private static final List<String> ALONE = List.of("answer", "hunt", "return");

    private FlowSteps() {}

    /** Null after a fault. */
    static Flow.Line read(Reading reading, YamlValue value) {
        if (value.isScalar()) return new Flow.Line("", plain(value));
        YamlMap map = value.map();
        List<String> words = new ArrayList<>(map.keys());
        words.retainAll(WORDS);
        if (words.size() != 1) {
            String what = words.isEmpty() ? "the step does nothing" : "the step does " + String.join(" and ", words);
            String mend = "write exactly one of " + String.join(", ", WORDS);
            reading.faults().add(value.place(), what, mend, "步骤应只有一个动作");
            return null;
        }
        Flow.Line line = new Flow.Line(map.text("id", ""), step(reading, words.getFirst(), map));
        map.done();
        return line;
    }

    private static Step plain(YamlValue value) {
        String word = value.oneOf(WORDS, "write one of " + String.join(", ", WORDS));
        if (!ALONE.contains(word)) value.fault("is only the word " + word, "say more: \"" + word + ": …\"", "步骤缺少参数");
        return switch (word) {
            case "answer" -> new Step.Answer();
            case "return" -> new Step.Return();
            default -> new Step.Hunt();
        };
    }

    private static Step step(Reading reading, String word, YamlMap map) {
        String subject = map.get(word).isScalar() ? map.text(word, "") : "";
        return switch (word) {
            case "answer" -> new Step.Answer();
            case "hunt" -> new Step.Hunt();
            case "return" -> new Step.Return();
            case "play" -> new Step.Play(Prompts.of(map, word), map.flag("barge-in", false));
            case "menu" -> new Step.Menu(Asking.ask(map, word), Asking.choices(map.map("choices")));
            case "collect" -> Asking.collect(map);
            case "hours" -> new Step.Hours(subject, map.text("open", ""), map.text("closed", ""));
            case "branch" -> Branches.read(reading, map);
            case "queue" -> {
                reading.references().need(Kind.QUEUE, map.required(word), map.place(word));
                yield new Step.Queue(subject, map.integer("priority", 0, 0, 100));
            }
            case "hangup" -> new Step.Hangup(map.required(word), Prompts.of(map, "prompts"));
            case "goto" -> new Step.Goto(subject);
            case "call" -> new Step.Call(map.required(word));
            case "set" -> new Step.Set(subject, map.text("value", ""));
            case "let" -> new Step.Let(subject, map.text("value", ""));
            case "http" -> Requests.read(reading, map);
            case "message" ->
                new Step.Message(map.number(word, 60_000, 1_000, 600_000), map.number("silence-ms", 0, 0, 60_000));
            case "served" -> new Step.Serve(map.required(word));
            default -> throw new IllegalStateException("step " + word);
        };
    }
}
