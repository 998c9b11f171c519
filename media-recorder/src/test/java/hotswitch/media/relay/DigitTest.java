package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ReceivedPacket;
import hotswitch.media.rtp.ToneClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys pressed on a real socket. */
class DigitTest {
    private static final long CALLER = 1;
    private static final long AGENT = 2;

    private MediaStory story;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_200, 31_219));
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {96, 97, 101, 110, 127})
    void keysUnderAnyDynamicPayloadType(int payloadType) {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        caller.eventPayloadType(payloadType);
        for (char key : "19*#".toCharArray()) caller.press(key, 60);
        assertTrue(ToneClient.await(() -> story.digits(CALLER).length() == 4, 2_000));
        assertEquals("19*#", story.digits(CALLER));
        assertTrue(story.hasTold("digit leg=1 1 ms=60"));
    }

    @Test
    void aKeyIsPressedWhileTheNoticePlays() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        caller.tone(440);
        story.engine.play(CALLER, 1, List.of("music"), true);
        assertTrue(ToneClient.await(() -> caller.received() > 5, 2_000));
        caller.press('5', 100);
        assertTrue(ToneClient.await(() -> story.digits(CALLER).equals("5"), 2_000));
    }

    @Test
    void lostEndsAreGivenUpOnARealClock() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        caller.event(false, 3, false, 1_000, 160);
        caller.event(false, 3, false, 1_000, 320);
        assertTrue(story.awaitTold("digit leg=1 3 ms=40", 1_000));
    }

    @Test
    void aKeyReachesTheOtherLegUnderItsOwnPayloadType() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMU);
        story.engine.target(
                AGENT, "127.0.0.1", agent.port(), agent.port() + 1, MediaFormat.of(Codec.PCMU, 0, 96, true, true));
        story.engine.bridge(CALLER, AGENT);
        story.engine.stats(); // the bridge stands
        caller.press('8', 100);
        assertTrue(ToneClient.await(() -> agent.received() == 7, 2_000), () -> agent.received() + " packets");
        List<ReceivedPacket> events = agent.packets();
        assertTrue(events.stream().allMatch(p -> p.payloadType() == 96));
        assertEquals(
                1, events.stream().map(ReceivedPacket::timestamp).distinct().count());
        assertEquals(8, events.getFirst().payload().getByte(0));
        assertTrue(story.awaitTold("digit leg=1 8 ms=100", 1_000));
    }

    @Test
    void aPeerWithoutEventsGetsNone() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        story.engine.target(
                AGENT, "127.0.0.1", agent.port(), agent.port() + 1, MediaFormat.of(Codec.PCMA, 8, -1, true, true));
        story.engine.bridge(CALLER, AGENT);
        caller.press('8', 60);
        assertTrue(story.awaitTold("digit leg=1 8", 1_000));
        assertEquals(0, agent.received());
    }
}
