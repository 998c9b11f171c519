package hotswitch.media.relay;

import hotswitch.media.transport.PortPool;

/**
 * The limits of a media port.
 *
 * @param rtpTimeoutMs silence after which {@link MediaListener#onMediaTimedOut} is told; 0 switches it off
 * @param quarantineMs how long a port rests after use, so that late packets of the old call find nobody; a quarter of
 *     that where there is no other port
 * @param socketBufferBytes kernel send and receive buffer of each RTP socket (an upper bound, not an allocation)
 * @param socketsMax how many sockets all ports may have open
 */
public record MediaLimits(int rtpTimeoutMs, int quarantineMs, int socketBufferBytes, int socketsMax) {
    /** As many sockets as there are ports. */
    public MediaLimits(int rtpTimeoutMs, int quarantineMs, int socketBufferBytes) {
        this(rtpTimeoutMs, quarantineMs, socketBufferBytes, Integer.MAX_VALUE);
    }

    public MediaLimits {
        if (rtpTimeoutMs < 0) throw new IllegalArgumentException("RTP time-out " + rtpTimeoutMs + " ms");
        if (quarantineMs < 0) throw new IllegalArgumentException("quarantine " + quarantineMs + " ms");
        if (socketBufferBytes < 4_096) throw new IllegalArgumentException("socket buffer " + socketBufferBytes);
    }

    PortPool.Limits ofPool() {
        return new PortPool.Limits(quarantineMs * 1_000_000L, socketBufferBytes, socketsMax);
    }
}
