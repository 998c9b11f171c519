package hotswitch.media.transport;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An even RTP port and the RTCP port above it (RFC 3550 §11). RTCP's is bound when a leg first has a use for it, and
 * stays bound then, as RTP's is from the beginning: a call that nobody speaks in needs one socket a leg.
 */
public final class PortPair implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortPair.class);

    /** Binds the port above; null: not now. */
    interface Rtcp {
        UdpPort bind() throws IOException;
    }

    private final UdpPort rtp;
    private final Rtcp above;
    /** Null: not yet. Of the pair's loop; and of who closes the pool, when the loops have ended. */
    private volatile UdpPort rtcp;

    private boolean refused;

    PortPair(UdpPort rtp, Rtcp above) {
        this.rtp = rtp;
        this.above = above;
    }

    public UdpPort rtp() {
        return rtp;
    }

    /** Null when it was not bound yet. */
    public UdpPort rtcp() {
        return rtcp;
    }

    /**
     * The same, bound now if need be; null when another program has taken it meanwhile, which is not asked again, or
     * when no socket is to be had now.
     */
    public UdpPort openRtcp() {
        if (rtcp == null && !refused) {
            try {
                rtcp = above.bind();
            } catch (IOException taken) {
                refused = true;
                LOG.warn("RTCP port {} cannot be bound any more: {}", rtpPort() + 1, taken.getMessage());
            }
        }
        return rtcp;
    }

    public int rtpPort() {
        return rtp.port();
    }

    @Override
    public void close() {
        rtp.close();
        if (rtcp != null) rtcp.close();
    }
}
