package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A message that is recorded ends by itself when nothing more is said. */
class SilenceTest {
    private static final long CALLER = 1;
    private MediaStory story;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_240, 31_249));
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @Test
    void whoSpeaksIsNotCutOffAndWhoIsSilentIs() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        caller.tone(440);
        story.engine.message(7, 1, CALLER, 400);
        assertTrue(ToneClient.await(() -> story.stats(CALLER).packetsIn() > 40, 3_000));
        assertFalse(story.hasTold("silent call=7 segment=1"), "speaks for 800 ms");
        caller.tone(0);
        assertTrue(story.awaitTold("silent call=7 segment=1", 2_000));
    }

    @Test
    void aMessageThatHasEndedIsNotWatched() {
        ToneClient caller = story.phone(CALLER, Codec.PCMU);
        caller.tone(440);
        story.engine.message(7, 1, CALLER, 200);
        assertTrue(ToneClient.await(() -> story.stats(CALLER).packetsIn() > 5, 3_000));
        story.engine.stopRecord(7, 1);
        caller.tone(0);
        story.engine.message(7, 2, CALLER, 300);
        assertTrue(story.awaitTold("silent call=7 segment=2", 2_000));
        assertFalse(story.hasTold("silent call=7 segment=1"));
    }
}
