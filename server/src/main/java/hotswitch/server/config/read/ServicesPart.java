package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.acd.config.ServicesConfig;
import hotswitch.acd.config.ServicesConfig.CallbackConfig;
import hotswitch.acd.config.ServicesConfig.SurgeConfig;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** {@code call-back}, {@code surge}, {@code breaks}, {@code channels} and {@code park} of {@code queues.yaml}. */
final class ServicesPart {
    private static final long DAY_MS = 86_400_000L;

    private ServicesPart() {}

    static ServicesConfig read(Reading reading, YamlMap root) {
        return new ServicesConfig(
                callback(reading, root.map("call-back")),
                surge(reading, root.map("surge")),
                BreaksPart.read(reading, root.map("breaks")),
                ChannelsPart.read(reading, root.map("channels")),
                ParkPart.read(reading, root.map("park")));
    }

    private static CallbackConfig callback(Reading reading, YamlMap map) {
        String digit = map.text("digit", "");
        if (!digit.matches("[0-9*#]?")) {
            reading.faults()
                    .add(map.place("digit"), map.pathOf("digit") + " is \"" + digit + "\"", "write one key", "按键无效");
        }
        int tries = map.integer("tries", 0, 0, 20);
        String displayed = map.text("displayed", "");
        if (tries > 0 && displayed.isEmpty()) {
            reading.faults()
                    .add(
                            map.place("tries"),
                            map.pathOf("displayed") + " is missing",
                            "write a number of displayed-numbers in numbers.yaml",
                            "缺少外显号码");
        }
        return new CallbackConfig(
                tries,
                map.number("spacing-ms", 600_000, 1_000, DAY_MS),
                map.number("max-ms", 8 * 3_600_000, 60_000, 7 * DAY_MS),
                displayed,
                digit);
    }

    private static SurgeConfig surge(Reading reading, YamlMap map) {
        int on = map.integer("on-waiting", 0, 0, 100_000);
        int off = map.integer("off-waiting", 0, 0, 100_000);
        if (on > 0 && off >= on) {
            reading.faults()
                    .add(
                            map.place("off-waiting"),
                            map.pathOf("off-waiting") + " is " + off,
                            "write less than on-waiting",
                            "撤除门限须低于启动门限");
        }
        long onMs = map.number("on-expected-ms", 0, 0, DAY_MS);
        long offMs = map.number("off-expected-ms", 0, 0, DAY_MS);
        if (onMs > 0 && offMs >= onMs) {
            String what = map.pathOf("off-expected-ms") + " is " + offMs;
            reading.faults().add(map.place("off-expected-ms"), what, "write less than on-expected-ms", "撤除门限须低于启动门限");
        }
        YamlMap named = map.map("flows");
        List<NumberConfig> numbers = new ArrayList<>();
        for (String number : named.keys()) {
            String flow = named.text(number, "");
            reading.references().need(Kind.FLOW, flow, named.place(number));
            numbers.add(new NumberConfig(number, flow));
        }
        return new SurgeConfig(on, off, onMs, offMs, List.copyOf(numbers));
    }
}
