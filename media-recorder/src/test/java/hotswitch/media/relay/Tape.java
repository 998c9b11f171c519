package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/** Keeps the two sides of what is recorded as samples. */
final class Tape implements RecordingTap {
    private final short[][] sides = new short[2][8_000 * 60];
    private final int[] lengths = new int[2];
    private int opened;
    private int closed;

    @Override
    public synchronized void opened(long callId, int segment, long timeNs) {
        opened++;
    }

    @Override
    public synchronized void packet(
            long callId,
            int segment,
            int side,
            Codec codec,
            long arrivalNs,
            int rtpTimestamp,
            int sequence,
            DirectBuffer payload,
            int offset,
            int length) {
        for (int i = 0; i < length; i++) sides[side][lengths[side]++] = codec.decode(payload.getByte(offset + i));
    }

    @Override
    public synchronized void closed(long callId, int segment, long timeNs) {
        closed++;
    }

    synchronized short[] side(int side) {
        return Arrays.copyOf(sides[side], lengths[side]);
    }

    synchronized int opened() {
        return opened;
    }

    synchronized int closed() {
        return closed;
    }
}
