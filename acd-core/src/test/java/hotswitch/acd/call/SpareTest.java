package hotswitch.acd.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A row that is over is a later one, and what a peak left goes when it is not wanted any more. */
final class SpareTest {
    private static final long MINUTE_NS = 60_000_000_000L;
    private final Spare<Leg> spare = new Spare<>();
    private long nowNs = 1_800_000_000_000_000_000L;

    private void usedAtOnce(int n) {
        List<Leg> used = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Leg taken = spare.take();
            used.add(taken == null ? new Leg() : taken);
        }
        used.forEach(spare::over);
        spare.nextTurn(nowNs);
    }

    @Test
    void whatEndsInATurnIsAnotherInTheNext() {
        spare.nextTurn(nowNs);
        Leg over = new Leg();
        spare.over(over);
        assertNull(spare.take());
        spare.nextTurn(nowNs);
        assertSame(over, spare.take());
    }

    @Test
    void anHourAfterAPeakItsMemoryIsFree() {
        spare.nextTurn(nowNs);
        usedAtOnce(3_000);
        for (int minute = 0; minute < 60; minute++) {
            nowNs += MINUTE_NS;
            usedAtOnce(40);
        }
        assertEquals(40, spare.size());
        nowNs += 60 * MINUTE_NS;
        spare.nextTurn(nowNs);
        assertEquals(0, spare.size());
    }
}
