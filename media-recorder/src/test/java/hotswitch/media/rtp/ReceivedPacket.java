package hotswitch.media.rtp;

import org.agrona.DirectBuffer;

/** One RTP packet as a test's client got it; {@code arrivalNs} is of {@link System#nanoTime}. */
public record ReceivedPacket(
        long arrivalNs, int payloadType, boolean marker, int sequence, int timestamp, int ssrc, DirectBuffer payload) {}
