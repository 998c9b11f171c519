package hotswitch.media.prompt;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the one kind of WAV file that prompts come in: PCM, 8,000 Hz, 16 bit, mono. */
final class WavFile {
    private static final int RIFF = 0x46464952;
    private static final int WAVE = 0x45564157;
    private static final int FORMAT = 0x20746D66;
    private static final int DATA = 0x61746164;
    private static final int PCM = 1;
    /** Half an hour: what is longer is no prompt. */
    private static final long BYTES_MAX = 30L * 60 * 16_000;

    private WavFile() {}

    /** The samples; throws an IOException that names file and fault. */
    static short[] read(Path file) throws IOException {
        if (Files.size(file) > BYTES_MAX) throw new IOException(file + ": longer than half an hour");
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.remaining() < 12 || bytes.getInt(0) != RIFF || bytes.getInt(8) != WAVE) {
            throw new IOException(file + ": not a WAV file");
        }
        bytes.position(12);
        boolean fits = false;
        while (bytes.remaining() >= 8) {
            int chunk = bytes.getInt();
            int length = (int) Math.min(bytes.getInt() & 0xFFFF_FFFFL, bytes.remaining());
            ByteBuffer body = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            if (chunk == FORMAT) fits = isTelephone(body);
            if (chunk == DATA) return fits ? samples(file, body) : wrongFormat(file);
            bytes.position(Math.min(bytes.limit(), bytes.position() + length + (length & 1)));
        }
        throw new IOException(file + ": no audio in it");
    }

    private static boolean isTelephone(ByteBuffer format) {
        return format.remaining() >= 16
                && format.getShort(0) == PCM
                && format.getShort(2) == 1
                && format.getInt(4) == 8_000
                && format.getShort(14) == 16;
    }

    private static short[] wrongFormat(Path file) throws IOException {
        throw new IOException(file + ": must be PCM, 8000 Hz, 16 bit, mono");
    }

    private static short[] samples(Path file, ByteBuffer body) throws IOException {
        short[] samples = new short[body.remaining() / 2];
        if (samples.length == 0) throw new IOException(file + ": no audio in it");
        body.asShortBuffer().get(samples);
        return samples;
    }
}
