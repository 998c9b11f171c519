package hotswitch.media.transport;

/** An even RTP port and the RTCP port above it (RFC 3550 §11). */
public record PortPair(UdpPort rtp, UdpPort rtcp) implements AutoCloseable {
    public int rtpPort() {
        return rtp.port();
    }

    @Override
    public void close() {
        rtp.close();
        rtcp.close();
    }
}
