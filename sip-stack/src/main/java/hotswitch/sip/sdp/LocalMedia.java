package hotswitch.sip.sdp;

/**
 * Our side of a leg's audio: the address and port that the peer shall send to, what it can do, and the direction we
 * want; the same for each leg at this port. {@code rtcpMux}: a first offer proposes one port for RTP and RTCP (RFC
 * 5761).
 */
public record LocalMedia(String address, int port, Formats formats, Direction direction, boolean rtcpMux) {
    /** Usual formats, both directions. */
    public static LocalMedia of(String address, int port) {
        return new LocalMedia(address, port, Formats.DEFAULT, Direction.SENDRECV, false);
    }

    public LocalMedia with(Direction wanted) {
        return new LocalMedia(address, port, formats, wanted, rtcpMux);
    }

    public LocalMedia with(Formats able) {
        return new LocalMedia(address, port, able, direction, rtcpMux);
    }

    /** A first offer proposes one port for both. */
    public LocalMedia withRtcpMux(boolean proposed) {
        return new LocalMedia(address, port, formats, direction, proposed);
    }
}
