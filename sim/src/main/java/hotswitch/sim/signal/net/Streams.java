package hotswitch.sim.signal.net;

import hotswitch.sim.Dice;
import hotswitch.sip.stream.FrameSink;
import hotswitch.sip.stream.StreamFault;
import hotswitch.sip.stream.StreamFramer;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * TCP between parties: bytes in order, in pieces of any size, each cut into messages by the real framer; connections
 * that are opened when somebody has something to say, used again, and break with all that is under way.
 */
final class Streams {
    private static final int FIRST_PORT = 40_000;
    private final Clock clock;
    private final Dice dice;
    private final WireFaults faults;
    private final Predicate<String> dead;
    private final List<End> ends = new ArrayList<>();
    private long given;

    /** Who is reached somewhere, and where. */
    record Side(String name, Hop listens, Network.Ear ear) {}

    /** One side of a connection. */
    final class End implements FrameSink {
        private final Side side;
        /** As its owner knows the other side. */
        private final Hop peer;

        private final StreamFramer framer = new StreamFramer();
        /** To this end, in order. */
        private final ArrayDeque<Runnable> heard = new ArrayDeque<>();

        private final ArrayDeque<Packet> underWay = new ArrayDeque<>();
        private End other;
        private long lastNs;
        private boolean broken;

        End(Side side, Hop peer) {
            this.side = side;
            this.peer = peer;
        }

        /** Who is at the other side. */
        String reaches() {
            return other.side.name;
        }

        /** What is said on it is lost, though its owner does not know that yet. */
        boolean isBroken() {
            return broken;
        }

        /** Where the other side sees this one. */
        Hop seenAs() {
            return other.peer;
        }

        void arrives(byte[] piece) {
            if (!broken && dead.test(side.name)) {
                cut(this);
            } else if (!broken) {
                StreamFault fault = framer.feed(new UnsafeBuffer(piece), 0, piece.length, this);
                if (fault != null) {
                    throw new IllegalStateException(fault + " in a stream to " + side.name);
                }
                while (!heard.isEmpty()) {
                    heard.remove().run();
                }
            }
        }

        @Override
        public void onFrame(DirectBuffer buffer, int offset, int length) {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            Packet packet = underWay.remove();
            if (!Arrays.equals(bytes, packet.bytes())) {
                throw new IllegalStateException("cut elsewhere than it was written: " + packet);
            }
            heard.add(() -> hears.frame(packet, side.ear));
        }

        @Override
        public void onPing() {
            throw new IllegalStateException("nobody keeps alive");
        }
    }

    /** Who delivers what was heard, and tells what broke. */
    interface Hears {
        void frame(Packet packet, Network.Ear ear);

        void broke(String one, String other);
    }

    private final Hears hears;

    Streams(Clock clock, WireFaults faults, Predicate<String> dead, Hears hears) {
        this.clock = clock;
        this.faults = faults;
        this.dead = dead;
        this.hears = hears;
        this.dice = clock.dice("streams");
    }

    /** The connection over which this goes: the one that is named, one to there, or a new one; null: there is none. */
    End to(Side sender, Hop target, Map<String, Side> listening) {
        for (End each : ends) {
            boolean named = target.connection() != 0 && each.peer.connection() == target.connection();
            if (each.side.name.equals(sender.name) && named) {
                return each;
            }
        }
        for (End each : ends) {
            if (each.side.name.equals(sender.name) && each.peer.samePeer(target)) {
                return each;
            }
        }
        Side there = listening.get(target.address() + ':' + target.port());
        if (there == null || dead.test(there.name) || dead.test(sender.name)) {
            clock.in(delayMs(), () -> tell(sender, target));
            return null;
        }
        Hop from = new Hop(target.transport(), sender.listens.address(), FIRST_PORT + (int) (given % 20_000), ++given);
        End opened = new End(sender, new Hop(target.transport(), target.address(), target.port(), ++given));
        opened.other = new End(there, from);
        opened.other.other = opened;
        ends.add(opened);
        ends.add(opened.other);
        return opened;
    }

    void send(End from, Packet packet) {
        byte[] bytes = packet.bytes();
        from.other.underWay.add(packet);
        long ms = delayMs();
        int at = 0;
        while (at < bytes.length) {
            int next = dice.chance(0.5) ? bytes.length : dice.between(at + 1, bytes.length);
            byte[] piece = Arrays.copyOfRange(bytes, at, next);
            at = next;
            long dueNs = Math.max(from.other.lastNs, clock.nowNs() + ms * Clock.NS_PER_MS);
            from.other.lastNs = dueNs;
            clock.in((dueNs - clock.nowNs()) / Clock.NS_PER_MS, () -> from.other.arrives(piece));
            ms += dice.chance(0.3) ? dice.between(0, 20) : 0;
        }
    }

    private long delayMs() {
        return dice.between(faults.delayMinMs(), faults.delayMaxMs());
    }

    /** One of them breaks, whichever. */
    void breakOne() {
        List<End> whole = ends.stream().filter(each -> !each.broken).toList();
        if (!whole.isEmpty()) {
            cut(dice.pick(whole));
        }
    }

    /** All of this party's do. */
    void breakAll(String name) {
        for (End each : List.copyOf(ends)) {
            if (each.side.name.equals(name) && !each.broken) {
                cut(each);
            }
        }
    }

    private void cut(End end) {
        hears.broke(end.side.name, end.other.side.name);
        for (End each : List.of(end, end.other)) {
            each.broken = true;
            clock.in(delayMs(), () -> {
                ends.remove(each);
                tell(each.side, each.peer);
            });
        }
    }

    private void tell(Side side, Hop hop) {
        if (!dead.test(side.name)) {
            side.ear.failed(hop);
        }
    }
}
