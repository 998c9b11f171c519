package hotswitch.sip.sdp;

/**
 * Our side of a leg's audio: the address and port that the peer shall send to, what it can do, the direction we want,
 * and
 * the session id with the description that we sent last in this dialog ("" before the first): the o= version grows
 * only when
 * the rest changes (RFC 3264 §8). {@code rtcpMux}: a first offer proposes one port for RTP and RTCP (RFC 5761).
 */
public record LocalMedia(String address, int port, Formats formats, Direction direction, Sent sent, boolean rtcpMux) {
    /** Session id of our o= lines and the last description sent. */
    public record Sent(long sessionId, String lastText) {}

    /** Before the first description of a dialog: usual formats, both directions. */
    public static LocalMedia of(String address, int port, long sessionId) {
        return new LocalMedia(address, port, Formats.DEFAULT, Direction.SENDRECV, new Sent(sessionId, ""), false);
    }

    public LocalMedia with(Direction wanted) {
        return new LocalMedia(address, port, formats, wanted, sent, rtcpMux);
    }

    public LocalMedia with(Formats able) {
        return new LocalMedia(address, port, able, direction, sent, rtcpMux);
    }

    /** After this description was sent. */
    public LocalMedia after(String text) {
        return new LocalMedia(address, port, formats, direction, new Sent(sent.sessionId, text), rtcpMux);
    }

    /** A first offer proposes one port for both. */
    public LocalMedia withRtcpMux(boolean proposed) {
        return new LocalMedia(address, port, formats, direction, sent, proposed);
    }
}
