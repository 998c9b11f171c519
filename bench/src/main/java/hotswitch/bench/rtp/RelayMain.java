package hotswitch.bench.rtp;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.codec.Codec;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.recording.RecordingAlarm;
import hotswitch.media.recording.RecordingSpool;
import hotswitch.media.recording.SpoolConfig;
import hotswitch.media.relay.MediaConfig;
import hotswitch.media.relay.MediaEngine;
import hotswitch.media.relay.MediaFormat;
import hotswitch.media.relay.MediaListener;
import hotswitch.media.relay.PlayEnd;
import hotswitch.media.relay.RecordingTap;
import hotswitch.media.transport.MediaClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Our media engine alone in a process. Arguments: {@code MIN-MAX} of its ports and the recording folder, "" for none.
 * Reads one line with the phones' ports, prints one with the engine's, and ends with its standard input.
 */
public final class RelayMain {
    private static final long SPOOL_REST_NS = 5_000_000;

    private RelayMain() {}

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String[] range = args[0].split("-", -1);
        MediaConfig config = MediaConfig.loopback(Integer.parseInt(range[0]), Integer.parseInt(range[1]));
        RecordingTap tap = args[1].isEmpty() ? RecordingTap.none() : spool(Path.of(args[1]));
        try (MediaEngine engine = new MediaEngine(config, PromptLibrary.of(List.of()), new Deaf(), tap)) {
            String[] phones = in.readLine().split(" ", -1);
            List<String> ports = new ArrayList<>();
            for (int leg = 0; leg < phones.length; leg++) {
                ports.add(Integer.toString(engine.open(leg + 1L, leg / 2 + 1L)));
                int port = Integer.parseInt(phones[leg]);
                engine.target(leg + 1L, "127.0.0.1", port, port + 1, MediaFormat.of(Codec.PCMA));
            }
            for (long leg = 1; leg < phones.length; leg += 2) {
                engine.bridge(leg, leg + 1);
                if (!args[1].isEmpty()) {
                    engine.record((leg + 1) / 2, 1, leg, leg + 1);
                }
            }
            System.out.println(String.join(" ", ports));
            while (in.readLine() != null) {
                System.out.println();
            }
        }
        System.exit(0);
    }

    private static RecordingSpool spool(Path folder) throws IOException {
        MediaClock clock = new MediaClock();
        RecordingSpool spool =
                new RecordingSpool(new SpoolConfig(folder), RecordingDisk.local(), new Loud(), clock.nowNs());
        Thread.ofPlatform().daemon().name("recording-spool").start(() -> {
            while (true) {
                if (spool.runOnce(clock.nowNs()) == 0) {
                    LockSupport.parkNanos(SPOOL_REST_NS);
                }
            }
        });
        return spool;
    }

    /** A recording that is not kept makes the figure worthless. */
    private static final class Loud implements RecordingAlarm {
        @Override
        public void raised(Fault fault, String detail) {
            System.err.println(fault + " " + detail);
            Runtime.getRuntime().halt(1);
        }

        @Override
        public void cleared(Fault fault) {}
    }

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
