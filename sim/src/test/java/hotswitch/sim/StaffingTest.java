package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sim.Staffing.Outcome;
import hotswitch.sim.Staffing.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The production core's answers on staffing are theory's, within one percentage point, where theory has one. */
final class StaffingTest {
    private static final double POINT = 0.01;
    private static final int CALLS = 120_000;

    /** The first rows: the table of the hotline (58 seats, 240 s, patience 90 s). Patience 0: Erlang C. */
    @ParameterizedTest
    @CsvSource({
        "700, 58, 240, 90",
        "820, 58, 240, 90",
        "1000, 58, 240, 90",
        "2400, 58, 240, 90",
        "700, 58, 240, 0",
        "120, 10, 240, 0",
        "60, 3, 180, 60"
    })
    void asErlangSays(double callsPerHour, int seats, double handlingS, double patienceS) {
        agrees(new Question(callsPerHour, seats, handlingS, patienceS, 15), CALLS);
    }

    /** One seat, many more calls than seats, hardly any patience, hours of it. */
    @ParameterizedTest
    @CsvSource({
        "10, 1, 240, 90", // one seat
        "6, 1, 240, 0", // the same, and nobody leaves
        "60, 1, 240, 90", // four times what it can do
        "100, 1, 240, 10000", // two hundred and more wait
        "300, 10, 240, 7200", // twice what ten can do, two hours of patience
        "1000, 58, 240, 1", // whoever is not answered at once is gone
        "90, 5, 240, 1",
        "600, 58, 240, 3600" // patience that is hardly needed
    })
    void atTheExtremes(double callsPerHour, int seats, double handlingS, double patienceS) {
        agrees(new Question(callsPerHour, seats, handlingS, patienceS, 15), 30_000);
    }

    private static void agrees(Question question, int calls) {
        Outcome ours = new Staffing(calls, 1).ours(question);
        Outcome theory = Staffing.theory(question);
        assertEquals(theory.answered(), ours.answered(), POINT, "answered");
        assertEquals(theory.inTime(), ours.inTime(), POINT, "within 15 s");
        assertEquals(theory.occupancy(), ours.occupancy(), POINT, "occupancy");
    }

    /** Without patience there is an end only below full occupancy; with it always. */
    @Test
    void erlangCNeedsFewerCallsThanSeats() {
        Question full = new Question(15, 1, 240, 0, 15);
        assertFalse(full.steady());
        assertFalse(new Question(20, 1, 240, 0, 15).steady());
        assertThrows(IllegalArgumentException.class, () -> Staffing.theory(full));
        assertTrue(new Question(14.9, 1, 240, 0, 15).steady());
        assertEquals(
                14.9 / 15, Staffing.theory(new Question(14.9, 1, 240, 0, 15)).occupancy(), 1e-9);
        assertEquals(1.0, Staffing.theory(new Question(14.9, 1, 240, 0, 15)).answered(), 1e-9);
        assertTrue(new Question(15, 1, 240, 1e6, 15).steady());
    }

    /** Erlang B, of which there are tables, is Erlang A without patience; a whole province is no number too large. */
    @Test
    void theoryAtItsEnds() {
        assertEquals(
                1 - 0.2146,
                Staffing.theory(new Question(150, 10, 240, 0.001, 15)).answered(),
                1e-3);
        Outcome large = Staffing.theory(new Question(75_000, 5_000, 240, 90, 15));
        assertEquals(0.99, large.occupancy(), 0.01);
        assertTrue(large.answered() > 0.98 && large.answered() < 1, large::toString);
        Outcome crowd = Staffing.theory(new Question(100, 1, 240, 10_000, 15));
        assertEquals(0.15, crowd.answered(), 0.001);
    }

    @Test
    void theTableOfTheHotline() {
        Outcome calm = Staffing.theory(new Question(700, 58, 240, 90, 15));
        assertEquals(0.994, calm.answered(), 0.001);
        assertEquals(0.982, calm.inTime(), 0.001);
        Outcome busy = Staffing.theory(new Question(1000, 58, 240, 90, 15));
        assertEquals(0.850, busy.answered(), 0.002);
        assertEquals(0.533, busy.inTime(), 0.001);
    }

    /** 58 seats answer nine of ten of 925 calls/h; a surge of 2,400 needs more than half absorbed elsewhere. */
    @Test
    void seatsAndSelfService() {
        Staffing staffing = new Staffing(40_000, 1);
        assertEquals(58, staffing.fewestSeats(new Question(925, 1, 240, 90, 15), 0.9), 1);
        assertEquals(58, staffing.selfServicePercent(new Question(2400, 58, 240, 90, 15), 0.9), 4);
    }
}
