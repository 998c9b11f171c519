package hotswitch.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sim.ErlangCheck.Measured;
import hotswitch.sim.ErlangCheck.Theory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The core's waits are those of theory, within 10 % (and 0.005 of a share) over 100,000 calls. */
final class ErlangTest {
    private static final int CALLS = 100_000;
    private static final double SHARE = 0.10;
    private static final double FLOOR = 0.005;

    @ParameterizedTest
    @CsvSource({
        "1, 100000, 50000, 0",
        "5, 25000, 90000, 0",
        "20, 6000, 100000, 0",
        "5, 18000, 100000, 60000",
        "20, 5000, 110000, 120000"
    })
    void waitsAsErlangSays(int agents, double arrivalsMs, double talkMs, double patienceMs) {
        Theory theory = new Theory(agents, arrivalsMs, talkMs, patienceMs);
        Measured measured = new ErlangCheck(theory, 1).run(CALLS);
        Erlang erlang = theory.erlang();
        near(erlang.waits(), measured.waits(), "share that waits");
        near(erlang.meanWaitS(), measured.meanWaitS(), "mean wait");
        near(erlang.abandons(), measured.abandons(), "share that leaves");
    }

    private static void near(double theory, double measured, String what) {
        assertEquals(theory, measured, Math.max(FLOOR, theory * SHARE), what);
    }
}
