package hotswitch.ivr.run;

import static hotswitch.ivr.run.Caller.ask;
import static hotswitch.ivr.run.Caller.in;
import static hotswitch.ivr.run.Caller.line;
import static hotswitch.ivr.run.Caller.text;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Step;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FlowsTest {
    private static final Step QUEUE = new Step.Queue("appeals", 5);

    private static Caller atMenu(boolean bargeIn) {
        var choices = List.of(new Step.Choice('1', "appeals"), new Step.Choice('9', ""));
        return in(
                line(new Step.Menu(ask(bargeIn, "appeals"), choices)),
                line(new Step.Hangup("NORMAL", List.of("goodbye"))),
                line("appeals", QUEUE));
    }

    private static Caller atCollect(boolean bargeIn) {
        return in(
                line(new Step.Collect(
                        ask(bargeIn, "appeals"), new Step.Field("case", 2, 4, '#', 5_000, false), Step.Confirm.NONE)),
                line("appeals", QUEUE));
    }

    @Test
    void noticeThenQueue() {
        in(line(new Step.Answer()), line(new Step.Play(List.of("notice"), false)), line(QUEUE))
                .starts("answer")
                .done("play notice")
                .presses('1', "ignore")
                .hearsTheEnd("queue appeals 5")
                .presses('1', "ignore")
                .hearsTheEnd("ignore");
    }

    @Test
    void aDigitCutsTheNoticeShort() {
        in(line(new Step.Play(List.of("notice"), true)), line(QUEUE))
                .starts("play notice barge-in")
                .presses('5', "queue appeals 5");
    }

    @Test
    void aBrokenPromptHoldsNobodyUp() {
        in(line(new Step.Play(List.of("notice"), true)), line(QUEUE))
                .starts("play notice barge-in")
                .hearsNothingAtAll("queue appeals 5");
        atMenu(true)
                .starts("play menu barge-in")
                .hearsNothingAtAll("await 5000")
                .presses('1', "queue appeals 5");
    }

    @Test
    void digitAfterThePromptEnded() {
        atMenu(true).starts("play menu barge-in").hearsTheEnd("await 5000").presses('1', "queue appeals 5");
    }

    @Test
    void digitBeforeThePromptEnded() {
        atMenu(true)
                .starts("play menu barge-in")
                .presses('1', "queue appeals 5")
                .hearsTheEnd("ignore");
    }

    @Test
    void withoutBargeInADigitUnderThePromptIsNotHeard() {
        atMenu(false)
                .starts("play menu")
                .presses('1', "ignore")
                .hearsTheEnd("await 5000")
                .presses('1', "queue appeals 5");
    }

    @Test
    void silenceIsAskedAgainAndThenGoesToAHuman() {
        atMenu(true)
                .starts("play menu barge-in")
                .hearsTheEnd("await 5000")
                .waitsTooLong("play no-input+menu barge-in")
                .waitsTooLong("ignore")
                .hearsTheEnd("await 5000")
                .waitsTooLong("play no-input+menu barge-in")
                .hearsTheEnd("await 5000")
                .waitsTooLong("queue appeals 5");
    }

    @Test
    void wrongDigitsAndSilenceShareTheTries() {
        atMenu(true)
                .starts("play menu barge-in")
                .presses('7', "play no-match+menu barge-in")
                .hearsTheEnd("await 5000")
                .waitsTooLong("play no-input+menu barge-in")
                .presses('8', "queue appeals 5");
    }

    @Test
    void aChoiceMayGoToTheNextStepAndHangUpAfterAPrompt() {
        atMenu(true)
                .starts("play menu barge-in")
                .presses('9', "play goodbye")
                .presses('9', "ignore")
                .hearsTheEnd("hangup NORMAL");
    }

    @Test
    void aMenuThatIsComeBackToHasAllItsTriesAgain() {
        var choices = List.of(new Step.Choice('9', "again"), new Step.Choice('1', ""));
        in(line("again", new Step.Menu(ask(true, "out"), choices)), line("out", QUEUE))
                .starts("play menu barge-in")
                .presses('7', "play no-match+menu barge-in")
                .presses('7', "play no-match+menu barge-in")
                .presses('9', "play menu barge-in")
                .presses('7', "play no-match+menu barge-in");
    }

    @Test
    void collectsUpToTheTerminator() {
        atCollect(true)
                .starts("play menu barge-in")
                .presses('4', "await 5000")
                .hearsTheEnd("ignore")
                .presses('2', "await 5000")
                .presses('#', "case=42")
                .presses('3', "ignore")
                .done("queue appeals 5");
    }

    @Test
    void collectsTheLongestNumberWithoutTerminatorAndShorterOnesBySilence() {
        atCollect(true)
                .starts("play menu barge-in")
                .presses('1', "await 5000")
                .presses('2', "await 5000")
                .presses('3', "await 5000")
                .presses('4', "case=1234");
        atCollect(false)
                .starts("play menu")
                .presses('1', "ignore")
                .hearsTheEnd("await 5000")
                .presses('1', "await 5000")
                .presses('2', "await 5000")
                .waitsTooLong("case=12");
    }

    @Test
    void tooFewDigitsAreAskedAgainFromTheStart() {
        atCollect(true)
                .starts("play menu barge-in")
                .presses('1', "await 5000")
                .presses('#', "play no-match+menu barge-in")
                .presses('2', "await 5000")
                .waitsTooLong("play no-match+menu barge-in")
                .hearsTheEnd("await 5000")
                .waitsTooLong("queue appeals 5");
    }

    @Test
    void hoursSetAndGotoPassWithoutWaiting() {
        Flow.Line[] lines = {
            line(new Step.Set("language", "普通话")),
            line(new Step.Hours("office", "open", "")),
            line(new Step.Hangup("CLOSED", List.of())),
            line("open", new Step.Goto("lines")),
            line("lines", new Step.Hunt())
        };
        Caller tuesdayAtNine = in(lines);
        tuesdayAtNine.nowNs = ns("2026-01-06T09:00:00+08:00");
        tuesdayAtNine.starts("language=普通话").done("hunt");
        Caller tuesdayAtNoon = in(lines);
        tuesdayAtNoon.nowNs = ns("2026-01-06T12:00:00+08:00");
        tuesdayAtNoon.starts("language=普通话").done("hangup CLOSED");
    }

    @Test
    void aRunningCallKeepsTheVersionWithWhichItBegan() {
        Flows flows = new Flows();
        flows.load("v1", text(line(new Step.Answer()), line(QUEUE)));
        Caller first = new Caller(flows, "v1").starts("answer");
        flows.load("v2", text(line(new Step.Hunt())));
        flows.retain(new TreeSet<>(List.of("v1", "v2")));
        new Caller(flows, "v2").starts("hunt");
        first.done("queue appeals 5");
        flows.retain(new TreeSet<>(List.of("v2")));
        assertFalse(flows.knows("v1", "main"));
        assertTrue(flows.knows("v2", "main"));
        assertFalse(flows.knows("v2", "other"));
    }

    @Test
    void ourOwnMistakesThrow() {
        Flows flows = new Flows();
        assertThrows(IllegalArgumentException.class, () -> flows.load("v1", "something else"));
        String deadEnd = text(line(new Step.Answer()));
        assertThrows(IllegalArgumentException.class, () -> flows.load("v1", deadEnd));
        FlowRun lost = new FlowRun().begin("v9", "main", "", "");
        Caller caller = in(line(new Step.Answer()), line(QUEUE)).starts("answer");
        assertThrows(IllegalStateException.class, () -> flows.next(lost, new FlowInput.Started(), caller, 0));
        assertThrows(IllegalStateException.class, () -> caller.starts("answer"));
    }

    private static long ns(String time) {
        return OffsetDateTime.parse(time).toEpochSecond() * 1_000_000_000L;
    }
}
