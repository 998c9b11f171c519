package hotswitch.bench.demo;

import hotswitch.media.codec.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A recorded sentence, cut into the payloads of RTP packets of 20 ms, PCMA. */
final class Voice {
    static final int SAMPLES = 160;
    static final byte[] SILENCE = silence();

    private final byte[][] packets;
    /** Fingerprints of the packets in which something is said: the relay changes no payload of a call in A-law. */
    private final Set<Integer> prints = new HashSet<>();

    private Voice(byte[][] packets) {
        this.packets = packets;
        for (byte[] packet : packets) {
            if (loud(packet)) {
                prints.add(Arrays.hashCode(packet));
            }
        }
    }

    private static byte[] silence() {
        byte[] silence = new byte[SAMPLES];
        Arrays.fill(silence, Codec.PCMA.silence());
        return silence;
    }

    private static boolean loud(byte[] packet) {
        int loud = 0;
        for (byte sample : packet) {
            loud += Math.abs(Codec.PCMA.decode(sample)) > 500 ? 1 : 0;
        }
        return loud > SAMPLES / 8;
    }

    /** {@code NAME-1.wav}, {@code NAME-2.wav} and so on, of 8 kHz, mono, 16 bit. */
    static List<Voice> all(String name, int count) throws IOException {
        List<Voice> voices = new ArrayList<>(count);
        for (int i = 1; i <= count; i++) {
            voices.add(load("/hotswitch/bench/voices/" + name + "-" + i + ".wav"));
        }
        return voices;
    }

    private static Voice load(String resource) throws IOException {
        try (InputStream file = Voice.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IOException("no such voice: " + resource);
            }
            AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file.readAllBytes()));
            AudioFormat format = audio.getFormat();
            if (format.getSampleRate() != Codec.CLOCK_RATE || format.getFrameSize() != 2) {
                throw new IOException(resource + ": not 8 kHz, mono, 16 bit");
            }
            return of(ByteBuffer.wrap(audio.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN));
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(resource, e);
        }
    }

    private static Voice of(ByteBuffer samples) {
        byte[][] packets = new byte[samples.remaining() / 2 / SAMPLES][SAMPLES];
        for (byte[] packet : packets) {
            for (int i = 0; i < SAMPLES; i++) {
                packet[i] = Codec.PCMA.encode(samples.getShort());
            }
        }
        return new Voice(packets);
    }

    /** Packet n of the sentence said again and again, with so many packets of silence in between. */
    byte[] packet(int n, int pause) {
        int at = n % (packets.length + pause);
        return at < packets.length ? packets[at] : SILENCE;
    }

    /** Whether this payload, of which only the first bytes count, is one of this sentence. */
    boolean says(int print) {
        return prints.contains(print);
    }
}
