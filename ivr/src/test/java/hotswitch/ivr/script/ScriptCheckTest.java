package hotswitch.ivr.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.flow.CentreSight.Figure;
import hotswitch.acd.flow.Named;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptCheckTest {
    private static final Step QUEUE = new Step.Queue("appeals", 0);

    private static Flow.Line line(Step step) {
        return new Flow.Line("", step);
    }

    private static Flow.Line line(String label, Step step) {
        return new Flow.Line(label, step);
    }

    private static Step menu(int tries, long timeoutMs, String otherwise, Step.Choice... choices) {
        var ask =
                new Step.Ask(List.of("menu"), true, List.of(), List.of(), new Step.Tries(tries, timeoutMs), otherwise);
        return new Step.Menu(ask, List.of(choices));
    }

    private static Step collect(int min, int max, char terminator) {
        var ask = new Step.Ask(List.of("menu"), true, List.of(), List.of(), new Step.Tries(2, 4_000), "q");
        return new Step.Collect(ask, new Step.Field("case", min, max, terminator, 4_000, false), Step.Confirm.NONE);
    }

    private static Step play(String... prompts) {
        return new Step.Play(List.of(prompts), false);
    }

    private static List<String> faults(Flow.Line... lines) {
        Script script = script(lines);
        return ScriptCheck.faults(script).stream().map(ScriptFault::toString).toList();
    }

    private static Script script(Flow.Line... lines) {
        Calendar calendar = new Calendar(ZoneId.of("Asia/Shanghai"), List.of(), List.of(), List.of());
        return new Script(calendar, List.of("menu", "notice"), List.of(new Flow("main", List.of(lines))));
    }

    static List<Arguments> wrong() {
        var to1 = new Step.Choice('1', "q");
        return List.of(
                wrong("step 1: goto leads to x, and no step has that id", line(new Step.Goto("x"))),
                wrong("step 1: goto leads nowhere", line(new Step.Goto("")), line(QUEUE)),
                wrong("step 1: there is no prompt gone", line(play("gone")), line(QUEUE)),
                wrong("step 1: play has no prompt", line(play()), line(QUEUE)),
                wrong("step 1: the flow ends here", line(play("notice"))),
                wrong("flow main: it has 0 steps"),
                wrong("step 2: nothing leads to this step", line(QUEUE), line(QUEUE)),
                wrong("step 2: the id q is already", line("q", play("notice")), line("q", QUEUE)),
                wrong("step 1: the id \"a b\" is no name", line("a b", QUEUE)),
                wrong("for ever", line("a", play("notice")), line(new Step.Goto("a"))),
                wrong("for ever", line("a", new Step.Goto("b")), line("b", new Step.Goto("a"))),
                wrong("for ever", line("a", menu(3, 5_000, "a", to1)), line("q", QUEUE)),
                wrong("the calendar has no schedule night", line(new Step.Hours("night", "", "")), line(QUEUE)),
                wrong("the menu has no choices", line(menu(3, 5_000, "q")), line("q", QUEUE)),
                wrong("tries is 0", line(menu(0, 5_000, "q", to1)), line("q", QUEUE)),
                wrong("timeout-ms is 10", line(menu(1, 10, "q", to1)), line("q", QUEUE)),
                wrong("no phone sends x", line(menu(1, 900, "q", new Step.Choice('x', ""))), line("q", QUEUE)),
                wrong("choice 2 leads to y", line(menu(1, 900, "q", new Step.Choice('2', "y"))), line("q", QUEUE)),
                wrong("min is 0", line(collect(0, 5, '#')), line("q", QUEUE)),
                wrong("max is 2", line(collect(3, 2, '#')), line("q", QUEUE)),
                wrong("no phone sends x", line(collect(1, 2, 'x')), line("q", QUEUE)),
                wrong("priority is 101", line(new Step.Queue("appeals", 101))),
                wrong("is no attribute's name", line(new Step.Set("a b", "")), line(QUEUE)),
                wrong("ani is given by the call itself", line(new Step.Set("ani", "1")), line(QUEUE)),
                wrong("\"${}\" names no value", line(new Step.Let("x", "${}")), line(QUEUE)),
                wrong("\"a ${x\" names no value", line(new Step.Let("x", "a ${x")), line(QUEUE)),
                wrong("there is no flow gone", line(new Step.Call("gone")), line(QUEUE)),
                wrong("the branch has no cases", line(branch()), line(QUEUE)),
                wrong("from is greater than to", line(branch(new Step.Test.Range(5, 1))), line(QUEUE)),
                wrong("is has no value", line(branch(new Step.Test.OneOf(List.of()))), line(QUEUE)),
                wrong("failed leads to y", line(request("/a", "y")), line(QUEUE)),
                wrong("\"a\" is no JSON pointer", line(request("a", "")), line(QUEUE)),
                wrong("max-ms is 10", line(new Step.Message(10, 0)), line(QUEUE)),
                wrong("silence-ms is 10", line(new Step.Message(10_000, 10)), line(QUEUE)),
                wrong("to say a number the prompt n0 is missing", line(play("number:5")), line(QUEUE)));
    }

    private static Step branch(Step.Test... tests) {
        List<Step.Case> cases =
                Arrays.stream(tests).map(test -> new Step.Case(test, "")).toList();
        return new Step.Branch(new Step.Subject.Value("x"), cases, "");
    }

    private static Step request(String pointer, String failed) {
        return new Step.Request("target", List.of(), List.of(new Named("x", pointer)), 1_000, List.of(), failed);
    }

    private static Arguments wrong(String fault, Flow.Line... lines) {
        return Arguments.of(fault, lines);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void isToldTo(String fault, Flow.Line[] lines) {
        List<String> told = faults(lines);
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.getFirst().contains(fault), told.toString());
    }

    @Test
    void everyFaultIsToldAtOnce() {
        assertEquals(3, faults(line(play("x", "y")), line(new Step.Goto("z"))).size());
    }

    @Test
    void aCircleThatTheCallerChoosesIsAllowed() {
        var again = new Step.Choice('9', "a");
        assertEquals(List.of(), faults(line("a", menu(3, 5_000, "", again)), line(QUEUE)));
    }

    private static List<String> faultsOf(List<Script.After> after, Flow... flows) {
        Script lone = script(line(QUEUE));
        Script script = new Script(lone.calendar(), lone.prompts(), List.of(flows), after);
        return ScriptCheck.faults(script).stream().map(ScriptFault::toString).toList();
    }

    @Test
    void aFlowMayNotComeBackToItself() {
        Flow a = new Flow("a", List.of(line(new Step.Call("b")), line(QUEUE)));
        Flow b = new Flow("b", List.of(line(new Step.Call("a")), line(new Step.Return())));
        List<String> told = faultsOf(List.of(), a, b);
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.getFirst().startsWith("flow a, step 1: calling b comes back to a"), told.toString());
    }

    @Test
    void afterATalkThereIsNoQueueAndNothingToReturnTo() {
        Flow queues = new Flow("queues", List.of(line(new Step.Call("deep")), line(new Step.Hangup("x", List.of()))));
        Flow deep = new Flow("deep", List.of(line(new Step.Hunt())));
        Flow returns = new Flow("returns", List.of(line(new Step.Return())));
        var after = List.of(new Script.After("", "appeals", "queues"), new Script.After("12345", "", "returns"));
        List<String> told = faultsOf(after, queues, deep, returns);
        assertEquals(2, told.size(), told.toString());
        assertTrue(told.getFirst().startsWith("flow deep, step 1: a flow after a talk cannot"), told.toString());
        assertTrue(told.getLast().contains("nowhere to return to"), told.toString());
    }

    /** Who rings and is not answered hears nothing. */
    @Test
    void whatIsHeardNeedsAnAnswerBefore() {
        Flow silent = new Flow("silent", List.of(line(play("notice")), line(QUEUE)));
        Flow answers = new Flow("answers", List.of(line(new Step.Answer()), line(play("notice")), line(QUEUE)));
        Flow sometimes = new Flow(
                "sometimes",
                List.of(
                        line(new Step.Hours(Calendar.ALWAYS, "", "q")),
                        line(new Step.Answer()),
                        line(play("notice")),
                        line("q", QUEUE)));
        Flow welcome = new Flow("welcome", List.of(line(new Step.Answer()), line(new Step.Return())));
        Flow welcomed = new Flow("welcomed", List.of(line(new Step.Call("welcome")), line(QUEUE)));
        Flow asks = new Flow("asks", List.of(line(play("menu")), line(new Step.Return())));
        Flow asked = new Flow("asked", List.of(line(new Step.Let("x", "1")), line(new Step.Call("asks"))));
        Flow refuses = new Flow("refuses", List.of(line(new Step.Hangup("busy", List.of()))));
        Script lone = script(line(QUEUE));
        List<Flow> flows = List.of(silent, answers, sometimes, welcome, welcomed, asks, asked, refuses);
        Script script = new Script(lone.calendar(), lone.prompts(), flows);
        assertEquals(0, Unanswered.step(script, "silent"));
        assertEquals(-1, Unanswered.step(script, "answers"));
        assertEquals(3, Unanswered.step(script, "sometimes"));
        assertEquals(-1, Unanswered.step(script, "welcomed"));
        assertEquals(1, Unanswered.step(script, "asked"));
        assertEquals(-1, Unanswered.step(script, "refuses"));
    }

    @Test
    void aStepThatNothingLeadsToIsOnlyAWarning() {
        Script script = script(line(QUEUE), line(QUEUE));
        assertTrue(ScriptCheck.faults(script).getFirst().warning());
    }

    @Test
    void theContentOfAFlowIsThatOfTheFlowsItCalls() {
        Flow a = new Flow("a", List.of(line(new Step.Call("b")), line(QUEUE)));
        Flow b1 = new Flow("b", List.of(line(new Step.Return())));
        Flow b2 = new Flow("b", List.of(line(new Step.Let("x", "1")), line(new Step.Return())));
        Script lone = script(line(QUEUE));
        Script one = new Script(lone.calendar(), List.of(), List.of(a, b1));
        Script other = new Script(lone.calendar(), List.of("more"), List.of(b1, a));
        Script changed = new Script(lone.calendar(), List.of(), List.of(a, b2));
        assertEquals(ContentHash.of(one, "a"), ContentHash.of(other, "a"));
        assertNotEquals(ContentHash.of(one, "a"), ContentHash.of(changed, "a"));
        assertNotEquals(ContentHash.of(one, "a"), ContentHash.of(one, "b"));
    }

    @Test
    void textThereAndBackIsTheSame() {
        Script script = script(
                line("start", new Step.Answer()),
                line(play("notice", "menu")),
                line(new Step.Set("名称", "a=b, 50 %\n")),
                line(new Step.Hours(Calendar.ALWAYS, "", "q")),
                line(menu(3, 5_000, "q", new Step.Choice('#', "q"), new Step.Choice('1', ""))),
                line(collect(1, 20, '#')),
                line(collect(1, 20, (char) 0)),
                line(new Step.Collect(
                        new Step.Ask(List.of("menu"), true, List.of(), List.of(), new Step.Tries(2, 4_000), "q"),
                        new Step.Field("pin", 4, 6, '#', 2_000, true),
                        new Step.Confirm(List.of("menu"), List.of("notice", "digits:${pin}"), '1', '*'))),
                line(new Step.Let("x", "${a}, b=c")),
                line(new Step.Branch(
                        new Step.Subject.Value("x"),
                        List.of(
                                new Step.Case(new Step.Test.OneOf(List.of("a,b", "c d")), "q"),
                                new Step.Case(new Step.Test.Prefix(List.of("010")), ""),
                                new Step.Case(new Step.Test.Range(-5, Long.MAX_VALUE), "q")),
                        "q")),
                line(new Step.Branch(new Step.Subject.OfQueue(Figure.EXPECTED_WAIT, "appeals"), List.of(), "")),
                line(new Step.Call("main")),
                line(new Step.Request(
                        "t",
                        List.of(new Named("a", "${b}")),
                        List.of(new Named("c", "/d/0"), new Named("e", "")),
                        900,
                        List.of("notice"),
                        "q")),
                line(new Step.Message(5_000, 2_000)),
                line(new Step.Serve("balance")),
                line(new Step.Return()),
                line("q", QUEUE),
                line(new Step.Hunt()),
                line(new Step.Hangup("BUSY", List.of("notice"))));
        String text = ScriptWriter.write(script);
        assertEquals(script, ScriptReader.read(text));
        assertEquals(text, ScriptWriter.write(ScriptReader.read(text)));
    }
}
