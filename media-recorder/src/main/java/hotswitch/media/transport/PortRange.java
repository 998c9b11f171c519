package hotswitch.media.transport;

/** The UDP ports of the media plane, both ends included. RTP takes the even ones, RTCP the next odd one. */
public record PortRange(int min, int max) {
    public PortRange {
        if (min < 1_024 || max > 65_535) throw new IllegalArgumentException("media ports " + min + "-" + max);
        if (pairs(min, max) < 1) throw new IllegalArgumentException("no even port with a free one above it");
    }

    int pairs() {
        return pairs(min, max);
    }

    /** The RTP port of the pair with this index. */
    int rtpPort(int index) {
        return firstEven(min) + 2 * index;
    }

    /** The index of the pair of this RTP port, or -1 if it is not one of ours. */
    int indexOf(int rtpPort) {
        boolean ours = (rtpPort & 1) == 0 && rtpPort >= min && rtpPort < max;
        return ours ? (rtpPort - firstEven(min)) / 2 : -1;
    }

    private static int pairs(int min, int max) {
        return (max - firstEven(min) + 1) / 2;
    }

    private static int firstEven(int port) {
        return port + (port & 1);
    }
}
