package hotswitch.acd.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table against the JDK's sorted map, through growth and gaps. */
class TableTest {
    private final Table<Leg> table = new Table<>();
    private final TreeMap<Long, Leg> model = new TreeMap<>();

    @Test
    void holdsWhatAMapHolds() {
        Random random = new Random(20_781);
        for (int step = 0; step < 400_000; step++) {
            // Few ids, so that rows come and go at the same places; as far apart as those of edges are.
            long id = (1L << 40) + 4L * random.nextInt(6_000);
            Leg known = model.get(id);
            assertSame(known, table.get(id));
            if (known == null && random.nextInt(3) > 0) {
                add(id);
            } else if (known != null && random.nextInt(3) > 0) {
                table.remove(model.remove(id));
            }
            assertEquals(model.size(), table.size());
        }
        assertEquals(List.copyOf(model.values()), table.inIdOrder());
        table.clear();
        assertNull(table.get(model.firstKey()));
    }

    @Test
    void anIdIsGivenOnce() {
        add(8);
        assertThrows(IllegalStateException.class, () -> add(8));
    }

    private void add(long id) {
        Leg leg = new Leg().begin(id, 1, LegRole.CALLER, true, "");
        table.add(leg);
        model.put(id, leg);
    }
}
