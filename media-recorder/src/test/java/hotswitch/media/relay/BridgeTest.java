package hotswitch.media.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.codec.Codec;
import hotswitch.media.rtp.Goertzel;
import hotswitch.media.rtp.ReceivedPacket;
import hotswitch.media.rtp.ToneClient;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two telephones talk through the engine. */
class BridgeTest {
    private static final long CALLER = 1;
    private static final long AGENT = 2;

    private MediaStory story;

    @BeforeEach
    void start() {
        story = new MediaStory(MediaConfig.loopback(31_000, 31_019));
    }

    @AfterEach
    void stop() {
        story.close();
    }

    @ParameterizedTest
    @CsvSource({"PCMA,PCMA", "PCMA,PCMU", "PCMU,PCMA", "PCMU,PCMU"})
    void eachHearsTheOther(Codec callerCodec, Codec agentCodec) {
        ToneClient caller = story.phone(CALLER, callerCodec);
        ToneClient agent = story.phone(AGENT, agentCodec);
        story.engine.bridge(CALLER, AGENT);
        caller.tone(440);
        agent.tone(660);
        assertTrue(agent.awaitTone(440, 300, 3_000), () -> "agent hears 440 Hz: " + agent.hears(440, 300));
        assertTrue(caller.awaitTone(660, 300, 3_000), () -> "caller hears 660 Hz: " + caller.hears(660, 300));
        assertTrue(agent.packets().stream().allMatch(p -> p.payloadType() == agentCodec.payloadType()));
        assertTrue(story.hasTold("first-packet leg=1") && story.hasTold("first-packet leg=2"));
    }

    @Test
    void theStreamIsOneThroughPromptRelayAndPrompt() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMU);
        agent.tone(660);
        story.engine.play(CALLER, 1, List.of("music"), true);
        assertTrue(caller.awaitTone(MediaStory.MUSIC_HZ, 200, 2_000));
        story.engine.bridge(CALLER, AGENT);
        assertTrue(caller.awaitTone(660, 200, 2_000));
        story.engine.play(CALLER, 2, List.of("notice"), false);
        assertTrue(caller.awaitTone(MediaStory.NOTICE_HZ, 200, 2_000));
        assertTrue(story.awaitTold("play-ended leg=1 play=2 COMPLETED", 3_000));
        assertTrue(caller.awaitTone(660, 200, 2_000));
        assertTrue(story.hasTold("play-ended leg=1 play=1 REPLACED"));

        List<ReceivedPacket> heard = caller.packets();
        assertEquals(1, heard.stream().map(ReceivedPacket::ssrc).distinct().count());
        int even = 0;
        for (int i = 1; i < heard.size(); i++) {
            ReceivedPacket before = heard.get(i - 1);
            ReceivedPacket now = heard.get(i);
            assertEquals((before.sequence() + 1) & 0xFFFF, now.sequence(), "sequence at packet " + i);
            int step = now.timestamp() - before.timestamp();
            assertTrue(step >= 160 && step < 8_000, "timestamp step " + step + " at packet " + i);
            assertTrue(now.marker() || step == 160, "a step without marker at packet " + i);
            even += now.marker() && step == 160 ? 1 : 0;
        }
        // At the beginning and at each switch; more of them only where the loop was late and left time out.
        assertTrue(heard.stream().filter(ReceivedPacket::marker).count() >= 4, "a marker at each switch");
        assertTrue(even <= 3, "markers in an even stream: " + even);
    }

    /** As the switch drives it: nobody wakes the loop for a bridge, and the first packet goes over it all the same. */
    @Test
    void whatWasOrderedIsInForceWhenTheNextPacketIsLookedAt() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        story.engine.gather();
        story.engine.bridge(CALLER, AGENT);
        caller.raw(packetOf(Codec.PCMA, 1));
        assertTrue(ToneClient.await(() -> agent.received() == 1, 3_000));
    }

    @Test
    void aLoopThatPlaysNeedNotBeWokenForAnotherPrompt() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        story.engine.gather();
        story.engine.play(CALLER, 1, List.of("music"), true);
        story.engine.hurry();
        assertTrue(caller.awaitTone(MediaStory.MUSIC_HZ, 200, 3_000));
        story.engine.play(AGENT, 2, List.of("notice"), true);
        assertTrue(agent.awaitTone(MediaStory.NOTICE_HZ, 200, 3_000));
        story.engine.stopPlay(CALLER, 1);
        assertTrue(story.awaitTold("play-ended leg=1 play=1 STOPPED", 3_000));
    }

    private static byte[] packetOf(Codec codec, int sequence) {
        return ByteBuffer.allocate(172)
                .put((byte) 0x80)
                .put((byte) codec.payloadType())
                .putShort((short) sequence)
                .putInt(160 * sequence)
                .putInt(0x5EED)
                .array();
    }

    @Test
    void nothingIsInventedForASilentLeg() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        story.engine.bridge(CALLER, AGENT);
        caller.tone(440);
        assertTrue(agent.awaitTone(440, 300, 2_000));
        assertEquals(0, caller.received());
    }

    @Test
    void unbridgedLegsHearNothing() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        caller.tone(440);
        story.engine.bridge(CALLER, AGENT);
        assertTrue(agent.awaitTone(440, 200, 2_000));
        story.engine.unbridge(AGENT, CALLER);
        long in = story.stats(CALLER).packetsIn();
        int heard = agent.received();
        assertTrue(ToneClient.await(() -> story.stats(CALLER).packetsIn() > in + 10, 2_000));
        assertTrue(agent.received() <= heard + 1, "nothing more than what was on its way");
    }

    @Test
    void aHeldCallerHearsMusicAndNothingIsRelayed() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        story.engine.bridge(CALLER, AGENT);
        story.engine.record(7, 1, CALLER, AGENT);
        caller.tone(440);
        agent.tone(660);
        assertTrue(caller.awaitTone(660, 200, 2_000) && agent.awaitTone(440, 200, 2_000));

        story.engine.hold(CALLER, true, "music");
        assertTrue(caller.awaitTone(MediaStory.MUSIC_HZ, 400, 3_000));
        int heard = agent.received();
        int taped = story.tape.side(RecordingTap.CALLER).length;
        long in = story.stats(CALLER).packetsIn();
        assertTrue(ToneClient.await(() -> story.stats(CALLER).packetsIn() > in + 10, 2_000));
        assertEquals(heard, agent.received());
        assertEquals(taped, story.tape.side(RecordingTap.CALLER).length);

        story.engine.hold(CALLER, false, null);
        agent.forget();
        assertTrue(caller.awaitTone(660, 200, 2_000) && agent.awaitTone(440, 200, 2_000));
        assertTrue(agent.packets().getFirst().marker(), "a new run of talk begins with the marker");
    }

    @Test
    void theTapHearsBothSidesApart() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMU);
        story.engine.bridge(CALLER, AGENT);
        story.engine.record(7, 1, CALLER, AGENT);
        caller.tone(440);
        agent.tone(660);
        assertTrue(
                ToneClient.await(() -> story.tape.side(0).length > 4_000 && story.tape.side(1).length > 4_000, 3_000));
        story.engine.stopRecord(7, 1);
        assertTrue(ToneClient.await(() -> story.tape.closed() == 1, 1_000));
        assertTrue(Goertzel.share(story.tape.side(RecordingTap.CALLER), 0, 4_000, 440) > 0.95);
        assertTrue(Goertzel.share(story.tape.side(RecordingTap.AGENT), 0, 4_000, 660) > 0.95);
        assertEquals(1, story.tape.opened());
    }

    @Test
    void aRecordingEndsWithItsLastLeg() {
        story.phone(CALLER, Codec.PCMA);
        story.phone(AGENT, Codec.PCMA);
        story.engine.record(7, 1, CALLER, AGENT);
        story.engine.close(CALLER, 7, "carrier-a", "");
        story.engine.stats();
        assertFalse(story.hasTold("closed"), "nothing was heard from it");
        assertEquals(0, story.tape.closed());
        story.engine.close(AGENT);
        story.engine.stopRecord(7, 1);
        story.engine.stats();
        assertEquals(1, story.tape.closed());
    }

    @Test
    void longOvertakenDoubledAndLostPacketsAreRelayedAsTheyCame() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMU);
        story.engine.bridge(CALLER, AGENT);
        story.engine.stats(); // the bridge stands
        for (int sequence : new int[] {65_534, 65_535, 1, 0, 0, 5}) caller.raw(packetOf30Ms(sequence));
        assertTrue(ToneClient.await(() -> agent.received() == 5, 2_000));
        List<ReceivedPacket> heard = agent.packets();
        int first = heard.getFirst().sequence();
        int firstTime = heard.getFirst().timestamp();
        int[] steps = {0, 1, 3, 2, 7};
        for (int i = 0; i < steps.length; i++) {
            assertEquals((first + steps[i]) & 0xFFFF, heard.get(i).sequence());
            assertEquals(firstTime + 240 * steps[i], heard.get(i).timestamp());
            assertEquals(240, heard.get(i).payload().capacity());
        }
        assertEquals(1, story.stats(CALLER).dropped());
        assertEquals(3, story.stats(CALLER).lost());
    }

    @Test
    void anEmptyPacketKeepsTheLegAliveAndIsNotRelayed() {
        ToneClient caller = story.phone(CALLER, Codec.PCMA);
        ToneClient agent = story.phone(AGENT, Codec.PCMA);
        story.engine.bridge(CALLER, AGENT);
        caller.raw(HexFormat.of().parseHex("8008" + "0001" + "00000000" + "00000001"));
        assertTrue(story.awaitTold("first-packet leg=1", 1_000));
        assertEquals(1, story.stats(CALLER).packetsIn());
        assertEquals(0, agent.received());
    }

    /** A telephone that puts 30 ms into a packet, and a CSRC before them. */
    private static byte[] packetOf30Ms(int sequence) {
        ByteBuffer packet = ByteBuffer.allocate(16 + 240);
        int time = 240 * (short) sequence;
        packet.put((byte) 0x81)
                .put((byte) 8)
                .putShort((short) sequence)
                .putInt(time)
                .putInt(1)
                .putInt(99);
        while (packet.hasRemaining()) packet.put(Codec.PCMA.silence());
        return packet.array();
    }
}
