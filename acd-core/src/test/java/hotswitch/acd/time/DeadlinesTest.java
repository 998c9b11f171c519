package hotswitch.acd.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.acd.time.Deadline.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Armed, moved and cancelled at random, deadlines still come in the order of their times, equals as they were
 * armed.
 */
final class DeadlinesTest {

    @Test
    void theyComeInOrder() {
        SplittableRandom random = new SplittableRandom(11);
        Deadlines deadlines = new Deadlines();
        List<Deadline> armed = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            Deadline deadline = new Deadline(Kind.STEP, n);
            deadlines.arm(deadline, random.nextLong(200));
            armed.add(deadline);
            Deadline other = armed.get(random.nextInt(armed.size()));
            if (random.nextInt(3) == 0) {
                deadlines.cancel(other);
                armed.remove(other);
            } else if (random.nextInt(3) == 0) {
                deadlines.arm(other, random.nextLong(200));
                armed.remove(other);
                armed.add(other);
            }
        }
        armed.sort(Comparator.comparingLong(deadlines::atNs)); // stable: equals stay as they were armed
        assertEquals(armed.size(), deadlines.size());
        for (Deadline expected : armed) {
            assertEquals(deadlines.atNs(expected), deadlines.nextNs());
            assertEquals(expected, deadlines.due(200));
        }
        assertNull(deadlines.due(200));
        assertEquals(Deadline.NEVER, deadlines.nextNs());
    }

    @Test
    void nothingIsDueBeforeItsTime() {
        Deadlines deadlines = new Deadlines();
        Deadline deadline = new Deadline(Kind.WRAP_UP, 1);
        deadlines.arm(deadline, 10);
        assertNull(deadlines.due(9));
        assertEquals(deadline, deadlines.due(10));
    }
}
