package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A hundred calls at once: each telephone hears its own partner and nobody else. */
class ManyStreamsTest {
    private static final int CALLS = 100;

    @Test
    void twoHundredStreams() {
        try (MediaStory story = new MediaStory(MediaConfig.loopback(32_000, 32_499))) {
            List<ToneClient> phones = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                long caller = 2L * call;
                long agent = caller + 1;
                phones.add(story.phone(caller, Codec.PCMA));
                phones.add(story.phone(agent, call % 2 == 0 ? Codec.PCMA : Codec.PCMU));
                story.engine.bridge(caller, agent);
            }
            for (int i = 0; i < phones.size(); i++) phones.get(i).tone(toneOf(i));
            for (int i = 0; i < phones.size(); i++) {
                ToneClient phone = phones.get(i);
                double partner = toneOf(i ^ 1);
                assertTrue(phone.awaitTone(partner, 200, 10_000), "phone " + i + " hears " + partner + " Hz");
            }
            MediaStats stats = story.engine.stats();
            assertEquals(2 * CALLS, stats.openLegs());
            assertTrue(stats.packetsOut() >= 10 * 2 * CALLS);
            for (int leg = 0; leg < 2 * CALLS; leg++) story.engine.close(leg);
            story.engine.stats();
            assertEquals(0, story.engine.stats().openLegs());
        }
    }

    /** Tones 50 Hz apart: 200 ms of audio tell them apart with ease. */
    private static double toneOf(int phone) {
        return 400 + 50 * (phone % 50);
    }
}
