package hotswitch.media.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.rtp.Goertzel;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class G711Test {
    /** Decoded values of ITU-T G.711 tables 1a and 2a (in 16-bit scale): first and last steps, both signs. */
    @ParameterizedTest
    @CsvSource({
        "PCMA, 0xD5, 8", "PCMA, 0x55, -8", "PCMA, 0xAA, 32256", "PCMA, 0x2A, -32256", "PCMA, 0xF5, 528",
        "PCMU, 0xFF, 0", "PCMU, 0x7F, 0", "PCMU, 0x80, 32124", "PCMU, 0x00, -32124", "PCMU, 0xEF, 132"
    })
    void knownCodes(Codec codec, String code, int sample) {
        assertEquals(sample, codec.decode((byte) Integer.decode(code).intValue()));
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void everyCodeSurvivesTheRoundTrip(Codec codec) {
        for (int code = 0; code < 256; code++) {
            short sample = codec.decode((byte) code);
            assertEquals(sample, codec.decode(codec.encode(sample)), "code " + code);
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void louderNeverBecomesSofter(Codec codec) {
        for (int sample = Short.MIN_VALUE; sample < Short.MAX_VALUE; sample++) {
            int here = codec.decode(codec.encode(sample));
            int next = codec.decode(codec.encode(sample + 1));
            assertTrue(here <= next, "at " + sample + ": " + here + " then " + next);
        }
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aToneKeepsThirtyFiveDecibels(Codec codec) {
        assertTrue(snrDb(codec, codec, 8_000) > 35, () -> codec + ": " + snrDb(codec, codec, 8_000) + " dB");
        assertTrue(snrDb(codec, codec, 500) > 30, () -> codec + ": " + snrDb(codec, codec, 500) + " dB");
    }

    @Test
    void theWayOverTheOtherLawCostsLittle() {
        double there = snrDb(Codec.PCMA, Codec.PCMU, 8_000);
        double back = snrDb(Codec.PCMU, Codec.PCMA, 8_000);
        assertTrue(there > 30 && back > 30, there + " dB and " + back + " dB");
    }

    private static double snrDb(Codec from, Codec to, int amplitude) {
        short[] tone = Goertzel.tone(440, amplitude, 8_000);
        UnsafeBuffer coded = new UnsafeBuffer(new byte[tone.length]);
        for (int i = 0; i < tone.length; i++) coded.putByte(i, from.encode(tone[i]));
        G711.convert(from, to, coded, 0, tone.length);
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < tone.length; i++) {
            double error = to.decode(coded.getByte(i)) - tone[i];
            signal += (double) tone[i] * tone[i];
            noise += error * error;
        }
        return 10 * Math.log10(signal / noise);
    }
}
