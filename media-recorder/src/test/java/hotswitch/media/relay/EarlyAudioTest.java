package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who waits hears the other side before it answers, instead of what plays. */
class EarlyAudioTest {
    private static final long WAITING = 1;
    private static final long CALLED = 2;

    private MediaStory story;
    private ToneClient waiting;
    private ToneClient called;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_120, 31_139).with(new MediaLimits(1_000, 2_000, 1 << 17)));
        waiting = story.phone(WAITING, Codec.PCMA);
        called = story.phone(CALLED, Codec.PCMU);
        signal(called);
        story.engine.play(WAITING, 1, List.of("music"), true);
        story.engine.hearEarly(WAITING, CALLED);
    }

    @AfterEach
    void stop() {
        story.close();
    }

    private void signal(ToneClient fork) {
        story.engine.earlyTarget(CALLED, "127.0.0.1", fork.port(), fork.port() + 1, MediaFormat.of(Codec.PCMU));
    }

    private static void hears(ToneClient phone, double hz) {
        assertTrue(phone.awaitTone(hz, 300, 5_000), () -> "hears " + hz + " Hz: " + phone.hears(hz, 300));
    }

    @Test
    void onlyOnceItSpeaksAndOneWay() {
        hears(waiting, MediaStory.MUSIC_HZ);
        waiting.tone(440);
        called.tone(660);
        hears(waiting, 660);
        assertEquals(0, called.received(), "who has not answered hears nothing");
        story.engine.bridge(WAITING, CALLED);
        hears(called, 440);
        assertTrue(story.hasTold("play-ended leg=1 play=1 REPLACED"));
    }

    /** RFC 3960 §3.2: between two calls of a ringing tone no packet may come, and that is no reason for another one. */
    @Test
    void aPauseIsAPause() {
        called.tone(660);
        hears(waiting, 660);
        called.tone(0);
        assertTrue(ToneClient.await(() -> quietFor(waiting, 1_500), 5_000));
        assertFalse(story.hasTold("timed-out leg=2"), "who has not answered need not speak");
    }

    private static boolean quietFor(ToneClient phone, int ms) {
        return System.nanoTime() - phone.packets().getLast().arrivalNs() > ms * 1_000_000L;
    }

    @Test
    void whatPlayedIsHeardAgainWhenItIsOver() {
        called.tone(660);
        hears(waiting, 660);
        story.engine.mute(CALLED);
        hears(waiting, MediaStory.MUSIC_HZ);
        story.engine.hearEarly(WAITING, CALLED);
        hears(waiting, 660);
        story.engine.close(CALLED);
        hears(waiting, MediaStory.MUSIC_HZ);
        assertEquals(0, story.countTold("play-ended leg=1"));
    }

    @Test
    void whatIsOrderedLaterIsHeard() {
        called.tone(660);
        hears(waiting, 660);
        story.engine.play(WAITING, 2, List.of("notice"), true);
        hears(waiting, MediaStory.NOTICE_HZ);
    }

    /** RFC 3261 §13.2.2.4: several answer provisionally; the one that was signalled last and speaks is heard. */
    @Test
    void ofForksTheLastThatSpeaks() {
        called.tone(660);
        hears(waiting, 660);
        ToneClient second = story.keep(new ToneClient(Codec.PCMU));
        second.peer("127.0.0.1", story.stats(CALLED).port());
        signal(second);
        waiting.forget();
        hears(waiting, 660);
        assertTrue(ToneClient.await(() -> waiting.received() > 100, 5_000), "for longer than a straggler is heard");
        hears(waiting, 660);
        second.tone(930);
        hears(waiting, 930);
        called.tone(0);
        story.engine.target(CALLED, "127.0.0.1", second.port(), second.port() + 1, MediaFormat.of(Codec.PCMU));
        story.engine.bridge(WAITING, CALLED);
        waiting.tone(440);
        hears(second, 440);
        second.tone(0);
        assertTrue(story.awaitTold("timed-out leg=2", 5_000), "who has answered is missed");
    }
}
