package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.media.rtp.Goertzel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A recording, decoded by the reference decoder (opusdec): both channels at 8,000 samples a second. */
public record StereoFile(short[] left, short[] right) {
    private static final int HEADER_BYTES = 44;
    private static final int RATE_KHZ = 8;
    /** A tone is looked for in pieces of 100 ms: one packet lost or late turns its phase, which is no other tone. */
    private static final int PIECE = 100 * RATE_KHZ;

    public static StereoFile decode(Path folder, byte[] ogg) throws IOException {
        Path in = Files.write(Files.createTempFile(folder, "recording", ".ogg"), ogg);
        Path out = Files.createTempFile(folder, "recording", ".wav");
        Process opusdec = new ProcessBuilder("opusdec", "--quiet", "--rate", "8000", in.toString(), out.toString())
                .inheritIO()
                .start();
        try {
            assertTrue(opusdec.waitFor(30, TimeUnit.SECONDS), "opusdec ends");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertEquals(0, opusdec.exitValue(), "opusdec");
        byte[] wav = Files.readAllBytes(out);
        ShortBuffer samples = ByteBuffer.wrap(wav, HEADER_BYTES, wav.length - HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        short[] left = new short[samples.remaining() / 2];
        short[] right = new short[left.length];
        for (int i = 0; i < left.length; i++) {
            left[i] = samples.get();
            right[i] = samples.get();
        }
        return new StereoFile(left, right);
    }

    public long lengthMs() {
        return left.length / RATE_KHZ;
    }

    /** From here to there, as far as it goes. */
    public StereoFile part(long fromMs, long toMs) {
        int from = (int) Math.min(left.length, fromMs * RATE_KHZ);
        int to = (int) Math.min(left.length, toMs * RATE_KHZ);
        return new StereoFile(Arrays.copyOfRange(left, from, to), Arrays.copyOfRange(right, from, to));
    }

    /** Share of this tone in the left channel, 0 to 1. */
    public double left(double hz) {
        return share(left, hz);
    }

    public double right(double hz) {
        return share(right, hz);
    }

    private static double share(short[] samples, double hz) {
        double tone = 0;
        double all = 0;
        for (int from = 0; from < samples.length; from += PIECE) {
            int length = Math.min(PIECE, samples.length - from);
            double amplitude = Goertzel.amplitude(samples, from, length, hz);
            tone += amplitude * amplitude / 2 * length;
            for (int i = from; i < from + length; i++) {
                all += (double) samples[i] * samples[i];
            }
        }
        return all == 0 ? 0 : tone / all;
    }

    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
