package hotswitch.ivr.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.Named;
import hotswitch.ivr.say.Say;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** One call in a flow, told as text. Its run goes through its bytes between any two inputs, as after a restart. */
final class Caller implements CentreSight {
    static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Calendar.Schedule("office", List.of(new Calendar.Span(2, 540, 720)))),
            List.of(),
            List.of());
    static final List<String> PROMPTS = List.of("notice", "menu", "no-input", "no-match", "goodbye", "enter");
    private final Flows flows;
    private FlowRun run;
    long nowNs;
    final TreeMap<String, String> attributes = new TreeMap<>();
    final TreeMap<String, Long> figures = new TreeMap<>();
    boolean surge;

    Caller(Flows flows, String version) {
        this.flows = flows;
        run = new FlowRun().begin(version, "main", "057100000001", "12345");
    }

    static Caller in(Flow... flows) {
        Flows loaded = new Flows();
        loaded.load("v1", ScriptWriter.write(new Script(CALENDAR, PROMPTS, List.of(flows))));
        return new Caller(loaded, "v1");
    }

    /** With every prompt for numbers, and an English notice. */
    static Caller speaking(Flow.Line... lines) {
        List<String> prompts = new ArrayList<>(PROMPTS);
        prompts.add("notice-en");
        for (Say.Language language : Say.Language.values()) prompts.addAll(Say.all(language));
        Flows loaded = new Flows();
        loaded.load("v1", ScriptWriter.write(new Script(CALENDAR, prompts, List.of(new Flow("main", List.of(lines))))));
        return new Caller(loaded, "v1");
    }

    static Caller in(Flow.Line... lines) {
        Flows flows = new Flows();
        flows.load("v1", text(lines));
        return new Caller(flows, "v1");
    }

    static String text(Flow.Line... lines) {
        return ScriptWriter.write(new Script(CALENDAR, PROMPTS, List.of(new Flow("main", List.of(lines)))));
    }

    static Flow.Line line(Step step) {
        return new Flow.Line("", step);
    }

    static Flow.Line line(String label, Step step) {
        return new Flow.Line(label, step);
    }

    static Step.Ask ask(boolean bargeIn, String otherwise) {
        return new Step.Ask(
                List.of("menu"),
                bargeIn,
                List.of("no-input"),
                List.of("no-match"),
                new Step.Tries(3, 5_000),
                otherwise);
    }

    @Override
    public String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }

    @Override
    public long figure(Figure figure, String queue) {
        return figures.getOrDefault(figure + " " + queue, 0L);
    }

    @Override
    public boolean emergency() {
        return false;
    }

    @Override
    public boolean surge() {
        return surge;
    }

    Caller gets(boolean ok, String... namesAndValues) {
        List<Named> found = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length - 1; i += 2) {
            found.add(new Named(namesAndValues[i], namesAndValues[i + 1]));
        }
        String then = namesAndValues[namesAndValues.length - 1];
        return expect(new FlowInput.Answered(ok, found), then);
    }

    Caller isSilent(String then) {
        return expect(new FlowInput.Silence(), then);
    }

    Caller starts(String then) {
        return expect(new FlowInput.Started(), then);
    }

    Caller done(String then) {
        return expect(new FlowInput.Done(), then);
    }

    Caller hearsTheEnd(String then) {
        return expect(new FlowInput.PlayEnded(false), then);
    }

    Caller hearsNothingAtAll(String then) {
        return expect(new FlowInput.PlayEnded(true), then);
    }

    Caller presses(char digit, String then) {
        return expect(new FlowInput.Digit(digit), then);
    }

    Caller waitsTooLong(String then) {
        return expect(new FlowInput.TimedOut(), then);
    }

    private Caller expect(FlowInput input, String then) {
        FlowStep step = flows.next(run, input, this, nowNs);
        assertEquals(then, tell(step), "after " + input);
        if (step instanceof FlowStep.SetAttribute(var name, var value)) attributes.put(name, value);
        BytesWriter out = new BytesWriter();
        run.write(out);
        run = new FlowRun().read(new BytesReader(out.toBytes()));
        return this;
    }

    private static String pairs(List<Named> pairs) {
        return String.join(
                ",", pairs.stream().map(p -> p.name() + "=" + p.value()).toList());
    }

    private static String tell(FlowStep step) {
        return switch (step) {
            case FlowStep.Answer() -> "answer";
            case FlowStep.Play(var prompts, var bargeIn) ->
                "play " + String.join("+", prompts) + (bargeIn ? " barge-in" : "");
            case FlowStep.Await(var timeoutMs) -> "await " + timeoutMs;
            case FlowStep.Enqueue(var queue, var priority) -> "queue " + queue + " " + priority;
            case FlowStep.Hunt() -> "hunt";
            case FlowStep.SetAttribute(var name, var value) -> name + "=" + value;
            case FlowStep.Request(var target, var send, var want, var timeoutMs, var prompts) ->
                "request " + target + " " + pairs(send) + " for " + pairs(want) + " in " + timeoutMs
                        + (prompts.isEmpty() ? "" : " hearing " + String.join("+", prompts));
            case FlowStep.RecordMessage(var maxMs, var silenceMs) -> "record " + maxMs + " " + silenceMs;
            case FlowStep.EndMessage() -> "end of message";
            case FlowStep.Serve(var service) -> "served " + service;
            case FlowStep.Hangup(var cause) -> "hangup " + cause;
            case FlowStep.Ignore() -> "ignore";
        };
    }
}
