package hotswitch.media.dtmf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class DigitDetectorTest {
    private static final long MS = 1_000_000;

    private final StringBuilder told = new StringBuilder();
    private final DigitDetector detector =
            new DigitDetector((digit, ms) -> told.append(digit).append(ms).append(' '));
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[4]);
    private long nowNs;

    @Test
    void aKeyIsToldOnceHoweverOftenItsEndComes() {
        packets(5, 1_000, 160, 320, 480);
        ends(5, 1_000, 640, 3);
        tell("580 ");
    }

    @Test
    void theSameKeyTwiceIsTwoKeys() {
        packets(7, 1_000, 160, 320);
        ends(7, 1_000, 480, 3);
        packets(7, 2_000, 160, 320);
        ends(7, 2_000, 480, 3);
        tell("760 760 ");
    }

    @Test
    void aKeyWhoseEndsAreLostIsToldWhenTheNextOneBegins() {
        packets(1, 1_000, 160, 320);
        packets(2, 4_000, 160);
        ends(2, 4_000, 320, 1);
        tell("140 240 ");
    }

    @Test
    void aKeyWhoseEndsAreLostIsToldAfterAWhile() {
        packets(0, 1_000, 160, 320);
        detector.onTime(nowNs + 100 * MS);
        tell("");
        detector.onTime(nowNs + 151 * MS);
        detector.onTime(nowNs + 500 * MS);
        tell("040 ");
        ends(0, 1_000, 480, 2);
        tell("040 ");
    }

    @Test
    void anEndAloneIsAKey() {
        ends(11, 1_000, 800, 1);
        tell("#100 ");
    }

    @Test
    void whatWasOvertakenIsNoNewKey() {
        packets(3, 1_000, 160, 320);
        packets(4, 3_000, 160);
        packets(3, 1_000, 240);
        ends(3, 1_000, 400, 1);
        ends(4, 3_000, 320, 3);
        tell("340 440 ");
    }

    @Test
    void aVeryLongKeyGoesOnInSegments() {
        packets(9, 1_000, 160, 0xFFFF);
        packets(9, 1_000 + 0xFFFF, 160, 320);
        ends(9, 1_000 + 0xFFFF, 800, 3);
        tell("9" + (0xFFFF + 800) / 8 + " ");
    }

    @Test
    void allSixteenKeysAndNothingElse() {
        for (int event = 0; event < 20; event++) ends(event, 1_000 * (event + 1), 400, 1);
        tell("050 150 250 350 450 550 650 750 850 950 *50 #50 A50 B50 C50 D50 ");
        assertFalse(detector.onEvent(payload, 0, 3, 0, nowNs), "three bytes are no event");
    }

    @Test
    void anotherStreamForgetsTheOldTimestamps() {
        ends(1, 50_000, 400, 1);
        detector.restart();
        ends(1, 40_000, 400, 1);
        tell("150 150 ");
    }

    private void packets(int event, int timestamp, int... ticks) {
        for (int duration : ticks) packet(event, timestamp, duration, false);
    }

    private void ends(int event, int timestamp, int ticks, int times) {
        for (int i = 0; i < times; i++) packet(event, timestamp, ticks, true);
    }

    private void packet(int event, int timestamp, int ticks, boolean end) {
        nowNs += 20 * MS;
        payload.putByte(0, (byte) event);
        payload.putByte(1, (byte) (end ? 0x8A : 0x0A));
        payload.putShort(2, (short) ticks, ByteOrder.BIG_ENDIAN);
        detector.onEvent(payload, 0, 4, timestamp, nowNs);
    }

    private void tell(String expected) {
        assertEquals(expected, told.toString());
    }
}
