package hotswitch.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Ogg Opus (RFC 7845): OpusHead and OpusTags on pages of their own, then a page a second. Pre-skip hides the encoder's
 * lookahead, the granule position of the last page trims the tail: the decoded length is exactly what was written.
 */
public final class OggOpusWriter implements StereoWriter {
    private static final int PACKETS_PER_PAGE = 50;
    /** Granule positions count at 48 kHz whatever the input rate (RFC 7845 §4). */
    private static final int GRANULES_PER_SAMPLE = 48_000 / OpusEncoder.SAMPLE_RATE;

    private static final int MAPPING_FAMILY_VORBIS_ORDER = 1;
    private static final int VALUES_PER_PACKET = OpusEncoder.FRAME_SAMPLES * OpusEncoder.CHANNELS;

    private final OggPageWriter pages;
    private final OpusEncoder encoder;
    private final int preSkip;
    private final short[] frame = new short[VALUES_PER_PACKET];
    private int filled;
    private long samples;
    private long packets;
    private int packetsOnPage;

    /**
     * @param serial the logical stream's serial number; the same audio with the same number gives the same bytes
     * @throws IllegalStateException no libopus on this machine
     */
    public OggOpusWriter(WritableByteChannel out, int serial) throws IOException {
        pages = new OggPageWriter(out, serial);
        encoder = new OpusEncoder();
        preSkip = encoder.lookaheadSamples() * GRANULES_PER_SAMPLE;
        boolean begun = false;
        try {
            headerPages();
            begun = true;
        } finally {
            if (!begun) encoder.destroy();
        }
    }

    /** Is there a libopus on this machine? Its version, or an exception that says what to do. */
    public static String libraryVersion() {
        return OpusBinding.load().opus_get_version_string();
    }

    private void headerPages() throws IOException {
        ByteBuffer head = ByteBuffer.allocate(23).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("OpusHead"))
                .put((byte) 1)
                .put((byte) OpusEncoder.CHANNELS)
                .putShort((short) preSkip);
        head.putInt(OpusEncoder.SAMPLE_RATE).putShort((short) 0).put((byte) MAPPING_FAMILY_VORBIS_ORDER);
        head.put((byte) OpusEncoder.STREAMS).put((byte) OpusEncoder.COUPLED).put(new byte[] {0, 1});
        pages.packet(head.flip());
        pages.flush(0, false);

        byte[] vendor = ascii(encoder.version());
        byte[] comment = ascii("ENCODER=Hotswitch");
        ByteBuffer tags =
                ByteBuffer.allocate(20 + vendor.length + comment.length).order(ByteOrder.LITTLE_ENDIAN);
        tags.put(ascii("OpusTags")).putInt(vendor.length).put(vendor).putInt(1);
        tags.putInt(comment.length).put(comment);
        pages.packet(tags.flip());
        pages.flush(0, false);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void write(short[] interleaved, int frames) throws IOException {
        int from = 0;
        while (from < frames * OpusEncoder.CHANNELS) {
            int count = Math.min(VALUES_PER_PACKET - filled, frames * OpusEncoder.CHANNELS - from);
            System.arraycopy(interleaved, from, frame, filled, count);
            from += count;
            filled += count;
            if (filled == VALUES_PER_PACKET) encodeFrame();
        }
        samples += frames;
    }

    private void encodeFrame() throws IOException {
        ByteBuffer packet = encoder.encode(frame);
        if (packetsOnPage == PACKETS_PER_PAGE || !pages.fits(packet.remaining())) flushPage();
        pages.packet(packet);
        packets++;
        packetsOnPage++;
        filled = 0;
    }

    private void flushPage() throws IOException {
        pages.flush(packets * OpusEncoder.FRAME_SAMPLES * GRANULES_PER_SAMPLE, false);
        packetsOnPage = 0;
    }

    /** Pushes the lookahead out with silence; what exceeds the true end is trimmed by the last granule position. */
    @Override
    public void finish() throws IOException {
        long granuleEnd = preSkip + samples * GRANULES_PER_SAMPLE;
        while (packets == 0 || packets * OpusEncoder.FRAME_SAMPLES * GRANULES_PER_SAMPLE < granuleEnd) {
            Arrays.fill(frame, filled, VALUES_PER_PACKET, (short) 0);
            encodeFrame();
        }
        pages.flush(granuleEnd, true);
        encoder.destroy();
    }

    @Override
    public void discard() {
        encoder.destroy();
    }
}
