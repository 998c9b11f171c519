package hotswitch.ivr.run;

import static hotswitch.ivr.run.Caller.ask;
import static hotswitch.ivr.run.Caller.line;

import hotswitch.acd.flow.Named;
import hotswitch.ivr.say.Say;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.ScriptWriter;
import hotswitch.ivr.script.Step;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps that meet: a language chosen in a sub-flow and a request that fails; messages at closing time and holidays. */
final class CombinationsTest {
    private static final Calendar CALENDAR = new Calendar(
            ZoneId.of("Asia/Shanghai"),
            List.of(new Calendar.Schedule(
                    "office", List.of(new Calendar.Span(3, 540, 1_050), new Calendar.Span(0, 600, 660)))),
            List.of(LocalDate.of(2026, 10, 7)),
            List.of(new Calendar.Workday(LocalDate.of(2026, 10, 10), DayOfWeek.WEDNESDAY)));

    private static Caller caller(Flow... all) {
        List<String> prompts = new ArrayList<>(Caller.PROMPTS);
        prompts.addAll(List.of("notice-en", "enter-en", "goodbye-en"));
        for (Say.Language language : Say.Language.values()) prompts.addAll(Say.all(language));
        Flows flows = new Flows();
        flows.load("v1", ScriptWriter.write(new Script(CALENDAR, prompts, List.of(all))));
        return new Caller(flows, "v1");
    }

    private static Flow flow(String name, Flow.Line... lines) {
        return new Flow(name, List.of(lines));
    }

    private static Caller whoChoosesHisLanguage() {
        Step request = new Step.Request(
                "cases",
                List.of(new Named("language", "${language}")),
                List.of(new Named("sum", "/sum")),
                2_000,
                List.of("enter"),
                "failed");
        return caller(
                flow(
                        "main",
                        line(new Step.Call("language")),
                        line(new Step.Let("sum", "21")),
                        line(request),
                        line(new Step.Play(List.of("goodbye", "number:${sum}"), false)),
                        line(new Step.Hangup("served", List.of())),
                        line("failed", new Step.Play(List.of("notice", "number:${sum}"), false)),
                        line(new Step.Queue("appeals", 0))),
                flow(
                        "language",
                        line(new Step.Menu(ask(true, "back"), List.of(new Step.Choice('3', "")))),
                        line(new Step.Set("language", "en")),
                        line("back", new Step.Return())));
    }

    /** What was set in the sub-flow holds when it is over: for the request, and for what is said when that fails. */
    @Test
    void aLanguageOfASubFlowHoldsWhenARequestFails() {
        String asked = "request cases language=en for sum=/sum in 2000 hearing enter-en";
        whoChoosesHisLanguage()
                .starts("play menu barge-in")
                .presses('3', "language=en")
                .done(asked)
                .gets(false, "play notice-en+n20-en+n1-en")
                .hearsTheEnd("queue appeals 0");
        whoChoosesHisLanguage()
                .starts("play menu barge-in")
                .presses('3', "language=en")
                .done(asked)
                .waitsTooLong("play notice-en+n20-en+n1-en")
                .gets(true, "sum", "99", "ignore")
                .hearsTheEnd("queue appeals 0");
        whoChoosesHisLanguage()
                .starts("play menu barge-in")
                .presses('3', "language=en")
                .done(asked)
                .gets(true, "sum", "99", "play goodbye-en+n90-en+n9-en");
    }

    /** Who chooses nothing hears Mandarin, also of the failure. */
    @Test
    void withoutAChoiceItIsMandarin() {
        whoChoosesHisLanguage()
                .starts("play menu barge-in")
                .presses('9', "play no-match+menu barge-in")
                .presses('9', "play no-match+menu barge-in")
                .presses('9', "request cases language= for sum=/sum in 2000 hearing enter")
                .gets(false, "play notice+n21")
                .hearsTheEnd("queue appeals 0");
    }

    /** Of Wednesdays, a holiday that is one, and a Saturday that is worked as one. */
    @ParameterizedTest
    @CsvSource({
        "2026-09-30T17:29:59+08:00, true,  a Wednesday's last second",
        "2026-09-30T17:30:00+08:00, false, closed at its stroke",
        "2026-10-07T09:30:00+08:00, false, a holiday before its own hours",
        "2026-10-07T10:00:00+08:00, true,  within them",
        "2026-10-07T11:00:00+08:00, false, and after",
        "2026-10-10T09:00:00+08:00, true,  a Saturday worked as a Wednesday",
        "2026-10-10T17:30:00+08:00, false, until it closes",
        "2026-10-17T10:00:00+08:00, false, a plain Saturday"
    })
    void whoCallsWhenItIsClosedLeavesAMessage(String time, boolean open, String why) {
        Caller caller = caller(flow(
                "main",
                line(new Step.Hours("office", "open", "closed")),
                line("closed", new Step.Play(List.of("notice"), false)),
                line(new Step.Message(60_000, 3_000)),
                line(new Step.Hangup("MESSAGE", List.of("goodbye"))),
                line("open", new Step.Queue("appeals", 0))));
        caller.nowNs = OffsetDateTime.parse(time).toEpochSecond() * 1_000_000_000L;
        if (open) {
            caller.starts("queue appeals 0");
        } else {
            caller.starts("play notice")
                    .hearsTheEnd("record 60000 3000")
                    .presses('#', "end of message")
                    .done("play goodbye");
        }
    }
}
