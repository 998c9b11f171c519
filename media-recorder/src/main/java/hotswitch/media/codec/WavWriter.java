package hotswitch.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

/** RIFF/WAVE, linear PCM, 16 bit, 8 kHz, two channels. Needs no native code. */
public final class WavWriter implements StereoWriter {
    private static final int SAMPLE_RATE = 8_000;
    private static final int FRAME_BYTES = 4;
    private static final int HEADER_BYTES = 44;
    private static final long FRAMES_MAX = (0xFFFF_FFFFL - HEADER_BYTES) / FRAME_BYTES;

    private final WritableByteChannel out;
    private final long frames;
    private final ByteBuffer block = ByteBuffer.allocate(32 * 1024).order(ByteOrder.LITTLE_ENDIAN);
    private long written;

    /**
     * @param frames the number of frames that will follow; the header names it, so that the file is written
     *     once, in order
     * @throws IllegalArgumentException more frames than the format's 32-bit length can name (about 37 hours)
     */
    public WavWriter(WritableByteChannel out, long frames) throws IOException {
        if (frames < 0 || frames > FRAMES_MAX) throw new IllegalArgumentException(frames + " frames");
        this.out = out;
        this.frames = frames;
        header();
    }

    private void header() throws IOException {
        int dataBytes = (int) (frames * FRAME_BYTES);
        block.put(ascii("RIFF")).putInt(dataBytes + HEADER_BYTES - 8).put(ascii("WAVE"));
        block.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 2);
        block.putInt(SAMPLE_RATE).putInt(SAMPLE_RATE * FRAME_BYTES);
        block.putShort((short) FRAME_BYTES).putShort((short) 16);
        block.put(ascii("data")).putInt(dataBytes);
        flush();
    }

    private static byte[] ascii(String tag) {
        return tag.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(short[] interleaved, int count) throws IOException {
        for (int i = 0; i < count * 2; i++) {
            if (block.remaining() < 2) flush();
            block.putShort(interleaved[i]);
        }
        written += count;
    }

    @Override
    public void finish() throws IOException {
        flush();
        if (written != frames) throw new IllegalStateException(written + " frames written, header names " + frames);
    }

    @Override
    public void discard() {
        block.clear();
    }

    private void flush() throws IOException {
        block.flip();
        while (block.hasRemaining()) out.write(block);
        block.clear();
    }
}
