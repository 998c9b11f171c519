package hotswitch.ivr.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import java.time.ZoneId;
import java.util.List;

/** One call in a flow, told as text. Its run goes through its bytes between any two inputs, as after a restart. */
final class Caller {
    static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Calendar.Schedule("office", List.of(new Calendar.Span(2, 540, 720)))),
            List.of(),
            List.of());
    static final List<String> PROMPTS = List.of("notice", "menu", "no-input", "no-match", "goodbye", "enter");
    private final Flows flows;
    private FlowRun run;
    long nowNs;

    Caller(Flows flows, String version) {
        this.flows = flows;
        run = new FlowRun(version, "main", "057100000001", "12345");
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
        FlowStep step = flows.next(run, input, nowNs);
        assertEquals(then, tell(step), "after " + input);
        BytesWriter out = new BytesWriter();
        run.write(out);
        run = FlowRun.read(new BytesReader(out.toBytes()));
        return this;
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
            case FlowStep.Hangup(var cause) -> "hangup " + cause;
            case FlowStep.Ignore() -> "ignore";
        };
    }
}
