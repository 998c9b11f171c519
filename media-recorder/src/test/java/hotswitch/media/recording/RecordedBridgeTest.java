package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.archive.RecordingFormat;
import hotswitch.media.codec.Codec;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.relay.MediaConfig;
import hotswitch.media.relay.MediaEngine;
import hotswitch.media.relay.MediaFormat;
import hotswitch.media.relay.MediaListener;
import hotswitch.media.relay.PlayEnd;
import hotswitch.media.rtp.ToneClient;
import hotswitch.media.transport.MediaClock;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two telephones talk over real RTP; what was said is found in the file. */
final class RecordedBridgeTest {
    private static final long CALL = 7;
    private static final long CALLER_LEG = 1;
    private static final long AGENT_LEG = 2;

    @TempDir
    Path data;

    private final MediaClock clock = new MediaClock();

    private static ToneClient phone(MediaEngine engine, long legId, Codec codec) {
        ToneClient phone = new ToneClient(codec);
        phone.peer("127.0.0.1", engine.open(legId));
        engine.target(legId, "127.0.0.1", phone.port(), phone.port() + 1, MediaFormat.of(codec));
        return phone;
    }

    @Test
    void whatTwoTelephonesSayIsRecordedApart() throws Exception {
        try (RecordingRig rig = new RecordingRig(data, RecordingFormat.OPUS, RecordingDisk.local(), clock.nowNs());
                MediaEngine engine = new MediaEngine(
                        MediaConfig.loopback(31_100, 31_119), PromptLibrary.of(List.of()), new Deaf(), rig.spool);
                ToneClient caller = phone(engine, CALLER_LEG, Codec.PCMA);
                ToneClient agent = phone(engine, AGENT_LEG, Codec.PCMU)) {
            engine.bridge(CALLER_LEG, AGENT_LEG);
            caller.tone(440);
            agent.tone(660);
            assertTrue(caller.awaitTone(660, 100, 5_000) && agent.awaitTone(440, 100, 5_000));
            engine.record(CALL, 1, CALLER_LEG, AGENT_LEG);
            long openedNs = clock.nowNs();
            await(rig, () -> clock.nowNs() - openedNs > 2_000 * Caller.MS);
            engine.stopRecord(CALL, 1);
            long talkedMs = (clock.nowNs() - openedNs) / Caller.MS;
            rig.spool.callEnded(CALL, clock.nowNs());
            await(rig, () -> !rig.recorded.isEmpty());

            RecordedSegment segment = rig.recorded.getFirst();
            assertEquals(RecordedSegment.Status.OK, segment.status());
            assertTrue(Math.abs(talkedMs - segment.lengthMs()) <= 100, segment.lengthMs() + " of " + talkedMs + " ms");
            Audio audio = rig.heard(segment);
            assertEquals(segment.lengthMs(), audio.lengthMs());
            assertOnlyTone(audio, Audio.LEFT, 440, 660);
            assertOnlyTone(audio, Audio.RIGHT, 660, 440);
        }
    }

    private static void assertOnlyTone(Audio audio, int channel, int hertz, int other) {
        double tone = audio.amplitude(channel, hertz, 200, 1_800);
        assertTrue(tone > 5_000, hertz + " Hz: " + tone + " of 8,000");
        double leak = audio.amplitude(channel, other, 200, 1_800);
        assertTrue(leak < tone / 50, other + " Hz: " + leak);
    }

    private void await(RecordingRig rig, BooleanSupplier condition) {
        assertTrue(ToneClient.await(
                () -> {
                    rig.nowNs = clock.nowNs();
                    rig.settle();
                    return condition.getAsBoolean();
                },
                10_000));
    }

    /** The tap is what is listened to here. */
    private static final class Deaf implements MediaListener {
        @Override
        public void onDigit(long legId, char digit, int durationMs) {}

        @Override
        public void onPlayEnded(long legId, long playId, PlayEnd why) {}

        @Override
        public void onMediaTimedOut(long legId) {}

        @Override
        public void onFirstPacket(long legId) {}
    }
}
