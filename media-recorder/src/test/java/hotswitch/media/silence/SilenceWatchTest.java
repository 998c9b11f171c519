package hotswitch.media.silence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Packets of 20 ms by a stepped clock: who speaks is not cut off, who says nothing is. */
final class SilenceWatchTest {
    private static final long NS_PER_MS = 1_000_000;
    private static final int SAMPLES = 160;
    private final SplittableRandom random = new SplittableRandom(1);
    private final SilenceWatch watch = new SilenceWatch(3_000 * NS_PER_MS, 0);
    private long nowNs;

    /** Noise of this amplitude for so long; true once the silence was told. */
    private boolean hears(Codec codec, int amplitude, int ms) {
        boolean over = false;
        UnsafeBuffer payload = new UnsafeBuffer(new byte[SAMPLES]);
        for (int n = 0; n < ms / 20; n++) {
            for (int i = 0; i < SAMPLES; i++) {
                payload.putByte(i, codec.encode(random.nextInt(-amplitude, amplitude + 1)));
            }
            nowNs += 20 * NS_PER_MS;
            watch.heard(codec, payload, 0, SAMPLES, nowNs);
            over |= watch.isOver(nowNs);
        }
        return over;
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void pausesBetweenWordsAreNoSilence(Codec codec) {
        for (int word = 0; word < 10; word++) {
            assertFalse(hears(codec, 4_000, 400));
            assertFalse(hears(codec, 60, 2_000));
        }
        assertTrue(hears(codec, 60, 3_200));
        assertFalse(hears(codec, 60, 10_000), "told once");
    }

    /** A street behind the caller: its noise is not speech. */
    @ParameterizedTest
    @EnumSource(Codec.class)
    void noiseOfTheLineIsNoSpeech(Codec codec) {
        hears(codec, 900, 400);
        assertFalse(hears(codec, 6_000, 3_000));
        assertFalse(hears(codec, 900, 2_800));
        assertTrue(hears(codec, 900, 400));
    }

    /** A phone that sends nothing while nobody speaks. */
    @ParameterizedTest
    @EnumSource(Codec.class)
    void nothingAtAllIsSilence(Codec codec) {
        assertFalse(hears(codec, 4_000, 1_000));
        assertFalse(watch.isOver(nowNs + 2_999 * NS_PER_MS));
        assertTrue(watch.isOver(nowNs + 3_000 * NS_PER_MS));
        assertEquals(1_000 * NS_PER_MS, nowNs);
    }
}
