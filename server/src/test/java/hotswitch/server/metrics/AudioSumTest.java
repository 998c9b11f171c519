package hotswitch.server.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.acd.LegQuality;
import org.junit.jupiter.api.Test;

class AudioSumTest {
    @Test
    void legsAddUpAndThoseThatReportedNothingCountForNothingThere() {
        AudioSum sum = AudioSum.NONE
                .plus(new LegQuality(990, 10, 2_000, 29, 4_000))
                .plus(new LegQuality(1_000, 0, 4_000, 30, 8_000))
                .plus(new LegQuality(0, 0, 0, -1, -1));
        assertEquals(3, sum.legs());
        assertEquals(0.5, sum.lostPercent(), 1e-9);
        assertEquals(2, sum.jitterMs(), 1e-9);
        assertEquals(1, sum.farLossy());
        assertEquals(6, sum.roundTripMs(), 1e-9);
    }

    @Test
    void ofNoneNothingIsKnown() {
        assertEquals(0, AudioSum.NONE.lostPercent());
        assertEquals(0, AudioSum.NONE.jitterMs());
        assertEquals(-1, AudioSum.NONE.roundTripMs());
    }
}
