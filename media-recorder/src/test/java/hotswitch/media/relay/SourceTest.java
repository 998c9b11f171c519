package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.ToneClient;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose packets are heard: translators, moves, strangers, garbage, silence. */
class SourceTest {
    private static final long CALLER = 1;
    private static final long AGENT = 2;

    private MediaStory story;
    private ToneClient agent;
    private int callerPort;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_300, 31_319).with(new MediaLimits(700, 0, 1 << 17)));
        agent = story.phone(AGENT, Codec.PCMA);
        callerPort = story.engine.open(CALLER);
        story.engine.bridge(CALLER, AGENT);
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @Test
    void aTelephoneBehindATranslatorIsFound() {
        // Its SDP names an address where nobody is.
        story.engine.target(CALLER, "127.0.0.9", 9_999, 10_000, MediaFormat.of(Codec.PCMA));
        ToneClient caller = caller("127.0.0.2", Codec.PCMA);
        caller.tone(440);
        agent.tone(660);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        assertTrue(caller.awaitTone(660, 200, 2_000));
    }

    @Test
    void aNewStreamFromTheSameTelephoneIsFollowed() {
        ToneClient caller = signalledCaller();
        caller.tone(440);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        caller.newSsrc();
        caller.tone(880);
        assertTrue(agent.awaitTone(880, 200, 2_000));
    }

    @Test
    void afterSilenceTheTelephoneMayComeFromAnotherPort() {
        ToneClient caller = signalledCaller();
        caller.tone(440);
        agent.tone(660);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        caller.tone(0);
        ToneClient moved = caller("127.0.0.1", Codec.PCMA);
        moved.tone(880);
        assertTrue(agent.awaitTone(880, 200, 4_000));
        assertTrue(moved.awaitTone(660, 200, 2_000), "and it is sent to where it came from");
    }

    @Test
    void aStrangerIsNotHeardWhileThePeerTalksNorAfter() {
        ToneClient caller = signalledCaller();
        caller.tone(440);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        ToneClient stranger = caller("127.0.0.66", Codec.PCMA);
        stranger.tone(880);
        int heard = agent.received();
        assertTrue(ToneClient.await(() -> agent.received() > heard + 20, 2_000));
        assertTrue(agent.hears(440, 300) > 0.95);
        caller.tone(0);
        assertTrue(story.awaitTold("timed-out leg=1", 3_000));
        long dropped = story.stats(CALLER).dropped();
        assertTrue(ToneClient.await(() -> story.stats(CALLER).dropped() > dropped + 10, 2_000));
        assertTrue(agent.hears(440, 300) > 0.95, "the last that was heard is still the caller");
    }

    @Test
    void garbageChangesNothing() {
        ToneClient caller = signalledCaller();
        caller.tone(440);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        Random random = new Random(1);
        ToneClient noise = caller("127.0.0.1", Codec.PCMA);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            if (bytes.length > 0 && i % 2 == 0) bytes[0] = (byte) 0x80;
            caller.raw(bytes);
            noise.raw(bytes);
        }
        agent.forget();
        assertTrue(agent.awaitTone(440, 300, 3_000));
        assertTrue(story.stats(CALLER).dropped() > 100);
    }

    @Test
    void silenceIsToldOnceAndAgainOnlyAfterNewPackets() {
        ToneClient caller = signalledCaller();
        agent.tone(660);
        assertTrue(story.awaitTold("timed-out leg=1", 3_000));
        caller.tone(440);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        assertEquals(1, story.countTold("timed-out leg=1"));
        caller.tone(0);
        assertTrue(ToneClient.await(() -> story.countTold("timed-out leg=1") == 2, 3_000));
        assertFalse(story.hasTold("timed-out leg=2"));
    }

    @Test
    void aHeldOrInactiveLegMayBeSilent() {
        callerMayBeSilent(true, false);
    }

    @Test
    void aPhoneThatHoldsMayBeSilent() {
        callerMayBeSilent(false, true);
    }

    private void callerMayBeSilent(boolean weSend, boolean weReceive) {
        ToneClient caller = signalledCaller();
        story.engine.hold(AGENT, true, "music");
        story.engine.target(
                CALLER,
                "127.0.0.1",
                caller.port(),
                caller.port() + 1,
                MediaFormat.of(Codec.PCMA, 8, 101, weSend, weReceive));
        assertTrue(ToneClient.await(() -> agent.received() > 60, 4_000), "music for 1.2 s");
        assertEquals(0, story.countTold("timed-out"));
        story.engine.hold(AGENT, false, null);
        assertTrue(story.awaitTold("timed-out leg=2", 3_000));
    }

    @Test
    void reportsGoBothWays() {
        ToneClient caller = signalledCaller();
        ToneClient callerRtcp = story.keep(new ToneClient("127.0.0.1", caller.port() + 1, Codec.PCMA));
        caller.tone(440);
        agent.tone(660);
        assertTrue(ToneClient.await(() -> !callerRtcp.reports().isEmpty(), 8_000));
        assertEquals(200, callerRtcp.reports().getFirst(), "a sender report");
    }

    private ToneClient signalledCaller() {
        ToneClient caller = caller("127.0.0.1", Codec.PCMA);
        story.engine.target(CALLER, "127.0.0.1", caller.port(), caller.port() + 1, MediaFormat.of(Codec.PCMA));
        return caller;
    }

    private ToneClient caller(String address, Codec codec) {
        ToneClient caller = story.keep(new ToneClient(address, 0, codec));
        caller.peer("127.0.0.1", callerPort);
        return caller;
    }
}
