package hotswitch.server.config.flow;

import hotswitch.acd.config.CentreConfig.NumberConfig;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptCheck;
import hotswitch.ivr.script.ScriptFault;
import hotswitch.ivr.script.Step;
import hotswitch.ivr.script.Unanswered;
import hotswitch.server.config.read.Reading;
import hotswitch.server.config.read.Words;
import hotswitch.server.config.text.Place;
import hotswitch.server.config.text.References.Kind;
import hotswitch.server.config.text.YamlFile;
import hotswitch.server.config.text.YamlMap;
import hotswitch.server.config.text.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** {@code flows/*.yaml}: one flow each, named like its file. */
public final class FlowsFolder {
    public static final String NAME = "flows";

    private FlowsFolder() {}

    /** {@code takesCalls}: of a queue. */
    public static Script read(
            Reading reading, List<String> prompts, List<Script.After> after, Predicate<String> takesCalls) {
        Map<String, List<Place>> places = new TreeMap<>();
        List<Flow> flows = new ArrayList<>();
        for (String name : reading.conf().names(NAME, ".yaml")) {
            List<Place> lines = new ArrayList<>();
            int before = reading.faults().faults().size();
            Flow flow = flow(reading, name, lines);
            // A flow that could not be read whole would only be told again in other words.
            if (reading.faults().faults().size() == before) flows.add(flow);
            places.put(name, lines);
        }
        for (Flow flow : flows) queued(reading, flow, places.get(flow.name()), takesCalls);
        Script script = new Script(CalendarFile.read(reading), prompts, List.copyOf(flows), List.copyOf(after));
        for (ScriptFault fault : ScriptCheck.faults(script)) {
            List<Place> lines = places.get(fault.flow());
            Place place = fault.step() < 0 ? new Place(file(fault.flow()), 1) : lines.get(fault.step());
            if (fault.warning()) reading.faults().warn(place, fault.what(), fault.mend(), "流程有多余的步骤");
            else reading.faults().add(place, fault.what(), fault.mend(), "流程有误");
        }
        return script;
    }

    /** The flows that numbers lead to: nothing called them. */
    public static void entered(Reading reading, Script script, List<NumberConfig> numbers) {
        for (NumberConfig number : numbers) {
            Place place = reading.references().place(Kind.DIALLED, number.dnis());
            int unanswered = Unanswered.step(script, number.flow());
            if (unanswered >= 0) {
                String what = "the flow " + number.flow() + " does not answer before its step " + (unanswered + 1)
                        + ", and who is not answered hears nothing";
                reading.faults().add(place, what, "write the step \"answer\" before it", "流程未先应答");
            }
            if (ScriptCheck.entryReturns(script, number.flow())) {
                String what = "the flow " + number.flow() + " returns, and no flow called it";
                reading.faults().add(place, what, "name a flow that ends with queue, hunt or hangup", "流程无处返回");
            }
        }
    }

    /** A queue of work items has no agents for calls. */
    private static void queued(Reading reading, Flow flow, List<Place> lines, Predicate<String> takesCalls) {
        for (int at = 0; at < flow.steps().size(); at++) {
            if (flow.steps().get(at).step() instanceof Step.Queue step && !takesCalls.test(step.queue())) {
                String what = "the flow sends calls to " + step.queue() + ", a queue of work items";
                reading.faults().add(lines.get(at), what, "name a queue without a channel", "流程不能转入非语音队列");
            }
        }
    }

    private static Flow flow(Reading reading, String name, List<Place> lines) {
        Place place = new Place(file(name), 0);
        Words.name(name, "flow", place, reading.faults());
        reading.references().define(Kind.FLOW, name, place);
        YamlMap root = YamlFile.read(reading.conf(), file(name), true);
        List<Flow.Line> steps = new ArrayList<>();
        for (YamlValue value : root.items("steps")) {
            lines.add(value.place());
            Flow.Line step = FlowSteps.read(reading, value);
            if (step != null) steps.add(step);
        }
        root.done();
        return new Flow(name, List.copyOf(steps));
    }

    private static String file(String name) {
        return NAME + "/" + name + ".yaml";
    }
}
