package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code sim --coverage} reports: which command met which state, and of what never met the reason. */
final class CoverageTest {
    private static final int LIVES = 10;
    private static final int SECONDS = 300;
    /** Of a few short lives; in three hundred long ones a handful is left. */
    private static final int UNMET_MAX = 150;

    @Test
    void everyCommandComesAndWhatNeverMetIsTold() {
        Coverage coverage = new Coverage();
        assertNull(new Hunt(1, LIVES, SECONDS).counted(coverage).run(line -> {}));
        List<String> told = new ArrayList<>();
        coverage.tell(told::add);
        String text = String.join("\n", told);
        for (String pair : List.of("HoldCall × call CONNECTED", "Digit × call QUEUED", "LegHeld × call CONNECTED")) {
            assertFalse(text.contains("never met: " + pair), pair);
        }
        assertTrue(text.contains("never met: Digit × call RELEASED: a call that is released is gone"));
        assertTrue(text.contains("never met: HoldCall × agent READY: an agent in this state has no call"));
        assertTrue(text.contains("never met: Item ACCEPT × item DONE: an item that is over is gone"));
        List<String> commands =
                told.stream().filter(line -> line.startsWith("never came: ")).toList();
        assertEquals(List.of("never came: HuntedCall: only a start after a time without the core says it"), commands);
        assertTrue(told.getLast().matches("commands: \\d+ of \\d+ came"), told.getLast());
        long unmet = told.stream()
                .filter(line -> line.endsWith(Impossible.UNEXPLAINED))
                .count();
        assertEquals(coverage.unexplained().size(), unmet);
        assertTrue(unmet <= UNMET_MAX, unmet + " pairs: " + coverage.unexplained());
    }
}
