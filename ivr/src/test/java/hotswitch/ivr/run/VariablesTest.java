package hotswitch.ivr.run;

import static hotswitch.ivr.run.Caller.ask;
import static hotswitch.ivr.run.Caller.in;
import static hotswitch.ivr.run.Caller.line;
import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.flow.CentreSight.Figure;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.Named;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values that a flow keeps, and what it decides by them. */
class VariablesTest {
    private static Step.Case is(String target, String... values) {
        return new Step.Case(new Step.Test.OneOf(List.of(values)), target);
    }

    private static Step.Case prefix(String target, String... prefixes) {
        return new Step.Case(new Step.Test.Prefix(List.of(prefixes)), target);
    }

    private static Step.Case range(String target, long from, long to) {
        return new Step.Case(new Step.Test.Range(from, to), target);
    }

    private static Caller branching(String value, Step.Case... cases) {
        return in(
                line(new Step.Let("x", value)),
                line(new Step.Branch(new Step.Subject.Value("x"), List.of(cases), "")),
                line(new Step.Hangup("none", List.of())),
                line("a", new Step.Hangup("a", List.of())),
                line("b", new Step.Hangup("b", List.of())));
    }

    @Test
    void theFirstCaseThatHoldsDecides() {
        branching("en", is("a", "zh"), is("b", "en", "fr")).starts("hangup b");
        branching("en", prefix("a", "e"), is("b", "en")).starts("hangup a");
        branching("057112", prefix("a", "0570", "0571")).starts("hangup a");
        branching("fr", is("a", "zh"), is("b", "en")).starts("hangup none");
    }

    @Test
    void numbersHaveRanges() {
        branching("5", range("a", 5, 9)).starts("hangup a");
        branching("9", range("a", 5, 9)).starts("hangup a");
        branching("10", range("a", 5, 9)).starts("hangup none");
        branching("-3", range("a", -4, -2)).starts("hangup a");
        branching("007", range("a", 7, 7)).starts("hangup a");
        branching("", range("a", 0, 9)).starts("hangup none");
        branching("7.5", range("a", 0, 9)).starts("hangup none");
        branching("9999999999999999999", range("a", 0, Long.MAX_VALUE)).starts("hangup none");
    }

    @Test
    void aVariableIsReadBeforeAnAttribute() {
        Caller caller = in(
                line(new Step.Set("x", "1")),
                line(new Step.Set("y", "${x}-${ani}-${dnis}-${unknown}")),
                line(new Step.Let("x", "2")),
                line(new Step.Set("y", "${x}${x}")),
                line(new Step.Hangup("end", List.of())));
        caller.starts("x=1").done("y=1-057100000001-12345-").done("y=22").done("hangup end");
    }

    @Test
    void whatIsTooLongIsCut() {
        String half = "9".repeat(200);
        Caller caller = in(
                line(new Step.Let("x", half)),
                line(new Step.Set("y", "${x}${x}")),
                line(new Step.Hangup("end", List.of())));
        caller.starts("y=" + "9".repeat(FlowRun.VALUE_MAX));
    }

    @Test
    void oneVariableTooManyIsNotKept() {
        Flow.Line[] lines = new Flow.Line[FlowRun.VARIABLES_MAX + 4];
        for (int n = 0; n <= FlowRun.VARIABLES_MAX; n++) lines[n] = line(new Step.Let("v" + n, "kept"));
        lines[FlowRun.VARIABLES_MAX + 1] = line(new Step.Let("v0", "changed"));
        lines[FlowRun.VARIABLES_MAX + 2] = line(new Step.Set("seen", "${v0} ${v31} ${v32}"));
        lines[FlowRun.VARIABLES_MAX + 3] = line(new Step.Hangup("end", List.of()));
        in(lines).starts("seen=changed kept ");
    }

    @Test
    void theCentreIsSeen() {
        Caller caller = in(
                line(new Step.Branch(
                        new Step.Subject.OfQueue(Figure.WAITING, "appeals"),
                        List.of(range("busy", 10, Long.MAX_VALUE)),
                        "")),
                line(new Step.Branch(new Step.Subject.Value("surge"), List.of(is("busy", "on")), "")),
                line(new Step.Branch(new Step.Subject.Value("emergency"), List.of(is("busy", "off")), "")),
                line(new Step.Hangup("emergency", List.of())),
                line("busy", new Step.Hangup("busy", List.of())));
        caller.figures.put("WAITING appeals", 9L);
        caller.starts("hangup busy");
    }

    @Test
    void aSubFlowComesBack() {
        Flow main = new Flow(
                "main",
                List.of(
                        line(new Step.Call("pin")),
                        line(new Step.Set("pin-was", "${pin}")),
                        line(new Step.Call("pin")),
                        line(new Step.Hangup("end", List.of()))));
        Step.Field field = new Step.Field("pin", 1, 2, '#', 2_000, true);
        Flow pin = new Flow(
                "pin",
                List.of(
                        line(new Step.Collect(ask(true, "out"), field, Step.Confirm.NONE)),
                        line("out", new Step.Return())));
        Caller.in(main, pin)
                .starts("play menu barge-in")
                .presses('4', "await 2000")
                .presses('2', "pin-was=42")
                .done("play menu barge-in")
                .presses('7', "await 2000")
                .presses('#', "hangup end")
                .presses('1', "ignore");
    }

    @Test
    void aRequestsAnswerBecomesVariables() {
        Step request = new Step.Request(
                "balance",
                List.of(new Named("id", "${id}")),
                List.of(new Named("sum", "/data/sum")),
                2_000,
                List.of("enter"),
                "failed");
        Flow.Line[] lines = {
            line(new Step.Let("id", "7")),
            line(request),
            line(new Step.Set("told", "${sum}${other}")),
            line(new Step.Hangup("end", List.of())),
            line("failed", new Step.Hangup("failed", List.of()))
        };
        String asked = "request balance id=7 for sum=/data/sum in 2000 hearing enter";
        in(lines).starts(asked).presses('1', "ignore").gets(true, "sum", "12", "other", "no", "told=12");
        in(lines).starts(asked).hearsTheEnd("ignore").gets(false, "hangup failed");
        in(lines).starts(asked).waitsTooLong("hangup failed").gets(true, "sum", "12", "ignore");
    }

    @Test
    void aMessageEndsByKeyTimeOrSilence() {
        Flow.Line[] lines = {line(new Step.Message(60_000, 3_000)), line(new Step.Hangup("end", List.of()))};
        in(lines)
                .starts("record 60000 3000")
                .presses('1', "ignore")
                .presses('#', "end of message")
                .done("hangup end");
        in(lines).starts("record 60000 3000").waitsTooLong("end of message").done("hangup end");
        in(lines).starts("record 60000 3000").isSilent("end of message").done("hangup end");
    }

    @Test
    void digitsAreReadBackAndConfirmed() {
        Step.Field field = new Step.Field("case", 2, 4, '#', 3_000, false);
        Step.Confirm confirm = new Step.Confirm(List.of("enter"), List.of("notice"), '1', '2');
        Flow.Line[] lines = {
            line(new Step.Collect(ask(true, "appeals"), field, confirm)),
            line(new Step.Hangup("end", List.of())),
            line("appeals", new Step.Queue("appeals", 0))
        };
        Caller.speaking(lines)
                .starts("play menu barge-in")
                .presses('1', "await 3000")
                .presses('2', "await 3000")
                .presses('#', "play enter+say-yao+n2+notice barge-in")
                .hearsTheEnd("await 5000")
                .presses('2', "play menu barge-in")
                .presses('3', "await 3000")
                .presses('4', "await 3000")
                .waitsTooLong("play enter+n3+n4+notice barge-in")
                .presses('1', "case=34")
                .done("hangup end");
        Caller.speaking(lines)
                .starts("play menu barge-in")
                .presses('1', "await 3000")
                .presses('2', "await 3000")
                .presses('#', "play enter+say-yao+n2+notice barge-in")
                .presses('9', "play no-match+menu barge-in")
                .hearsTheEnd("await 5000")
                .waitsTooLong("play no-input+menu barge-in")
                .presses('#', "queue appeals 0");
    }

    @Test
    void promptsAndValuesAreInTheCallersLanguage() {
        Flow.Line[] lines = {
            line(new Step.Play(List.of("notice", "number:${sum}", "goodbye"), false)),
            line(new Step.Set("language", "en")),
            line(new Step.Play(List.of("notice", "number:${sum}", "goodbye"), false)),
            line(new Step.Let("sum", "nothing")),
            line(new Step.Play(List.of("number:${sum}"), false)),
            line(new Step.Hangup("end", List.of()))
        };
        Caller caller = Caller.speaking(lines);
        caller.attributes.put("sum", "21");
        caller.starts("play notice+n21+goodbye")
                .hearsTheEnd("language=en")
                .done("play notice-en+n20-en+n1-en+goodbye")
                .hearsTheEnd("hangup end");
        assertEquals("en", caller.attributes.get("language"));
    }
}
