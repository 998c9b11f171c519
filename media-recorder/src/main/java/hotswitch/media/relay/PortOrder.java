package hotswitch.media.relay;

import java.net.InetAddress;
import java.util.List;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;

/**
 * What a loop is to do for one leg or two. Used again: a call gives nine of them, and as objects of their own they were
 * a twentieth of all that it left for the collector. Whoever gave one knows it no more; it is carried out once, on its
 * loop, unless the legs have changed meanwhile.
 */
final class PortOrder implements Runnable {
    /** What is done with the legs; of an order nothing may be kept. */
    interface Work {
        void on(PortOrder order);
    }

    /** Orders that were carried out, for the next ones. Any thread. */
    static final class Spare {
        private static final int MAX = 4_096;

        private final ManyToManyConcurrentArrayQueue<PortOrder> done = new ManyToManyConcurrentArrayQueue<>(MAX);

        PortOrder take(Work work, MediaPort port, long legId) {
            PortOrder order = done.poll();
            order = order == null ? new PortOrder(this) : order;
            order.work = work;
            order.port = port;
            order.legId = legId;
            return order;
        }
    }

    private static final int PORT_MAX = 65_535;

    private final Spare spare;
    private Work work;
    MediaPort port;
    long legId;
    /** The other one of two; null: it is about one. */
    MediaPort other;

    long otherLeg;
    /** Of a play or a call; or one that nobody can guess. */
    long number;

    boolean flag;
    private MediaFormat format;
    private InetAddress address;
    private int rtpPort;
    private int rtcpPort;
    List<String> prompts = List.of();
    /** What carried the leg whose last figures are wanted; null: nobody wants them. */
    private String trunk;

    private String device;

    private PortOrder(Spare spare) {
        this.spare = spare;
    }

    /** Where the leg's peer is. */
    PortOrder at(InetAddress host, int rtp, int rtcp) {
        if (rtp < 1 || rtp > PORT_MAX) throw new IllegalArgumentException("media port " + rtp);
        address = host;
        rtpPort = rtp;
        rtcpPort = rtcp;
        return this;
    }

    /** What it speaks. */
    PortOrder speaks(MediaFormat settled, boolean early) {
        format = settled;
        flag = early;
        return this;
    }

    /** In which call, and what carried the leg; null: nobody wants to know. */
    PortOrder carried(long callId, String byTrunk, String byDevice) {
        number = callId;
        trunk = byTrunk;
        device = byDevice;
        return this;
    }

    /** How the leg's audio was, if somebody wants to know and there was any. */
    void tell(MediaListener listener) {
        if (trunk != null && port.receiver.packetsIn() > 0) listener.onClosed(number, trunk, device, port.stats());
    }

    /** The legs are still those that were meant. */
    boolean stands() {
        return port.serves(legId) && (other == null || other.serves(otherLeg));
    }

    static void aim(PortOrder o) {
        if (!o.stands()) return;
        o.port.peerAt(o.address, o.rtpPort, o.rtcpPort);
        o.port.speaks(o.format, o.flag, o.port.loop().nowNs());
    }

    static void hearEarly(PortOrder o) {
        if (o.stands()) o.port.hearEarly(o.other);
    }

    static void bridge(PortOrder o) {
        if (!o.stands()) return;
        o.port.bridge(o.other);
        o.other.bridge(o.port);
    }

    static void unbridge(PortOrder o) {
        if (o.stands() && o.port.isBridgedTo(o.other)) o.port.leave();
    }

    static void stopPlay(PortOrder o) {
        if (o.stands()) o.port.player.stop(o.number);
    }

    static void open(PortOrder o) {
        o.port.loop().open(o.port, o.legId, o.number);
    }

    @Override
    public void run() {
        try {
            work.on(this);
        } finally {
            forget();
            spare.done.offer(this);
        }
    }

    private void forget() {
        work = null;
        port = null;
        other = null;
        otherLeg = 0;
        number = 0;
        flag = false;
        format = null;
        address = null;
        rtpPort = 0;
        rtcpPort = 0;
        prompts = List.of();
        trunk = null;
        device = null;
    }
}
