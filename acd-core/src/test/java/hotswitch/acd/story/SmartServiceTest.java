package hotswitch.acd.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.kpi.CallClass;
import hotswitch.acd.kpi.CallClass.Thresholds;
import hotswitch.acd.kpi.CallRow;
import hotswitch.acd.kpi.Cell;
import hotswitch.acd.kpi.Counter;
import hotswitch.acd.kpi.FactFold;
import hotswitch.acd.kpi.Indicator;
import hotswitch.acd.kpi.Indicator.Term;
import hotswitch.acd.kpi.Slices;
import hotswitch.acd.kpi.Slices.Group;
import hotswitch.acd.kpi.Tally;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A flow that does what the caller wanted is smart service: from the core's facts to the indicator. */
final class SmartServiceTest {
    private static final Thresholds THRESHOLDS = new Thresholds(15_000, 5_000);
    private static final String LEFT_OUT = "offered self-served -short-abandoned";
    private final FactFold fold = new FactFold();
    private final Told play = Told.of(
            "agents 1",
            "queue appeals asks=appeals:1",
            "number 1 served",
            "number 2 served-and-stays",
            "number 3 served-then-human",
            "number 4 notice",
            "number 5 message",
            "number 6 full",
            "number 7 full-service",
            "number 8 full-stays",
            "number 9 full-notice",
            "queue full-stays asks=appeals:1 wait=20000 overflow=FLOW:stays",
            "queue full-notice asks=appeals:1 wait=20000 overflow=FLOW:notice",
            "flow stays answer; await 60000; hangup done",
            "flow full-stays answer; enqueue full-stays",
            "flow full-notice answer; enqueue full-notice",
            "queue full asks=appeals:1 wait=20000 overflow=FLOW:message",
            "queue full-service asks=appeals:1 wait=20000 overflow=FLOW:served",
            "flow message answer; message 60000; hangup message-taken",
            "flow full answer; enqueue full",
            "flow full-service answer; enqueue full-service",
            "flow served answer; served balance; hangup done",
            "flow served-and-stays answer; served balance; await 60000; hangup done",
            "flow served-then-human answer; served balance; enqueue appeals",
            "flow notice answer; hangup closed");

    private Cell count(String numerator, String denominator) {
        Indicator indicator = new Indicator("test", 1, 0, terms(numerator), terms(denominator), THRESHOLDS);
        assertEquals("", indicator.fault());
        Tally tally = new Tally(indicator, new Slices(0, Long.MAX_VALUE / 2, 0, Group.ALL));
        fold.rows().forEach(tally::add);
        return tally.cells().getFirst();
    }

    private static List<Term> terms(String text) {
        return Stream.of(text.split(" "))
                .map(t -> t.startsWith("-") ? new Term(Counter.of(t.substring(1)), -1) : new Term(Counter.of(t), 1))
                .toList();
    }

    private Map<Long, CallClass> classes() {
        play.facts.forEach(said -> fold.fact(said.timeNs(), said.fact()));
        Map<Long, CallClass> classes = new TreeMap<>();
        for (CallRow row : fold.rows()) {
            classes.put(row.record().callId(), CallClass.of(row, THRESHOLDS));
        }
        return classes;
    }

    @Test
    void whoGotItByHimselfCountsAndWhoWentOnToAHumanDoesNot() {
        play.at(1, "arrive 10 dnis=1");
        play.at(2, "arrive 11 dnis=2");
        play.at(3, "cleared caller:11");
        play.at(4, "arrive 12 dnis=3");
        play.at(5, "ready 1");
        play.at(6, "answered agent:12");
        play.at(9, "cleared caller:12");
        play.at(10, "not-ready 1");
        play.at(11, "arrive 13 dnis=3");
        play.at(21, "cleared caller:13");
        play.at(22, "arrive 14 dnis=3");
        play.at(24, "cleared caller:14");
        play.at(25, "arrive 15 dnis=4");
        assertEquals(
                "{10=SELF_SERVED, 11=SELF_SERVED, 12=ANSWERED_IN_TIME, 13=ABANDONED, 14=SHORT_ABANDONED,"
                        + " 15=ENDED_IN_FLOW}",
                classes().toString());
        Cell smart = count("self-served", LEFT_OUT);
        assertEquals(2, smart.numerator());
        assertEquals(4, smart.denominator(), "10, 11, 12 and 13");
        Cell both = count("answered line-answered self-served", LEFT_OUT);
        Cell human = count("answered line-answered", LEFT_OUT);
        assertEquals(both.numerator(), smart.numerator() + human.numerator(), "separate numerators add up");
        assertEquals(6, both.calls(), "no unexplained call");
    }

    /** Each caller once, however many messages he leaves; a silence without any audio is none. */
    @Test
    void whoLeavesAMessageCountsAsThatAndWhoWaitedBeforeStillAskedForAHuman() {
        play.at(1, "arrive 10 dnis=5");
        play.at(9, "cleared caller:10");
        play.at(10, "arrive 11 dnis=5");
        play.at(12, "digit caller:11 #");
        play.at(13, "recorded 11 state=EMPTY");
        play.at(20, "arrive 12 dnis=6");
        play.at(41, "cleared caller:12");
        play.at(50, "arrive 13 dnis=7");
        play.at(71, "tick");
        assertEquals(
                "{10=MESSAGE_IN_FLOW, 11=ENDED_IN_FLOW, 12=MESSAGE_AFTER_WAITING, 13=SERVED_AFTER_WAITING}",
                classes().toString());
        Cell messages = count("message-left", "arrived");
        assertEquals(2, messages.numerator());
        assertEquals(4, messages.denominator());
        Cell completion = count("answered line-answered", "asked");
        assertEquals(0, completion.numerator());
        assertEquals(2, completion.denominator(), "a flow afterwards is not a human's answer");
        Cell effective = count("answered line-answered self-served", "offered self-served");
        assertEquals(1, effective.numerator());
        assertEquals(2, effective.denominator(), "12 missed, 13 served");
    }

    /** A queue sends its caller on to a flow, where he hangs up or hears goodbye: nobody took him. */
    @Test
    void whoWaitedInVainAndLeftInAFlowAskedForAHuman() {
        play.at(1, "arrive 10 dnis=8");
        play.at(22, "cleared caller:10");
        play.at(30, "arrive 11 dnis=9");
        play.at(51, "tick");
        assertEquals("{10=OVERFLOWED, 11=OVERFLOWED}", classes().toString());
        assertEquals(2, count("answered line-answered", "offered").denominator());
    }
}
