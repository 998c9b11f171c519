package hotswitch.call.toll;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class TollGuardTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    /** Midnight in China. */
    private static final long MIDNIGHT_NS = (1_800_000_000L / 86_400 * 86_400 - 8 * 3_600) * 1_000_000_000L;

    private final NavigableMap<String, byte[]> kept = new TreeMap<>();
    private TollGuard guard = new TollGuard(kept::put);
    private int agent;
    /** The one schedule that is open. */
    private String open = "";

    private long nowNs = MIDNIGHT_NS + 12 * 60 * MINUTE_NS;

    private String dial(String seat, String number, int atOnce) {
        Destination to = new Destination(number, number);
        return guard.refusal(seat, TollGuard.key(seat, agent), to, atOnce, nowNs);
    }

    private void rules(TollRule... rules) {
        guard.rules(new TollRules(List.of(rules), (schedule, now) -> schedule.equals(open)));
    }

    @Test
    void withoutARuleEverythingIsPermitted() {
        assertEquals("", dial("8001", "0044", 100));
    }

    @Test
    void destinations() {
        rules(
                new TollRule(List.of("8001"), List.of(), List.of(), 0, 0, 0, 0, ""),
                new TollRule(List.of(), List.of("1", "0571"), List.of("16"), 0, 0, 0, 0, ""));
        assertEquals("", dial("8002", "13800000000", 0));
        assertEquals("destination not permitted", dial("8002", "1689", 0));
        assertEquals("destination not permitted", dial("8002", "0044207946", 0));
        assertEquals("", dial("8001", "0044207946", 0), "another seat's rule");
        assertEquals(2, guard.refused());
    }

    @Test
    void soManyInAnHourAndSoManyAtOnce() {
        rules(new TollRule(List.of(), List.of(), List.of(), 3, 2, 0, 0, ""));
        assertEquals("too many calls at once", dial("8001", "138", 2));
        for (int i = 0; i < 3; i++) {
            assertEquals("", dial("8001", "138", 1));
            nowNs += 10 * MINUTE_NS;
        }
        assertEquals("too many calls in an hour", dial("8001", "138", 0));
        assertEquals("", dial("8002", "138", 0), "counted for each seat");
        nowNs += 30 * MINUTE_NS;
        assertEquals("", dial("8001", "138", 0), "the first is an hour old");
        assertEquals("too many calls in an hour", dial("8001", "138", 0));
    }

    /** About 95 people share 58 seats: another seat is no way around the limit, and neither is a restart. */
    @Test
    void countsThePersonWhereverHeSitsAndOverARestart() {
        TollRule rule = new TollRule(List.of(), List.of(), List.of(), 3, 0, 0, 0, "");
        rules(rule);
        agent = 1001;
        assertEquals("", dial("8001", "138", 0));
        assertEquals("", dial("8002", "138", 0));
        nowNs += 20 * MINUTE_NS;
        guard = new TollGuard(kept::put);
        rules(rule);
        kept.forEach(guard::restore);
        assertEquals("", dial("8003", "138", 0));
        assertEquals("too many calls in an hour", dial("8004", "138", 0));
        agent = 1002;
        assertEquals("", dial("8004", "138", 0), "somebody else");
        agent = 0;
        assertEquals("", dial("8004", "138", 0), "nobody: the seat's own");
        nowNs += 40 * MINUTE_NS;
        agent = 1001;
        assertEquals("", dial("8001", "138", 0));
        assertEquals(Set.of("agent:1001", "agent:1002", "device:8004"), kept.keySet());
    }

    @Test
    void hoursOfTheDayInChina() {
        rules(new TollRule(List.of(), List.of(), List.of(), 0, 0, 8 * 60, 20 * 60, ""));
        assertEquals("", dial("8001", "138", 0));
        nowNs = MIDNIGHT_NS + 8 * 60 * MINUTE_NS - 1;
        assertEquals("not at this time of day", dial("8001", "138", 0));
        nowNs++;
        assertEquals("", dial("8001", "138", 0));
        nowNs = MIDNIGHT_NS + 20 * 60 * MINUTE_NS;
        assertEquals("not at this time of day", dial("8001", "138", 0));
        rules(new TollRule(List.of(), List.of(), List.of(), 0, 0, 20 * 60, 8 * 60, ""));
        assertEquals("", dial("8001", "138", 0), "over night");
    }

    /** Holidays are the calendar's affair; hours of the day hold besides. */
    @Test
    void onlyWhileItsScheduleIsOpen() {
        rules(new TollRule(List.of(), List.of(), List.of(), 0, 0, 8 * 60, 20 * 60, "office"));
        assertEquals("not at this time of day", dial("8001", "138", 0));
        open = "office";
        assertEquals("", dial("8001", "138", 0));
        nowNs = MIDNIGHT_NS;
        assertEquals("not at this time of day", dial("8001", "138", 0));
    }
}
