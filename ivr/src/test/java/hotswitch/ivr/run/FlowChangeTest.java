package hotswitch.ivr.run;

import static hotswitch.ivr.run.Caller.CALENDAR;
import static hotswitch.ivr.run.Caller.ask;
import static hotswitch.ivr.run.Caller.line;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import hotswitch.ivr.say.Say;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The flow is changed while a caller is in a step of it, of each kind in turn: he goes on as if it were not. */
final class FlowChangeTest {
    private static final Step.Field FIELD = new Step.Field("case", 2, 4, '#', 3_000, false);
    private static final Step.Confirm CONFIRM = new Step.Confirm(List.of("enter"), List.of(), '1', '2');

    /** {@code until}: into the step; {@code after}: from there to the end of the old flow. */
    private static DynamicTest changed(String kind, Step step, UnaryOperator<Caller> until, Consumer<Caller> after) {
        return dynamicTest(kind, () -> {
            Flows flows = new Flows();
            Flow.Line old = line("old", new Step.Hangup("old", List.of()));
            Flow.Line asked = line(new Step.Menu(ask(true, "old"), List.of(new Step.Choice('1', ""))));
            load(flows, "v1", flow("main", line(step), old), flow("pin", asked, line(new Step.Return()), old));
            Caller caller = until.apply(new Caller(flows, "v1"));
            load(flows, "v2", flow("main", line(new Step.Hangup("new", List.of()))));
            flows.retain(new TreeSet<>(List.of("v1", "v2")));
            new Caller(flows, "v2").starts("hangup new");
            after.accept(caller);
            flows.retain(new TreeSet<>(List.of("v2")));
            assertFalse(flows.knows("v1", "pin"), "gone with its last call");
        });
    }

    private static Flow flow(String name, Flow.Line... lines) {
        return new Flow(name, new ArrayList<>(Arrays.asList(lines)));
    }

    private static void load(Flows flows, String version, Flow... all) {
        List<String> prompts = new ArrayList<>(Caller.PROMPTS);
        prompts.addAll(Say.all(Say.Language.ZH));
        flows.load(version, ScriptWriter.write(new Script(CALENDAR, prompts, List.of(all))));
    }

    @TestFactory
    Stream<DynamicTest> inEachKindOfStep() {
        return Stream.concat(thatAsks(), thatAsksNothing());
    }

    private static Stream<DynamicTest> thatAsks() {
        Step menu = new Step.Menu(ask(true, "old"), List.of(new Step.Choice('1', "old")));
        Step plain = new Step.Collect(ask(true, "old"), FIELD, Step.Confirm.NONE);
        Step confirmed = new Step.Collect(ask(true, "old"), FIELD, CONFIRM);
        return Stream.of(
                changed("menu", menu, c -> c.starts("play menu barge-in"), c -> c.presses('1', "hangup old")),
                changed(
                        "menu asked again",
                        menu,
                        c -> c.starts("play menu barge-in").presses('7', "play no-match+menu barge-in"),
                        c -> c.hearsTheEnd("await 5000").waitsTooLong("play no-input+menu barge-in")),
                changed(
                        "collect",
                        plain,
                        c -> c.starts("play menu barge-in").presses('4', "await 3000"),
                        c -> c.presses('2', "await 3000")
                                .presses('#', "case=42")
                                .done("hangup old")),
                changed(
                        "confirm",
                        confirmed,
                        c -> c.starts("play menu barge-in")
                                .presses('4', "await 3000")
                                .presses('2', "await 3000")
                                .presses('#', "play enter+n4+n2 barge-in"),
                        c -> c.presses('1', "case=42").done("hangup old")));
    }

    private static Stream<DynamicTest> thatAsksNothing() {
        Step request = new Step.Request("cases", List.of(), List.of(), 2_000, List.of("enter"), "old");
        Step message = new Step.Message(60_000, 3_000);
        return Stream.of(
                changed("answer", new Step.Answer(), c -> c.starts("answer"), c -> c.done("hangup old")),
                changed(
                        "play",
                        new Step.Play(List.of("notice"), false),
                        c -> c.starts("play notice"),
                        c -> c.hearsTheEnd("hangup old")),
                changed(
                        "request that fails",
                        request,
                        c -> c.starts("request cases  for  in 2000 hearing enter"),
                        c -> c.gets(false, "hangup old")),
                changed(
                        "request that nobody answers",
                        request,
                        c -> c.starts("request cases  for  in 2000 hearing enter"),
                        c -> c.waitsTooLong("hangup old")),
                changed(
                        "message",
                        message,
                        c -> c.starts("record 60000 3000"),
                        c -> c.presses('#', "end of message").done("hangup old")),
                changed(
                        "note",
                        new Step.Set("language", "en"),
                        c -> c.starts("language=en"),
                        c -> c.done("hangup old")),
                changed("served", new Step.Serve("case"), c -> c.starts("served case"), c -> c.done("hangup old")),
                changed(
                        "sub-flow that is no more",
                        new Step.Call("pin"),
                        c -> c.starts("play menu barge-in"),
                        c -> c.presses('1', "hangup old")));
    }
}
