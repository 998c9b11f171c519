package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.Goertzel;
import hotswitch.media.rtp.ReceivedPacket;
import hotswitch.media.rtp.ToneClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a caller hears before anybody answers. */
class PromptTest {
    private static final long CALLER = 1;

    private MediaStory story;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_100, 31_109));
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @ParameterizedTest
    @EnumSource(Codec.class)
    void aPromptIsHeardWholeAndOnTime(Codec codec) {
        ToneClient caller = story.phone(CALLER, codec);
        story.engine.play(CALLER, 1, List.of("notice"), false);
        assertTrue(story.awaitTold("play-ended leg=1 play=1 COMPLETED", 4_000));
        assertTrue(ToneClient.await(() -> caller.received() == 50, 1_000), () -> caller.received() + " packets");
        short[] heard = caller.audio();
        assertTrue(Goertzel.share(heard, 0, heard.length, MediaStory.NOTICE_HZ) > 0.99);
        assertTrue(caller.packets().stream().allMatch(p -> p.payload().capacity() == 160));
    }

    @Test
    void theScheduleDoesNotDrift() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        story.engine.play(CALLER, 1, List.of("music"), true);
        assertTrue(ToneClient.await(() -> caller.received() >= 151, 6_000));
        List<ReceivedPacket> heard = caller.packets();
        double drift = earliestMs(heard, 126, 151) - earliestMs(heard, 0, 25);
        assertEquals(0, drift, 40, "the packets keep to their own timestamps");
    }

    @Test
    void musicBeginsLaterWhileSignallingIsHardPressed() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        story.engine.patience().hardPressed(true);
        long beganNs = System.nanoTime();
        story.engine.play(CALLER, 1, List.of("music"), true);
        assertTrue(ToneClient.await(() -> caller.received() > 0, 5_000));
        assertTrue(System.nanoTime() - beganNs >= 490_000_000, "half a second");
        story.engine.patience().hardPressed(false);
        story.engine.play(CALLER, 2, List.of("notice"), false);
        assertTrue(story.awaitTold("play-ended leg=1 play=2 COMPLETED", 4_000));
    }

    @Test
    void aSentenceIsOnePlay() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        story.engine.play(CALLER, 1, List.of("short", "short", "short"), false);
        assertTrue(story.awaitTold("play-ended leg=1 play=1 COMPLETED", 3_000));
        assertTrue(ToneClient.await(() -> caller.received() == 16, 1_000), "2,520 samples are 16 packets");
    }

    @Test
    void eachPlayEndsOnceWithItsReason() {
        story.phone(CALLER, Codec.PCMA);
        story.engine.play(CALLER, 1, List.of("nobody-recorded-this"), false);
        story.engine.play(CALLER, 2, List.of(), false);
        story.engine.play(CALLER, 3, List.of("music"), true);
        story.engine.play(CALLER, 4, List.of("music"), true);
        story.engine.stopPlay(CALLER, 3);
        story.engine.stopPlay(CALLER, 4);
        story.engine.stopPlay(CALLER, 4);
        story.engine.play(CALLER, 5, List.of("music"), true);
        story.engine.close(CALLER);
        story.engine.play(CALLER, 6, List.of("music"), true);
        story.engine.stats();
        assertEquals("""
                play-ended leg=1 play=1 FAILED
                play-ended leg=1 play=2 COMPLETED
                play-ended leg=1 play=3 REPLACED
                play-ended leg=1 play=4 STOPPED
                play-ended leg=1 play=5 CLOSED
                play-ended leg=1 play=6 FAILED""", String.join("\n", story.told));
    }

    @Test
    void aPeerThatHoldsUsHearsNothingAndTimeGoesOn() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        story.engine.target(
                CALLER, "127.0.0.1", caller.port(), caller.port() + 1, MediaFormat.of(Codec.PCMA, 8, 101, false, true));
        story.engine.play(CALLER, 1, List.of("short"), false);
        assertTrue(story.awaitTold("play-ended leg=1 play=1 COMPLETED", 2_000));
        assertEquals(0, caller.received());
        assertFalse(story.hasTold("timed-out leg=1"));
    }

    /** By how much the least delayed of these packets is later than its timestamp, seen from the first packet. */
    private static double earliestMs(List<ReceivedPacket> heard, int from, int to) {
        ReceivedPacket first = heard.getFirst();
        return heard.subList(from, to).stream()
                .mapToDouble(packet ->
                        (packet.arrivalNs() - first.arrivalNs()) / 1e6 - (packet.timestamp() - first.timestamp()) / 8.0)
                .min()
                .orElseThrow();
    }
}
