package hotswitch.server.config.flow;

import hotswitch.ivr.script.Step;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** Steps that ask the caller for digits. */
final class Asking {
    private Asking() {}

    static Step.Ask ask(YamlMap map, String word) {
        return new Step.Ask(
                Prompts.of(map, word),
                map.flag("barge-in", true),
                Prompts.of(map, "no-input"),
                Prompts.of(map, "no-match"),
                new Step.Tries(map.integer("tries", 3, 1, 10), map.number("timeout-ms", 5_000, 500, 60_000)),
                map.required("otherwise"));
    }

    static List<Step.Choice> choices(YamlMap map) {
        List<Step.Choice> choices = new ArrayList<>();
        for (String key : map.keys()) {
            YamlValue target = map.get(key);
            if (key.length() == 1) choices.add(new Step.Choice(key.charAt(0), target.text()));
            else target.fault("is no choice", "a choice is one digit, * or #", "菜单按键无效");
        }
        return List.copyOf(choices);
    }

    static Step collect(YamlMap map) {
        Step.Field field = new Step.Field(
                map.required("into"),
                map.integer("min", 1, 1, 64),
                map.integer("max", 20, 1, 64),
                key(map, "terminator", "#"),
                map.number("digit-ms", 5_000, 500, 60_000),
                map.flag("secret", false));
        return new Step.Collect(ask(map, "collect"), field, confirm(map));
    }

    private static Step.Confirm confirm(YamlMap map) {
        if (!map.keys().contains("confirm")) return Step.Confirm.NONE;
        YamlMap confirm = map.map("confirm");
        return new Step.Confirm(
                Prompts.of(confirm, "before"),
                Prompts.of(confirm, "after"),
                key(confirm, "yes", "1"),
                key(confirm, "no", "2"));
    }

    private static char key(YamlMap map, String name, String otherwise) {
        String key = map.text(name, otherwise);
        return key.isEmpty() ? 0 : key.charAt(0);
    }
}
