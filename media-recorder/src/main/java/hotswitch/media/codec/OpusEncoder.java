package hotswitch.media.codec;

import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.ShortBuffer;
import tomp2p.opuswrapper.Opus;

/**
 * Encodes 20 ms of two channels at 8 kHz into one Opus packet: two uncoupled mono streams (RFC 7845 §5.1.1), 24 kbit/s
 * together. Not one stereo stream: at this rate libopus folds speech to mono (opusenc, 440 Hz left and 660 Hz right:
 * each came out of both channels at half its amplitude; here the other side is 54 dB down). Not thread-safe.
 */
final class OpusEncoder {
    static final int CHANNELS = 2;
    static final int STREAMS = 2;
    static final int COUPLED = 0;
    static final int SAMPLE_RATE = 8_000;
    /** 20 ms. */
    static final int FRAME_SAMPLES = SAMPLE_RATE / 50;

    static final int PACKET_BYTES_MAX = 2 * 1_275 + 2;
    private static final int BITS_PER_SECOND = 24_000;
    private static final int COMPLEXITY = 5;

    private final Opus opus;
    private final PointerByReference encoder;
    private final ShortBuffer pcm = ByteBuffer.allocateDirect(FRAME_SAMPLES * CHANNELS * Short.BYTES)
            .order(ByteOrder.nativeOrder())
            .asShortBuffer();
    private final ByteBuffer packet = ByteBuffer.allocateDirect(PACKET_BYTES_MAX);
    private boolean destroyed;

    /** @throws IllegalStateException no libopus, or it refuses these settings */
    OpusEncoder() {
        this(OpusBinding.load());
    }

    OpusEncoder(Opus opus) {
        this.opus = opus;
        IntBuffer error = IntBuffer.allocate(1);
        encoder = opus.opus_multistream_encoder_create(
                SAMPLE_RATE, CHANNELS, STREAMS, COUPLED, new byte[] {0, 1}, Opus.OPUS_APPLICATION_VOIP, error);
        checked("create", error.get(0));
        set("bit rate", Opus.OPUS_SET_BITRATE_REQUEST, BITS_PER_SECOND);
        set("complexity", Opus.OPUS_SET_COMPLEXITY_REQUEST, COMPLEXITY);
        set("signal", Opus.OPUS_SET_SIGNAL_REQUEST, Opus.OPUS_SIGNAL_VOICE);
    }

    private void set(String what, int request, int value) {
        checked(what, opus.opus_multistream_encoder_ctl(encoder, request, value));
    }

    /** Samples at 8 kHz by which the encoder's output lags its input: the decoder skips them (RFC 7845 §4.2). */
    int lookaheadSamples() {
        IntByReference samples = new IntByReference();
        checked("lookahead", opus.opus_multistream_encoder_ctl(encoder, Opus.OPUS_GET_LOOKAHEAD_REQUEST, samples));
        return samples.getValue();
    }

    String version() {
        return opus.opus_get_version_string();
    }

    /**
     * @param interleaved {@link #FRAME_SAMPLES} left/right pairs
     * @return the packet, valid until the next call
     */
    ByteBuffer encode(short[] interleaved) {
        pcm.clear().put(interleaved, 0, FRAME_SAMPLES * CHANNELS).flip();
        packet.clear();
        int bytes =
                checked("encode", opus.opus_multistream_encode(encoder, pcm, FRAME_SAMPLES, packet, PACKET_BYTES_MAX));
        return packet.limit(bytes);
    }

    void destroy() {
        if (destroyed) return;
        destroyed = true;
        opus.opus_multistream_encoder_destroy(encoder);
    }

    private int checked(String what, int result) {
        if (result < 0) throw new IllegalStateException("opus " + what + ": " + opus.opus_strerror(result));
        return result;
    }
}
