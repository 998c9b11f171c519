package hotswitch.media.recording;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.codec.Codec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;

/**
 * One side of a talk segment as linear samples in a work file, each at its place: what was lost stays a hole, and a
 * hole reads as silence; what comes late or twice falls on its own place. The file can be made again from the
 * spool.
 */
final class SideTrack implements AutoCloseable {
    private static final int BUFFER_SAMPLES = 4_000;
    /** 12 hours: nothing is written beyond, whatever a clock or a timestamp says. */
    static final long SAMPLES_MAX = 12L * 3_600 * Codec.CLOCK_RATE;

    private final TimeAxis axis;
    private final Path path;
    private final FileChannel file;
    private final ByteBuffer pending =
            ByteBuffer.allocate(BUFFER_SAMPLES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    private long pendingStart;

    SideTrack(RecordingDisk disk, Path path, long segmentStartNs) throws IOException {
        axis = new TimeAxis(segmentStartNs);
        this.path = path;
        file = disk.create(path);
    }

    /** Safe to repeat with the same packet after a failure. */
    void packet(SpoolRecord packet, Codec codec) throws IOException {
        int length = packet.payloadLength();
        long position = axis.place(packet.timeNs(), packet.rtpTimestamp(), packet.sequence(), length);
        if (position + length > SAMPLES_MAX) return;
        int skipped = (int) Math.min(length, Math.max(0, -position));
        seek(position + skipped, length - skipped);
        DirectBuffer payload = packet.buffer();
        int from = packet.payloadOffset();
        for (int i = skipped; i < length; i++) pending.putShort(codec.decode(payload.getByte(from + i)));
    }

    private void seek(long position, int samples) throws IOException {
        boolean follows = position == pendingStart + pending.position() / Short.BYTES;
        if (follows && pending.remaining() >= samples * Short.BYTES) return;
        flush();
        pendingStart = position;
    }

    private void flush() throws IOException {
        ByteBuffer out = pending.duplicate().flip();
        long at = pendingStart * Short.BYTES;
        while (out.hasRemaining()) at += file.write(out, at);
        pendingStart += pending.position() / Short.BYTES;
        pending.clear();
    }

    /** Where the last sample ends, from the segment's start. */
    long end() {
        return axis.end();
    }

    /**
     * Reads samples into every second place of {@code interleaved}, from {@code channel} on; silence where there
     * are none.
     */
    void read(long position, ByteBuffer block, short[] interleaved, int channel) throws IOException {
        flush();
        block.clear().limit(interleaved.length / 2 * Short.BYTES);
        long at = position * Short.BYTES;
        while (block.hasRemaining()) {
            int count = file.read(block, at + block.position());
            if (count < 0) break;
        }
        block.flip();
        for (int i = channel; i < interleaved.length; i += 2) {
            interleaved[i] = block.remaining() >= Short.BYTES ? block.getShort() : 0;
        }
    }

    /** The work is done, or will be done again: the file goes. */
    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}
