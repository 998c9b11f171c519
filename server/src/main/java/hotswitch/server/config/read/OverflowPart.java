package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.Overflow;
import hotswitch.acd.config.CentreConfig.OverflowKind;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;

/** {@code overflow} of a queue in {@code queues.yaml}. */
final class OverflowPart {
    private static final long DAY_MS = 86_400_000L;

    private OverflowPart() {}

    static Overflow read(Reading reading, YamlMap map) {
        String to = map.text("to", "lines");
        int colon = to.indexOf(':');
        String word = colon < 0 ? to : to.substring(0, colon);
        String target = colon < 0 ? "" : to.substring(colon + 1).strip();
        Place place = map.place("to");
        OverflowKind kind = switch (word) {
            case "lines" -> target.isEmpty() ? OverflowKind.LINES : null;
            case "queue" -> named(reading, Kind.QUEUE, target, place) ? OverflowKind.QUEUE : null;
            case "flow" -> named(reading, Kind.FLOW, target, place) ? OverflowKind.FLOW : null;
            case "number" -> Words.isNumber(target) ? OverflowKind.NUMBER : null;
            case "release" -> {
                reading.references().need(Kind.PROMPT, target, place);
                yield OverflowKind.RELEASE;
            }
            default -> null;
        };
        if (kind == null) {
            String what = map.pathOf("to") + " is \"" + to + "\"";
            String mend = "write lines, \"queue:NAME\", \"number:DIGITS\", \"flow:NAME\" or \"release:PROMPT\"";
            reading.faults().add(place, what, mend, "溢出目标无效");
            kind = OverflowKind.RELEASE;
        }
        return new Overflow(
                kind,
                target,
                displayed(reading, map, kind),
                map.flag("when-no-agent-logged-on", true),
                map.number("when-expected-ms", 0, 0, DAY_MS));
    }

    private static boolean named(Reading reading, Kind kind, String target, Place place) {
        if (!target.isEmpty()) {
            reading.references().need(kind, target, place);
        }
        return !target.isEmpty();
    }

    private static String displayed(Reading reading, YamlMap map, OverflowKind kind) {
        String displayed = map.text("displayed", "");
        reading.references().need(Kind.DISPLAYED, displayed, map.place("displayed"));
        if (kind == OverflowKind.NUMBER && displayed.isEmpty()) {
            String what = map.pathOf("displayed") + " is missing";
            reading.faults().add(map.place("to"), what, "write the number that the number shall see", "缺少外显号码");
        }
        return displayed;
    }
}
