package hotswitch.acd.hunt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import hotswitch.acd.config.CentreConfig.HuntConfig;
import hotswitch.acd.config.CentreConfig.HuntStrategy;
import hotswitch.acd.config.CentreConfig.LineConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which line is next, by each strategy; the rest of one that failed. */
final class HuntTableTest {
    private static final long REST_MS = 1_000;
    private static final long NS_PER_MS = 1_000_000;

    @Test
    void linearBeginsAtTheFirst() {
        HuntTable table = table(HuntStrategy.LINEAR);
        Line first = table.take(10);
        assertEquals("a", first.name());
        assertEquals("b", table.take(11).name());
        table.release(first);
        assertEquals("a", table.take(12).name());
    }

    @Test
    void circularGoesOnAfterTheLastTaken() {
        HuntTable table = table(HuntStrategy.CIRCULAR);
        Line first = table.take(10);
        table.release(first);
        assertEquals("b", table.take(11).name());
        assertEquals("c", table.take(12).name());
        assertEquals("a", table.take(13).name());
        assertNull(table.take(14));
    }

    @Test
    void longestIdleTakesTheOneReleasedFirst() {
        HuntTable table = table(HuntStrategy.LONGEST_IDLE);
        Line a = table.take(10);
        Line b = table.take(11);
        Line c = table.take(12);
        table.release(c);
        table.release(a);
        table.release(b);
        assertEquals("c", table.take(13).name());
        assertEquals("a", table.take(14).name());
    }

    @Test
    void aFailedLineRests() {
        HuntTable table = table(HuntStrategy.LINEAR);
        table.fail(table.take(10), 0);
        assertEquals("b", table.take(10).name());
        assertEquals(REST_MS * NS_PER_MS, table.nextRestedNs());
        assertEquals(List.of(), table.rested(REST_MS * NS_PER_MS - 1));
        assertEquals(List.of(table.get("a")), table.rested(REST_MS * NS_PER_MS));
        assertEquals("a", table.take(11).name());
    }

    @Test
    void aRemovedLineGoesWhenItIsFree() {
        HuntTable table = table(HuntStrategy.LINEAR);
        Line a = table.take(10);
        table.configure(config(HuntStrategy.LINEAR, List.of(line("b", 2))));
        assertEquals(a, table.get("a"));
        table.release(a);
        assertNull(table.get("a"));
        assertEquals("b", table.take(11).name());
    }

    private static HuntTable table(HuntStrategy strategy) {
        HuntTable table = new HuntTable();
        table.configure(config(strategy, List.of(line("c", 3), line("a", 1), line("b", 2))));
        return table;
    }

    private static LineConfig line(String name, int order) {
        return new LineConfig(name, "100" + order, "carrier-a", order);
    }

    private static HuntConfig config(HuntStrategy strategy, List<LineConfig> lines) {
        return new HuntConfig(lines, strategy, 0, REST_MS, 0, 0, "", "", "");
    }
}
