package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** Packets of 160 samples; arrivals in milliseconds from the segment's start. */
final class TimeAxisTest {
    private static final long START = 1_795_000_000_000_000_000L;
    private static final int FIRST_TIMESTAMP = -400;
    private static final int FIRST_SEQUENCE = 65_530;

    private final TimeAxis axis = new TimeAxis(START);

    private long place(double arrivalMs, int packet) {
        return place(arrivalMs, FIRST_TIMESTAMP + packet * 160, FIRST_SEQUENCE + packet);
    }

    private long place(double arrivalMs, int timestamp, int sequence) {
        return axis.place(START + (long) (arrivalMs * 1e6), timestamp, sequence & 0xFFFF, 160);
    }

    @Test
    void jitterLossAndDisorderDoNotMoveAnything() {
        Random network = new Random(7);
        assertEquals(800, place(100, 0));
        for (int i = 1; i < 3_000; i++) {
            if (i % 50 == 7) continue;
            int packet = i % 10 == 3 ? i + 1 : i % 10 == 4 ? i - 1 : i;
            assertEquals(800 + packet * 160L, place(100 + i * 20 + network.nextInt(-15, 120), packet));
        }
    }

    @Test
    void theSamePacketTwiceFallsOnTheSamePlace() {
        place(0, 0);
        assertEquals(160, place(20, 1));
        assertEquals(160, place(23, 1));
        assertEquals(320, place(40, 2));
    }

    @Test
    void whatTheNetworkHeldUpComesInABurstAndIsPutInPlace() {
        place(0, 0);
        for (int i = 1; i <= 150; i++) assertEquals(i * 160L, place(3_000 + i * 0.1, i));
        assertEquals(151 * 160L, place(3_020, 151));
    }

    @Test
    void aPauseOfTheSenderIsSilence() {
        place(0, 0);
        assertEquals(5_000 * 8, place(5_030, FIRST_TIMESTAMP + 5_000 * 8, FIRST_SEQUENCE + 1));
    }

    @Test
    void aSenderThatBeginsAnewIsPlacedByArrival() {
        for (int i = 0; i < 50; i++) place(i * 20, i);
        assertEquals(1_005 * 8, place(1_005, 123_456_789, 4_711));
        assertEquals(1_005 * 8 + 160, place(1_027, 123_456_789 + 160, 4_712));
    }

    @Test
    void aSenderThatRepeatsItsFirstTimestampOverwritesNothing() {
        for (int i = 0; i < 50; i++) place(i * 20, 0 + i * 160, i);
        assertEquals(1_000 * 8, place(1_000, 0, 50));
        assertEquals(1_000 * 8 + 160, place(1_020, 160, 51));
    }

    @Test
    void aClockThatRunsAwayIsFollowedWithin60Milliseconds() {
        double fast = 1.0005;
        int hour = 3_600 * 50;
        long worst = 0;
        for (int i = 0; i < hour; i++) {
            double arrivalMs = i * 20 / fast;
            worst = Math.max(worst, Math.abs(place(arrivalMs, i) - (long) (arrivalMs * 8)));
        }
        assertTrue(worst <= 60 * 8, "off by " + worst + " samples");
        assertTrue(worst >= 40 * 8, "small differences are left alone");
    }
}
