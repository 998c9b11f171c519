package hotswitch.media.transport;

import java.io.IOException;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port pairs of the media plane: each is bound when first needed, kept bound, and rests in quarantine after use.
 * The pair that has rested longest is given next. A port that another program holds is tried again after a rest.
 * Any thread; a call takes microseconds and never waits for a loop.
 */
public final class PortPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortPool.class);
    private static final long TAKEN_REST_NS = 60_000_000_000L;

    private final PortRange range;
    private final InetAddress address;
    private final long quarantineNs;
    private final int bufferBytes;
    private final PortPair[] pairs;
    private final boolean[] used;
    private final long[] restsUntilNs;
    private int next;
    private boolean closed;

    public PortPool(PortRange range, InetAddress address, long quarantineNs, int bufferBytes) {
        this.range = range;
        this.address = address;
        this.quarantineNs = quarantineNs;
        this.bufferBytes = bufferBytes;
        pairs = new PortPair[range.pairs()];
        used = new boolean[pairs.length];
        restsUntilNs = new long[pairs.length];
    }

    /** A pair that nobody uses, or null when there is none. */
    public synchronized PortPair take(long nowNs) {
        for (int tried = 0; tried < pairs.length; tried++) {
            int index = next;
            next = (next + 1) % pairs.length;
            PortPair pair = isFree(index, nowNs) ? use(index, nowNs) : null;
            if (pair != null) return pair;
        }
        return null;
    }

    /**
     * The pair of this very port, quarantine or not, or null when it is in use, out of range or held by another
     * program.
     */
    public synchronized PortPair takeAt(int rtpPort, long nowNs) {
        int index = range.indexOf(rtpPort);
        return index < 0 || used[index] || closed ? null : use(index, nowNs);
    }

    /** Gives a pair back; both ports must be detached from their loop. */
    public synchronized void release(PortPair pair, long nowNs) {
        int index = range.indexOf(pair.rtpPort());
        if (!used[index]) throw new IllegalStateException("port " + pair.rtpPort() + " was released twice");
        used[index] = false;
        restsUntilNs[index] = nowNs + quarantineNs;
        if (closed) pair.close();
    }

    /** How many pairs {@link #take} could give now. */
    public synchronized int free(long nowNs) {
        int free = 0;
        for (int i = 0; i < pairs.length; i++) {
            if (isFree(i, nowNs)) free++;
        }
        return free;
    }

    @Override
    public synchronized void close() {
        closed = true;
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] != null && !used[i]) pairs[i].close();
        }
    }

    private boolean isFree(int index, long nowNs) {
        return !closed && !used[index] && nowNs >= restsUntilNs[index];
    }

    private PortPair use(int index, long nowNs) {
        if (pairs[index] == null) pairs[index] = bind(range.rtpPort(index));
        used[index] = pairs[index] != null;
        if (!used[index]) restsUntilNs[index] = nowNs + TAKEN_REST_NS;
        return pairs[index];
    }

    private PortPair bind(int rtpPort) {
        try {
            UdpPort rtp = UdpPort.bind(address, rtpPort, bufferBytes);
            try {
                return new PortPair(rtp, UdpPort.bind(address, rtpPort + 1, bufferBytes));
            } catch (IOException taken) {
                rtp.close();
                throw taken;
            }
        } catch (IOException taken) {
            LOG.warn("media port {} cannot be bound: {}", rtpPort, taken.getMessage());
            return null;
        }
    }
}
