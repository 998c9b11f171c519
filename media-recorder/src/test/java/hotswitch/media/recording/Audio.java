package hotswitch.media.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A stereo recording as heard: decoded from its file, measured tone by tone. */
public final class Audio {
    public static final int LEFT = 0;
    public static final int RIGHT = 1;
    private static final int RATE = 8_000;

    private final short[] samples;

    private Audio(short[] samples) {
        this.samples = samples;
    }

    /** A tone at half of full scale. */
    public static short tone(int hertz, long sample) {
        return (short) Math.round(16_000 * Math.sin(2 * Math.PI * hertz * sample / RATE));
    }

    public static Audio decode(Path file) throws IOException, InterruptedException {
        if (file.toString().endsWith(".wav")) return wav(file);
        Path decoded = Files.createTempFile("decoded", ".wav");
        try {
            tool("opusdec", "--quiet", "--no-dither", "--rate", "8000", file.toString(), decoded.toString());
            return wav(decoded);
        } finally {
            Files.delete(decoded);
        }
    }

    /** Runs a tool of the package opus-tools and gives what it printed. */
    public static String tool(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), command[0] + " did not end");
        assertEquals(0, process.exitValue(), said);
        return said;
    }

    private static Audio wav(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(2, bytes.getShort(22), "channels");
        assertEquals(RATE, bytes.getInt(24), "samples a second");
        int at = 12;
        while (bytes.getInt(at) != 0x61746164) at += 8 + bytes.getInt(at + 4);
        short[] samples = new short[(bytes.capacity() - at - 8) / Short.BYTES];
        bytes.position(at + 8)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return new Audio(samples);
    }

    public long frames() {
        return samples.length / 2;
    }

    public long lengthMs() {
        return frames() * 1_000 / RATE;
    }

    /** Amplitude of a tone in one channel between two moments, by Goertzel's recurrence; 16,000 = the tone as made. */
    public double amplitude(int channel, int hertz, long fromMs, long toMs) {
        int from = (int) (fromMs * RATE / 1_000);
        int to = (int) Math.min(frames(), toMs * RATE / 1_000);
        double w = 2 * Math.PI * hertz / RATE;
        double before = 0;
        double last = 0;
        for (int i = from; i < to; i++) {
            double next = samples[2 * i + channel] + 2 * Math.cos(w) * last - before;
            before = last;
            last = next;
        }
        double power = last * last + before * before - 2 * Math.cos(w) * last * before;
        return 2 * Math.sqrt(power) / (to - from);
    }

    /** Root of the mean square of one channel between two moments. */
    public double loudness(int channel, long fromMs, long toMs) {
        double sum = 0;
        for (long i = fromMs * 8; i < toMs * 8; i++) {
            double sample = samples[(int) (2 * i + channel)];
            sum += sample * sample;
        }
        return Math.sqrt(sum / ((toMs - fromMs) * 8));
    }

    public void assertTone(int channel, int hertz, long fromMs, long toMs) {
        double heard = amplitude(channel, hertz, fromMs, toMs);
        assertTrue(heard > 12_000, hertz + " Hz in channel " + channel + ": amplitude " + heard);
    }

    public void assertNoTone(int channel, int hertz, long fromMs, long toMs) {
        double heard = amplitude(channel, hertz, fromMs, toMs);
        assertTrue(heard < 160, hertz + " Hz in channel " + channel + ": amplitude " + heard);
    }

    public void assertSilent(int channel, long fromMs, long toMs) {
        double heard = loudness(channel, fromMs, toMs);
        assertTrue(heard < 100, "channel " + channel + " " + fromMs + "-" + toMs + " ms: loudness " + heard);
    }
}
