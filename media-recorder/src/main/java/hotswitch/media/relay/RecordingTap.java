package hotswitch.media.relay;

import hotswitch.media.codec.Codec;
import org.agrona.DirectBuffer;

/**
 * Hears what the two sides of a talk segment say. Called on the media loop of the call, in order; it must not wait.
 * Times are epoch nanoseconds that never go backwards within a run. Duplicates are taken out before; packets that
 * were overtaken still arrive, out of order, with their own sequence number. While a side is held nothing arrives.
 */
public interface RecordingTap {
    int CALLER = 0;
    int AGENT = 1;

    void opened(long callId, int segment, long timeNs);

    /**
     * One packet of audio. {@code payload} is the receive buffer: valid only within this call.
     *
     * @param side {@link #CALLER} or {@link #AGENT}
     * @param rtpTimestamp of the side's own stream, 8,000 a second; jumps when the side's source changes
     */
    void packet(
            long callId,
            int segment,
            int side,
            Codec codec,
            long arrivalNs,
            int rtpTimestamp,
            int sequence,
            DirectBuffer payload,
            int offset,
            int length);

    void closed(long callId, int segment, long timeNs);

    /** A tap for an engine that records nothing. */
    static RecordingTap none() {
        return new RecordingTap() {
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
        };
    }
}
