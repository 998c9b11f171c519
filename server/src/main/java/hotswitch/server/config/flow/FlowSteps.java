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
    private static final List<String> WORDS =
            List.of("answer", "play", "menu", "collect", "hours", "queue", "hunt", "hangup", "goto", "set");

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
        if (word.equals("answer")) return new Step.Answer();
        if (!word.equals("hunt")) value.fault("is only the word " + word, "say more: \"" + word + ": …\"", "步骤缺少参数");
        return new Step.Hunt();
    }

    private static Step step(Reading reading, String word, YamlMap map) {
        String subject = map.get(word).isScalar() ? map.text(word, "") : "";
        return switch (word) {
            case "answer" -> new Step.Answer();
            case "hunt" -> new Step.Hunt();
            case "play" -> new Step.Play(map.texts(word), map.flag("barge-in", false));
            case "menu" -> new Step.Menu(ask(map, word), choices(map.map("choices")));
            case "collect" -> collect(map);
            case "hours" -> new Step.Hours(subject, map.text("open", ""), map.text("closed", ""));
            case "queue" -> {
                reading.references().need(Kind.QUEUE, map.required(word), map.place(word));
                yield new Step.Queue(subject, map.integer("priority", 0, 0, 100));
            }
            case "hangup" -> new Step.Hangup(map.required(word), map.texts("prompts"));
            case "goto" -> new Step.Goto(subject);
            case "set" -> new Step.Set(subject, map.text("value", ""));
            default -> throw new IllegalStateException("step " + word);
        };
    }

    private static Step.Ask ask(YamlMap map, String word) {
        return new Step.Ask(
                map.texts(word),
                map.flag("barge-in", true),
                map.texts("no-input"),
                map.texts("no-match"),
                new Step.Tries(map.integer("tries", 3, 1, 10), map.number("timeout-ms", 5_000, 500, 60_000)),
                map.required("otherwise"));
    }

    private static List<Step.Choice> choices(YamlMap map) {
        List<Step.Choice> choices = new ArrayList<>();
        for (String key : map.keys()) {
            YamlValue target = map.get(key);
            if (key.length() == 1) choices.add(new Step.Choice(key.charAt(0), target.text()));
            else target.fault("is no choice", "a choice is one digit, * or #", "菜单按键无效");
        }
        return List.copyOf(choices);
    }

    private static Step collect(YamlMap map) {
        String terminator = map.text("terminator", "#");
        return new Step.Collect(
                ask(map, "collect"),
                map.required("into"),
                map.integer("min", 1, 1, 64),
                map.integer("max", 20, 1, 64),
                terminator.isEmpty() ? (char) 0 : terminator.charAt(0));
    }
}
