package hotswitch.media.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The port pairs of the media plane: each is bound when first needed, kept bound, and rests in quarantine after use.
 * A pair that has rested is given again before another one is bound, the one that has rested longest first: so many
 * sockets are open as the busiest moment needed, and never more than the process can spare. When there is no other, a
 * pair that has rested for a quarter of its time is given. A port that another program holds is tried again after a
 * rest. Any thread; a call takes microseconds and never waits for a loop.
 */
public final class PortPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PortPool.class);
    private static final long TAKEN_REST_NS = 60_000_000_000L;
    private static final long COMPLAINT_NS = 5_000_000_000L;
    private static final int BIND_TRIES = 16;
    /** Of its time, what a pair rests at least: late packets of its call have come by then, save of a peer astray. */
    private static final double SHORT_REST = 0.25;

    private final PortRange range;
    private final InetAddress address;
    private final Limits limits;
    private final PortPair[] pairs;
    private final boolean[] used;
    private final long[] restsUntilNs;
    private final Deque<Integer> unbound = new ArrayDeque<>();
    private final Deque<Integer> refused = new ArrayDeque<>();
    private final Deque<PortPair> resting = new ArrayDeque<>();
    /** After their short rest. */
    private final Deque<PortPair> ripening = new ArrayDeque<>();

    private final Deque<PortPair> rested = new ArrayDeque<>();
    private int sockets;
    private long complainedNs = Long.MIN_VALUE;
    private boolean closed;

    /**
     * @param quarantineNs how long a pair rests after use
     * @param bufferBytes kernel send and receive buffer of each socket
     * @param socketsMax how many may be open at once
     */
    public record Limits(long quarantineNs, int bufferBytes, int socketsMax) {
        private long earlyNs() {
            return (long) (quarantineNs * (1 - SHORT_REST));
        }
    }

    public PortPool(PortRange range, InetAddress address, Limits limits) {
        this.range = range;
        this.address = address;
        this.limits = limits;
        pairs = new PortPair[range.pairs()];
        used = new boolean[pairs.length];
        restsUntilNs = new long[pairs.length];
        for (int i = 0; i < pairs.length; i++) unbound.add(i);
    }

    /** A pair that nobody uses, or null when there is none, or no socket to be had. */
    public synchronized PortPair take(long nowNs) {
        if (closed) return null;
        settle(nowNs);
        PortPair pair = rested.poll();
        for (int tries = 0; pair == null && tries < BIND_TRIES && bindable() > 0; tries++) {
            pair = bind(unbound.poll(), nowNs);
        }
        return use(pair == null ? ripening.poll() : pair);
    }

    private int bindable() {
        return Math.min(unbound.size(), limits.socketsMax - sockets);
    }

    /**
     * The pair of this very port, quarantine or not, or null when it is in use, out of range or held by another
     * program.
     */
    public synchronized PortPair takeAt(int rtpPort, long nowNs) {
        int index = range.indexOf(rtpPort);
        if (index < 0 || used[index] || closed) return null;
        PortPair pair = pairs[index];
        if (pair != null) {
            if (!rested.remove(pair) && !ripening.remove(pair)) resting.remove(pair);
        } else {
            if (!unbound.remove(index)) refused.remove(index);
            pair = bind(index, nowNs);
        }
        return use(pair);
    }

    /** Gives a pair back; both ports must be detached from their receivers. */
    public synchronized void release(PortPair pair, long nowNs) {
        int index = range.indexOf(pair.rtpPort());
        if (!used[index]) throw new IllegalStateException("port " + pair.rtpPort() + " was released twice");
        used[index] = false;
        restsUntilNs[index] = nowNs + limits.quarantineNs;
        resting.add(pair);
        if (closed) pair.close();
    }

    /** How many pairs {@link #take} could give now. */
    public synchronized int free(long nowNs) {
        if (closed) return 0;
        settle(nowNs);
        return rested.size() + Math.max(0, bindable()) + ripening.size();
    }

    /** How many pairs were used a moment ago and will be free. */
    public synchronized int resting(long nowNs) {
        settle(nowNs);
        return resting.size();
    }

    @Override
    public synchronized void close() {
        closed = true;
        resting.forEach(PortPair::close);
        ripening.forEach(PortPair::close);
        rested.forEach(PortPair::close);
    }

    /** Who has rested long enough may be given again. The queues are in the order of their times. */
    private void settle(long nowNs) {
        while (!ripening.isEmpty() && restsUntilNs(ripening.peek()) <= nowNs) rested.add(ripening.poll());
        while (!resting.isEmpty() && restsUntilNs(resting.peek()) <= nowNs + limits.earlyNs()) {
            PortPair pair = resting.poll();
            (restsUntilNs(pair) <= nowNs ? rested : ripening).add(pair);
        }
        while (!refused.isEmpty() && restsUntilNs[refused.peek()] <= nowNs) unbound.add(refused.poll());
    }

    private long restsUntilNs(PortPair pair) {
        return restsUntilNs[range.indexOf(pair.rtpPort())];
    }

    private PortPair use(PortPair pair) {
        if (pair != null) used[range.indexOf(pair.rtpPort())] = true;
        return pair;
    }

    private PortPair bind(int index, long nowNs) {
        int rtpPort = range.rtpPort(index);
        try {
            UdpPort rtp = UdpPort.bind(address, rtpPort, limits.bufferBytes);
            try {
                UdpPort.bind(address, rtpPort + 1, limits.bufferBytes).close(); // whether it could be had
                pairs[index] = new PortPair(rtp, () -> bindAbove(rtpPort));
                sockets++;
                return pairs[index];
            } catch (IOException taken) {
                rtp.close();
                throw taken;
            }
        } catch (IOException taken) {
            if (nowNs - complainedNs > COMPLAINT_NS || complainedNs == Long.MIN_VALUE) {
                complainedNs = nowNs;
                LOG.warn("media port {} cannot be bound: {}", rtpPort, taken.getMessage());
            }
            restsUntilNs[index] = nowNs + TAKEN_REST_NS;
            refused.add(index);
            return null;
        }
    }

    /** Null: no more sockets may be open now. */
    private synchronized UdpPort bindAbove(int rtpPort) throws IOException {
        if (sockets >= limits.socketsMax) return null;
        UdpPort rtcp = UdpPort.bind(address, rtpPort + 1, limits.bufferBytes);
        sockets++;
        return rtcp;
    }
}
