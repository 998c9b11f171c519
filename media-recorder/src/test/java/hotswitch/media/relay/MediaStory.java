package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import hotswitch.media.prompt.Prompt;
import hotswitch.media.prompt.PromptLibrary;
import hotswitch.media.rtp.Goertzel;
import hotswitch.media.rtp.ToneClient;
import java.util.ArrayList;
import java.util.List;

/** An engine on loopback with its listener and tap written down, and telephones to talk to it. */
final class MediaStory implements AutoCloseable {
    static final int NOTICE_HZ = 1_000;
    static final int MUSIC_HZ = 300;

    final List<String> told = new ArrayList<>();
    final Tape tape = new Tape();
    final MediaEngine engine;
    private final List<ToneClient> phones = new ArrayList<>();

    MediaStory(MediaConfig config) {
        PromptLibrary prompts = PromptLibrary.of(List.of(
                Prompt.of("notice", Goertzel.tone(NOTICE_HZ, 8_000, 8_000)),
                Prompt.of("music", Goertzel.tone(MUSIC_HZ, 8_000, 8_000)),
                Prompt.of("short", Goertzel.tone(500, 8_000, 840))));
        engine = new MediaEngine(config, prompts, new Listener(), tape);
    }

    /** A telephone on a new leg that knows our port, and we its. */
    ToneClient phone(long legId, Codec codec) {
        ToneClient phone = new ToneClient(codec);
        phones.add(phone);
        int port = engine.open(legId);
        if (port < 0) throw new IllegalStateException("no port for leg " + legId);
        phone.peer("127.0.0.1", port);
        engine.target(legId, "127.0.0.1", phone.port(), phone.port() + 1, MediaFormat.of(codec));
        engine.stats(); // the loop listens by now
        return phone;
    }

    ToneClient keep(ToneClient phone) {
        phones.add(phone);
        return phone;
    }

    boolean awaitTold(String line, int boundMs) {
        return ToneClient.await(() -> hasTold(line), boundMs);
    }

    boolean hasTold(String line) {
        return countTold(line) > 0;
    }

    int countTold(String start) {
        synchronized (told) {
            return (int) told.stream().filter(line -> line.startsWith(start)).count();
        }
    }

    /** All digits of a leg, in the order in which they were told. */
    String digits(long legId) {
        StringBuilder digits = new StringBuilder();
        String start = "digit leg=" + legId + " ";
        synchronized (told) {
            told.stream()
                    .filter(line -> line.startsWith(start))
                    .forEach(line -> digits.append(line.charAt(start.length())));
        }
        return digits.toString();
    }

    LegStats stats(long legId) {
        return engine.legs().stream()
                .filter(leg -> leg.legId() == legId)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        for (ToneClient phone : phones) phone.close();
        engine.close();
    }

    private final class Listener implements MediaListener {
        @Override
        public void onDigit(long legId, char digit, int durationMs) {
            tell("digit leg=" + legId + " " + digit + " ms=" + durationMs);
        }

        @Override
        public void onPlayEnded(long legId, long playId, PlayEnd why) {
            tell("play-ended leg=" + legId + " play=" + playId + " " + why);
        }

        @Override
        public void onMediaTimedOut(long legId) {
            tell("timed-out leg=" + legId);
        }

        @Override
        public void onSilent(long callId, int segment) {
            tell("silent call=" + callId + " segment=" + segment);
        }

        @Override
        public void onClosed(long callId, String trunk, String device, LegStats last) {
            tell("closed leg=" + last.legId() + " call=" + callId + " trunk=" + trunk + " device=" + device);
        }

        @Override
        public void onFirstPacket(long legId) {
            tell("first-packet leg=" + legId);
        }

        private void tell(String line) {
            synchronized (told) {
                told.add(line);
            }
        }
    }
}
