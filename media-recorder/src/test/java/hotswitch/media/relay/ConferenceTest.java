package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.Goertzel;
import hotswitch.media.rtp.ToneClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three telephones hear each other, and a recording has the caller left and all others right. */
class ConferenceTest {
    private static final long CALLER = 1;
    private static final long AGENT = 2;
    private static final long THIRD = 3;

    private MediaStory story;
    private ToneClient caller;
    private ToneClient agent;
    private ToneClient third;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_020, 31_039));
        caller = story.phone(CALLER, Codec.PCMA);
        agent = story.phone(AGENT, Codec.PCMU);
        third = story.phone(THIRD, Codec.PCMA);
        caller.tone(440);
        agent.tone(660);
        third.tone(1_100);
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @Test
    void eachHearsTheTwoOthersAndNotItself() {
        story.engine.bridge(CALLER, AGENT);
        story.engine.conference(List.of(CALLER, AGENT, THIRD));
        assertTrue(hearsBoth(caller, 660, 1_100), () -> "caller: " + caller.hears(660, 300));
        assertTrue(hearsBoth(agent, 440, 1_100), () -> "agent: " + agent.hears(440, 300));
        assertTrue(hearsBoth(third, 440, 660), () -> "third: " + third.hears(440, 300));
        assertTrue(caller.hears(440, 300) < 0.05 && agent.hears(660, 300) < 0.05 && third.hears(1_100, 300) < 0.05);
    }

    @Test
    void aBridgeTakesItsTwoOutAgain() {
        story.engine.conference(List.of(CALLER, AGENT, THIRD));
        assertTrue(hearsBoth(caller, 660, 1_100));
        story.engine.close(THIRD);
        story.engine.bridge(CALLER, AGENT);
        assertTrue(caller.awaitTone(660, 300, 3_000) && agent.awaitTone(440, 300, 3_000));
    }

    @Test
    void whoIsHeldHearsMusicAndIsNotHeard() {
        story.engine.conference(List.of(CALLER, AGENT, THIRD));
        assertTrue(hearsBoth(third, 440, 660));
        story.engine.hold(CALLER, true, "music");
        assertTrue(caller.awaitTone(MediaStory.MUSIC_HZ, 300, 3_000) && third.awaitTone(660, 300, 3_000));
    }

    @Test
    void theRecordingHasTheCallerLeftAndAllOthersRight() {
        story.engine.conference(List.of(CALLER, AGENT, THIRD));
        assertTrue(hearsBoth(caller, 660, 1_100));
        story.engine.record(7, 1, CALLER, AGENT);
        assertTrue(
                ToneClient.await(() -> story.tape.side(0).length > 8_000 && story.tape.side(1).length > 8_000, 4_000));
        assertTrue(Goertzel.share(story.tape.side(RecordingTap.CALLER), 0, 8_000, 440) > 0.95);
        short[] others = story.tape.side(RecordingTap.AGENT);
        assertTrue(Goertzel.share(others, 0, 8_000, 660) > 0.3 && Goertzel.share(others, 0, 8_000, 1_100) > 0.3);
    }

    private static boolean hearsBoth(ToneClient phone, int one, int other) {
        return ToneClient.await(
                () -> phone.audio().length > 4_000 && phone.hears(one, 300) > 0.3 && phone.hears(other, 300) > 0.3,
                4_000);
    }
}
