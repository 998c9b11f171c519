package hotswitch.media.recording;

import hotswitch.media.archive.RecordingDisk;
import hotswitch.media.codec.Codec;
import hotswitch.media.codec.StereoWriter;
import hotswitch.media.relay.RecordingTap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/** One talk segment while its packets come in. It lasts from opened to closed: both sides are padded or cut to that. */
final class SegmentAssembly {
    private static final int BLOCK_FRAMES = 4_096;
    private static final long OPEN = Long.MIN_VALUE;

    private final int number;
    private final long startNs;
    private final Path work;
    private final SideTrack[] sides = new SideTrack[2];
    private long endNs = OPEN;
    private boolean damaged;

    /** @param work name of the work files, without the side */
    SegmentAssembly(int number, long startNs, Path work) {
        this.number = number;
        this.startNs = startNs;
        this.work = work;
    }

    int number() {
        return number;
    }

    long startNs() {
        return startNs;
    }

    boolean isOpen() {
        return endNs == OPEN;
    }

    boolean isEmpty() {
        return sides[RecordingTap.CALLER] == null && sides[RecordingTap.AGENT] == null;
    }

    RecordedSegment.Status status() {
        if (isEmpty()) return RecordedSegment.Status.EMPTY;
        return damaged ? RecordedSegment.Status.PARTIAL : RecordedSegment.Status.OK;
    }

    void packet(SpoolRecord packet, RecordingDisk disk) throws IOException {
        int side = packet.side();
        if (sides[side] == null)
            sides[side] = new SideTrack(disk, work.resolveSibling(work.getFileName() + "-" + side), startNs);
        sides[side].packet(packet, codec(packet.payloadType()));
    }

    private static Codec codec(int payloadType) {
        return payloadType == Codec.PCMA.payloadType() ? Codec.PCMA : Codec.PCMU;
    }

    /** Opened again after a restart: it goes on on its own time axis. */
    void reopen() {
        endNs = OPEN;
    }

    /** The first end counts. */
    void close(long timeNs, boolean audioLost) {
        if (!isOpen()) return;
        endNs = Math.max(startNs, Math.min(timeNs, startNs + SideTrack.SAMPLES_MAX * 125_000));
        damaged |= audioLost;
    }

    /** Nobody saw the end: the segment lasts until its last packet, at the most until {@code timeNs}. */
    void closeAtLastPacket(long timeNs, boolean audioLost) {
        long samples = 0;
        for (SideTrack side : sides) {
            if (side != null) samples = Math.max(samples, side.end());
        }
        close(Math.min(timeNs, startNs + samples * 125_000), audioLost);
    }

    /** Frames that the segment adds to the file: none if it is empty. */
    long frames() {
        return isEmpty() ? 0 : TimeAxis.samples(endNs - startNs);
    }

    void writeTo(StereoWriter writer) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_FRAMES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        short[] interleaved = new short[BLOCK_FRAMES * 2];
        long frames = frames();
        for (long at = 0; at < frames; at += BLOCK_FRAMES) {
            for (int side = 0; side < 2; side++) {
                if (sides[side] != null) sides[side].read(at, block, interleaved, side);
            }
            writer.write(interleaved, (int) Math.min(BLOCK_FRAMES, frames - at));
        }
    }

    void discard() throws IOException {
        for (SideTrack side : sides) {
            if (side != null) side.close();
        }
    }
}
