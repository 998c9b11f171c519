package hotswitch.server.config.flow;

import hotswitch.ivr.script.Spoken;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A list of prompts; an item {@code {number: "${sum}"}} is a value to be spoken. */
final class Prompts {
    private static final List<String> KINDS =
            Arrays.stream(Spoken.Kind.values()).map(Spoken.Kind::word).toList();

    private Prompts() {}

    static List<String> of(YamlMap map, String key) {
        List<String> items = new ArrayList<>();
        for (YamlValue value : map.items(key)) items.add(value.isMap() ? spoken(value) : value.text());
        return List.copyOf(items);
    }

    private static String spoken(YamlValue value) {
        YamlMap map = value.map();
        for (Spoken.Kind kind : Spoken.Kind.values()) {
            if (map.keys().size() == 1 && map.keys().contains(kind.word())) {
                return new Spoken(kind, map.text(kind.word(), "")).item();
            }
        }
        value.fault("is no value to be spoken", "write one of " + String.join(", ", KINDS), "无法播报");
        return "";
    }
}
