package hotswitch.media.relay;

import hotswitch.media.codec.Codec;

/**
 * Where a leg's audio goes and how it is coded, as its offer/answer settled it (RFC 3264).
 *
 * @param address the peer's connection address, an IP literal
 * @param port the peer's RTP port
 * @param codec the law that we send; both laws are understood when received
 * @param payloadType the peer's payload type for that law
 * @param telephoneEventPt the peer's payload type for RFC 4733 events, or -1 when it takes none
 * @param ptimeMs the packet time that the peer would like; informative, the engine sends 20 ms and relays what comes
 * @param sends whether we send audio to the peer (false: it holds us, or the stream is inactive)
 * @param receives whether we take audio from the peer; its silence can be a time-out if we send to it as well
 * @param rtcpPort the peer's RTCP port: usually one above, or the same (RFC 5761)
 */
public record MediaTarget(
        String address,
        int port,
        Codec codec,
        int payloadType,
        int telephoneEventPt,
        int ptimeMs,
        boolean sends,
        boolean receives,
        int rtcpPort) {
    public MediaTarget {
        if (address.isEmpty()) throw new IllegalArgumentException("a media target needs an address");
        if (port < 1 || port > 65_535) throw new IllegalArgumentException("media port " + port);
        if (payloadType < 0 || payloadType > 127) throw new IllegalArgumentException("payload type " + payloadType);
        if (telephoneEventPt < -1 || telephoneEventPt > 127) {
            throw new IllegalArgumentException("telephone-event payload type " + telephoneEventPt);
        }
    }

    /** Its RTCP is one above. */
    public MediaTarget(
            String address,
            int port,
            Codec codec,
            int payloadType,
            int telephoneEventPt,
            int ptimeMs,
            boolean sends,
            boolean receives) {
        this(address, port, codec, payloadType, telephoneEventPt, ptimeMs, sends, receives, port + 1);
    }

    /** RTP and RTCP share one port. */
    boolean rtcpMux() {
        return rtcpPort == port;
    }

    /** A target that talks both ways with the codec's own payload type, 20 ms, and events on 101. */
    public static MediaTarget of(String address, int port, Codec codec) {
        return new MediaTarget(address, port, codec, codec.payloadType(), 101, 20, true, true);
    }
}
