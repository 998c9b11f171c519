package hotswitch.sip.timer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is over serves the next, and what a peak left goes when it is not wanted any more. */
final class SparesTest {
    private final Spares<Object> spares = new Spares<>();

    private void usedAtOnce(int n) {
        List<Object> used = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Object taken = spares.take();
            used.add(taken == null ? new Object() : taken);
        }
        used.forEach(spares::add);
    }

    @Test
    void theLastIsTheNext() {
        assertNull(spares.take());
        Object over = new Object();
        spares.add(new Object());
        spares.add(over);
        assertSame(over, spares.take());
    }

    @Test
    void asManyStayAsWereWantedAtOnce() {
        usedAtOnce(1_000);
        spares.tidy(1);
        assertEquals(1_000, spares.size(), "they came since the last look");
        usedAtOnce(100);
        spares.tidy(1);
        assertEquals(550, spares.size(), "half of what was not wanted");
        for (int minute = 0; minute < 20; minute++) {
            usedAtOnce(100);
            spares.tidy(1);
        }
        assertEquals(100, spares.size());
        spares.tidy(20);
        assertEquals(0, spares.size());
    }

    @Test
    void aWhileIsAMinute() {
        Whiles whiles = new Whiles();
        long nowNs = 1_800_000_000_000_000_000L;
        assertEquals(0, whiles.passed(nowNs));
        assertEquals(0, whiles.passed(nowNs + 59_999_999_999L));
        assertEquals(1, whiles.passed(nowNs + 60_000_000_000L));
        assertEquals(0, whiles.passed(nowNs + 60_000_000_001L));
        assertEquals(0, whiles.passed(nowNs), "a clock that was put back");
        assertEquals(20, whiles.passed(nowNs + 86_400_000_000_000L));
    }
}
