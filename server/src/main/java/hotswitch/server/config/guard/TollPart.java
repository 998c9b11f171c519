package hotswitch.server.config.guard;

import hotswitch.call.toll.TollRule;
import hotswitch.server.config.read.Words;
import hotswitch.server.config.text.References;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.List;

/** {@code security.toll}: what seats may dial outside. */
public final class TollPart {
    private static final int CALLS_MAX = 100_000;

    private TollPart() {}

    public static List<TollRule> read(YamlMap security, References references) {
        List<TollRule> rules = new ArrayList<>();
        for (YamlValue item : security.items("toll")) {
            YamlMap map = item.map();
            int[] hours = hours(map);
            String schedule = map.text("schedule", "");
            references.need(References.Kind.SCHEDULE, schedule, map.place("schedule"));
            rules.add(new TollRule(
                    map.texts("seats"),
                    prefixes(map, "allowed"),
                    prefixes(map, "forbidden"),
                    map.integer("per-hour", 0, 0, CALLS_MAX),
                    map.integer("concurrent", 0, 0, CALLS_MAX),
                    hours[0],
                    hours[1],
                    schedule));
            map.done();
        }
        return List.copyOf(rules);
    }

    private static List<String> prefixes(YamlMap map, String key) {
        for (YamlValue value : map.items(key)) {
            if (!Words.isNumber(value.text())) {
                value.fault("is \"" + value.text() + "\"", "write the beginning of a number, as \"00\"", "号码前缀无效");
            }
        }
        return map.texts(key);
    }

    /** Minutes of the day. */
    private static int[] hours(YamlMap map) {
        YamlValue value = map.get("hours");
        if (value == null) {
            return new int[] {0, 0};
        }
        String text = value.text();
        if (!text.matches("([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)")) {
            value.fault("is \"" + text + "\"", "write \"HH:MM-HH:MM\", as \"08:00-20:00\"", "时间段无效");
            return new int[] {0, 0};
        }
        if (text.startsWith(text.substring(6))) {
            value.fault("is \"" + text + "\"", "leave hours out for the whole day, or write when it ends", "时间段无效");
        }
        return new int[] {minute(text, 0), minute(text, 6) % (24 * 60)};
    }

    private static int minute(String text, int at) {
        return Integer.parseInt(text.substring(at, at + 2)) * 60 + Integer.parseInt(text.substring(at + 3, at + 5));
    }
}
