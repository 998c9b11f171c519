package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import org.agrona.DirectBuffer;

/** Records nothing. */
final class NoTap implements RecordingTap {
    @Override
    public void opened(long callId, int segment, long timeNs) {}

    @Override
    public void packet(
            long callId,
            int segment,
            int side,
            Codec codec,
            long arrivalNs,
            int rtpTimestamp,
            int sequence,
            DirectBuffer payload,
            int offset,
            int length) {}

    @Override
    public void closed(long callId, int segment, long timeNs) {}
}
