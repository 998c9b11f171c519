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
        play.facts.forEach(said -> fold.fact(said.timeNs(), said.fact()));
        Map<Long, CallClass> classes = new TreeMap<>();
        for (CallRow row : fold.rows()) {
            classes.put(row.record().callId(), CallClass.of(row, THRESHOLDS));
        }
        assertEquals(
                "{10=SELF_SERVED, 11=SELF_SERVED, 12=ANSWERED_IN_TIME, 13=ABANDONED, 14=SHORT_ABANDONED,"
                        + " 15=ENDED_IN_FLOW}",
                classes.toString());
        Cell smart = count("self-served", LEFT_OUT);
        assertEquals(2, smart.numerator());
        assertEquals(4, smart.denominator(), "10, 11, 12 and 13");
        Cell both = count("answered line-answered self-served", LEFT_OUT);
        Cell human = count("answered line-answered", LEFT_OUT);
        assertEquals(both.numerator(), smart.numerator() + human.numerator(), "separate numerators add up");
        assertEquals(6, both.calls(), "no unexplained call");
    }
}
