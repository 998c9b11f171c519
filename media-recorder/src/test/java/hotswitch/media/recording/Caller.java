package hotswitch.media.recording;

import hotswitch.media.codec.Codec;
import hotswitch.media.relay.RecordingTap;
import org.agrona.concurrent.UnsafeBuffer;

/** One side of a talk: sends a tone as RTP, 20 ms a packet, with whatever the network does to it. */
final class Caller {
    static final long MS = 1_000_000L;
    static final int HERTZ_CALLER = 440;
    static final int HERTZ_AGENT = 660;

    private final RecordingTap tap;
    private final long callId;
    private final int segment;
    private final int side;
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[160]);
    private int timestampBase;
    private int sequenceBase;

    Caller(RecordingTap tap, long callId, int segment, int side) {
        this.tap = tap;
        this.callId = callId;
        this.segment = segment;
        this.side = side;
        timestampBase = (int) (0xFFFF_F000L + side * 77_777L);
        sequenceBase = 65_500;
    }

    /** The sender begins anew: another timestamp, another sequence. */
    void restart() {
        timestampBase += 0x2345_6789;
        sequenceBase += 30_000;
    }

    /** Packet {@code number} of the stream, arriving at {@code arrivalNs}. */
    void send(long number, long arrivalNs) {
        Codec codec = side == RecordingTap.CALLER ? Codec.PCMA : Codec.PCMU;
        int hertz = side == RecordingTap.CALLER ? HERTZ_CALLER : HERTZ_AGENT;
        for (int i = 0; i < 160; i++) payload.putByte(i, codec.encode(Audio.tone(hertz, number * 160 + i)));
        int timestamp = timestampBase + (int) number * 160;
        int sequence = (sequenceBase + (int) number) & 0xFFFF;
        tap.packet(callId, segment, side, codec, arrivalNs, timestamp, sequence, payload, 0, 160);
    }
}
