package hotswitch.media.relay;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Consumer;
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

    private final Spare spare;
    private Work work;
    MediaPort port;
    long legId;
    /** The other one of two; null: it is about one. */
    MediaPort other;

    long otherLeg;
    /** Of a play; or one that nobody can guess. */
    long number;

    boolean flag;
    MediaTarget target;
    InetAddress address;
    List<String> prompts = List.of();
    Consumer<LegStats> measured;

    private PortOrder(Spare spare) {
        this.spare = spare;
    }

    /** The legs are still those that were meant. */
    boolean stands() {
        return port.serves(legId) && (other == null || other.serves(otherLeg));
    }

    static void aim(PortOrder o) {
        if (o.stands()) o.port.target(o.target, o.address, o.flag, o.port.loop().nowNs());
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
        target = null;
        address = null;
        prompts = List.of();
        measured = null;
    }
}
