package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        Question question = new Question(callsPerHour, seats, handlingS, patienceS, 15);
        Outcome ours = new Staffing(CALLS, 1).ours(question);
        Outcome theory = Staffing.theory(question);
        assertEquals(theory.answered(), ours.answered(), POINT, "answered");
        assertEquals(theory.inTime(), ours.inTime(), POINT, "within 15 s");
        assertEquals(theory.occupancy(), ours.occupancy(), POINT, "occupancy");
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
