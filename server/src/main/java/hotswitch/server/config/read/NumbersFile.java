package hotswitch.server.config.read;

import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.ivr.script.Script;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** {@code numbers.yaml}: numbers that are dialled, numbers that may be shown. */
public record NumbersFile(List<NumberConfig> dialled, List<DisplayConfig> displayed, List<Script.After> after) {
    public static final String NAME = "numbers.yaml";

    public static NumbersFile read(Reading reading) {
        YamlMap root = YamlFile.read(reading.conf(), NAME, true);
        YamlMap flows = root.map("dialled");
        List<NumberConfig> dialled = new ArrayList<>();
        List<Script.After> after = new ArrayList<>();
        for (String number : flows.keys()) {
            Place place = flows.place(number);
            Words.number(number, place, reading.faults());
            reading.references().define(Kind.DIALLED, number, place);
            String flow = flow(reading, flows, number, after);
            dialled.add(new NumberConfig(number, flow));
        }
        YamlMap shown = root.map("displayed");
        List<DisplayConfig> displayed = new ArrayList<>();
        for (String number : shown.keys()) {
            Words.number(number, shown.place(number), reading.faults());
            reading.references().define(Kind.DISPLAYED, number, shown.place(number));
            displayed.add(display(reading, number, shown.map(number)));
        }
        root.done();
        dialled.sort(Comparator.comparing(NumberConfig::dnis));
        displayed.sort(Comparator.comparing(DisplayConfig::number));
        return new NumbersFile(List.copyOf(dialled), List.copyOf(displayed), List.copyOf(after));
    }

    /** A flow's name, or a mapping that also names the flow after the talk. */
    private static String flow(Reading reading, YamlMap flows, String number, List<Script.After> after) {
        YamlValue value = flows.get(number);
        Place place = flows.place(number);
        if (!value.isMap()) {
            String flow = flows.required(number);
            reading.references().need(Kind.FLOW, flow, place);
            return flow;
        }
        YamlMap map = flows.map(number);
        String flow = map.required("flow");
        String next = map.text("after", "");
        reading.references().need(Kind.FLOW, List.of(flow, next), place);
        if (!next.isEmpty()) after.add(new Script.After(number, "", next));
        return flow;
    }

    private static DisplayConfig display(Reading reading, String number, YamlMap map) {
        String authorisation = map.required("authorisation");
        List<String> trunks = map.texts("trunks");
        List<String> queues = map.texts("queues");
        List<Integer> agents = Words.agents(map.texts("agents"), map.place("agents"), reading.faults());
        reading.references().need(Kind.TRUNK, trunks, map.place("trunks"));
        reading.references().need(Kind.QUEUE, queues, map.place("queues"));
        for (int agent : agents) reading.references().need(Kind.AGENT, Integer.toString(agent), map.place("agents"));
        return new DisplayConfig(number, authorisation, trunks, queues, agents);
    }
}
