package hotswitch.server.config.flow;

import hotswitch.acd.flow.Named;
import hotswitch.ivr.script.Step;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import java.util.ArrayList;
import java.util.List;

/** {@code http:} a target of {@code http.yaml}. */
final class Requests {
    private Requests() {}

    static Step read(Reading reading, YamlMap map) {
        String target = map.required("http");
        reading.references().need(Kind.HTTP, target, map.place("http"));
        return new Step.Request(
                target,
                named(map.map("send")),
                named(map.map("want")),
                map.number("timeout-ms", 3_000, 100, 60_000),
                Prompts.of(map, "prompts"),
                map.required("failed"));
    }

    private static List<Named> named(YamlMap map) {
        List<Named> pairs = new ArrayList<>();
        for (String name : map.keys()) pairs.add(new Named(name, map.text(name, "")));
        return List.copyOf(pairs);
    }
}
