package hotswitch.server.config.flow;

import hotswitch.acd.flow.CentreSight.Figure;
import hotswitch.ivr.script.Step;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** {@code branch:} a value's name, or a figure of a queue; {@code when:} the cases. */
final class Branches {
    private Branches() {}

    static Step read(Reading reading, YamlMap map) {
        YamlValue on = map.get("branch");
        Step.Subject subject =
                on.isMap() ? ofQueue(reading, map.map("branch")) : new Step.Subject.Value(map.required("branch"));
        List<Step.Case> cases = new ArrayList<>();
        for (YamlValue value : map.items("when")) {
            YamlMap each = value.map();
            cases.add(new Step.Case(test(value, each), each.required("go")));
            each.done();
        }
        return new Step.Branch(subject, List.copyOf(cases), map.text("otherwise", ""));
    }

    private static Step.Subject ofQueue(Reading reading, YamlMap map) {
        for (Figure figure : Figure.values()) {
            String word = figure.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (!map.keys().contains(word)) continue;
            String queue = map.required(word);
            reading.references().need(Kind.QUEUE, queue, map.place(word));
            return new Step.Subject.OfQueue(figure, queue);
        }
        reading.faults()
                .add(
                        map.place(),
                        "branch is about nothing",
                        "write a name, or {waiting: QUEUE}, {agents: …}, {ready: …}, {expected-wait: …}",
                        "分支条件无效");
        return new Step.Subject.Value("");
    }

    private static Step.Test test(YamlValue value, YamlMap map) {
        boolean range = map.keys().contains("from") || map.keys().contains("to");
        if (map.keys().contains("is")) return new Step.Test.OneOf(map.texts("is"));
        if (map.keys().contains("prefix")) return new Step.Test.Prefix(map.texts("prefix"));
        if (!range) value.fault("tests nothing", "write is: […], prefix: […], or from: and to:", "分支条件无效");
        return new Step.Test.Range(
                map.number("from", Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE),
                map.number("to", Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE));
    }
}
