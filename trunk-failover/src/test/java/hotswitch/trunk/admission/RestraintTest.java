package hotswitch.trunk.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** RFC 7339 §5, as client. */
final class RestraintTest {
    private static final long MS = 1_000_000;
    private final Restraint restraint = new Restraint();
    private long nowNs = 5_000 * MS;

    private int withheld(int calls) {
        int withheld = 0;
        for (int i = 0; i < calls; i++) {
            withheld += restraint.withholds(nowNs) ? 1 : 0;
        }
        return withheld;
    }

    @Test
    void whoAsksForNothingGetsAll() {
        assertEquals(0, withheld(1_000));
    }

    @Test
    void theShareIsWithheldEvenlyUntilItsTimeIsOver() {
        restraint.asked(30, 500, 1, nowNs);
        assertEquals(3, withheld(10));
        assertEquals(30, withheld(100));
        assertEquals(30, restraint.lossPercent(nowNs));
        nowNs += 500 * MS;
        assertEquals(0, withheld(100));
        assertEquals(33, restraint.withheld());
    }

    @Test
    void allAndNothing() {
        restraint.asked(100, 500, 1, nowNs);
        assertEquals(50, withheld(50));
        restraint.asked(100, 0, 2, nowNs);
        assertEquals(0, withheld(50), "a validity of 0 ends it");
    }

    @Test
    void anOlderReportDoesNotCountWhileANewerIsInForce() {
        restraint.asked(50, 500, 20, nowNs);
        restraint.asked(0, 500, 19, nowNs);
        assertEquals(50, restraint.lossPercent(nowNs));
        restraint.asked(10, 500, 0, nowNs);
        assertEquals(10, restraint.lossPercent(nowNs), "an unnumbered one does");
        nowNs += 1_000 * MS;
        restraint.asked(40, 500, 3, nowNs);
        assertEquals(40, restraint.lossPercent(nowNs), "a neighbour that began anew counts anew");
    }

    @Test
    void nobodyRestrainsUsForLong() {
        restraint.asked(100, Integer.MAX_VALUE, 1, nowNs);
        nowNs += 300_001 * MS;
        assertFalse(restraint.withholds(nowNs));
    }
}
