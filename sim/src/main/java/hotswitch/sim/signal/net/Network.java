package hotswitch.sim.signal.net;

import hotswitch.sim.Dice;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Datagrams between parties: lost, doubled, late and out of order as its dice fall. */
public final class Network {
    /** Who is reached at an address. */
    public interface Ear {
        void hear(byte[] bytes, Hop source);

        /** Nothing more reaches or comes from this hop: its connection broke, or none can be opened. */
        void failed(Hop hop);
    }

    private static final long HASH_PRIME = 0x100000001b3L;
    private final Clock clock;
    private final Dice dice;
    private final WireFaults faults;
    private final TreeMap<String, Streams.Side> places = new TreeMap<>();
    /** Who was reached there once. */
    private final TreeMap<String, String> former = new TreeMap<>();

    /** As whom somebody behind a NAT is seen at present, by his own address. */
    private final TreeMap<String, Hop> outside = new TreeMap<>();

    private final List<Watcher> watchers = new ArrayList<>();
    /** Whose messages do not get through, either way: names of parties, and Call-IDs. */
    private final Set<String> dead = new TreeSet<>();

    private final Streams streams;

    private long sent;
    private long hash = 0xcbf29ce484222325L;

    public Network(Clock clock, WireFaults faults) {
        this.clock = clock;
        this.faults = faults;
        this.dice = clock.dice("network");
        this.streams = new Streams(clock, faults, dead::contains, new Heard());
    }

    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    public void attach(String name, Hop hop, Ear ear) {
        places.put(key(hop), new Streams.Side(name, hop, ear));
    }

    /** A NAT shows who sits here as this address from now on; what is sent to the former one finds nobody. */
    public void rebind(Hop inside, Hop seenAs) {
        String here = key(outside.getOrDefault(key(inside), inside));
        outside.put(key(inside), seenAs);
        Streams.Side place = places.remove(here);
        if (!here.equals(key(inside))) {
            former.put(here, place.name());
        }
        places.put(key(seenAs), place);
    }

    public SipOut from(Hop source) {
        return (to, buffer, offset, length) -> {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            send(source, to, bytes);
        };
    }

    /** Nothing of this party, or of this Call-ID, gets through any more. */
    public void cut(String nameOrCallId) {
        dead.add(nameOrCallId);
        streams.breakAll(nameOrCallId);
    }

    /** One of the connections breaks, whichever. */
    public void breakOne() {
        streams.breakOne();
    }

    public void mend(String name) {
        dead.remove(name);
    }

    public boolean isCut(String nameOrCallId) {
        return dead.contains(nameOrCallId);
    }

    /** Of all that was ever sent, in order, with its time. */
    public long hash() {
        return hash;
    }

    public long sent() {
        return sent;
    }

    private static String key(Hop hop) {
        return hop.address() + ':' + hop.port();
    }

    public void send(Hop sender, Hop target, byte[] bytes) {
        if (target.transport().reliable()) {
            stream(sender, target, bytes);
            return;
        }
        Hop source = outside.getOrDefault(key(sender), sender);
        Streams.Side from = places.get(key(source));
        Streams.Side to = places.get(key(target));
        String toName = to == null ? former.getOrDefault(key(target), key(target)) : to.name();
        Packet packet = new Packet(++sent, from.name(), toName, source, target, bytes, WireMessage.read(bytes));
        mix(bytes);
        boolean leaves = to != null
                && !dead.contains(packet.from())
                && !dead.contains(packet.message().callId());
        int copies = leaves ? copies() : 0;
        watchers.forEach(watcher -> watcher.sent(packet, copies, clock.nowNs()));
        for (int i = 0; i < copies; i++) {
            clock.in(delayMs(), () -> deliver(packet, to));
        }
    }

    /** None is lost but with its connection. What is said in a call that fell silent is not said at all. */
    private void stream(Hop sender, Hop target, byte[] bytes) {
        Streams.Side from = places.get(key(sender));
        Streams.End line = streams.to(from, target, places);
        Streams.Side listens = places.get(key(target));
        String toName = line != null ? line.reaches() : former.getOrDefault(key(target), key(target));
        toName = line == null && listens != null ? listens.name() : toName;
        Hop source = line == null ? sender : line.seenAs();
        former.put(key(source), from.name());
        Packet packet = new Packet(++sent, from.name(), toName, source, target, bytes, WireMessage.read(bytes));
        mix(bytes);
        boolean leaves = line != null
                && !line.isBroken()
                && !dead.contains(packet.from())
                && !dead.contains(packet.message().callId());
        watchers.forEach(watcher -> watcher.sent(packet, leaves ? 1 : 0, clock.nowNs()));
        if (leaves) {
            streams.send(line, packet);
        }
    }

    private final class Heard implements Streams.Hears {
        @Override
        public void frame(Packet packet, Ear ear) {
            if (!dead.contains(packet.message().callId())) {
                watchers.forEach(watcher -> watcher.heard(packet, clock.nowNs()));
                ear.hear(packet.bytes().clone(), packet.source());
            }
        }

        @Override
        public void broke(String one, String other) {
            watchers.forEach(watcher -> watcher.broke(one, other));
        }
    }

    private int copies() {
        if (clock.isCalm()) {
            return 1;
        }
        int copies = dice.between(1, 1_000) <= faults.doubled() ? 2 : 1;
        int through = 0;
        for (int i = 0; i < copies; i++) {
            through += dice.between(1, 1_000) <= faults.lost() ? 0 : 1;
        }
        return through;
    }

    private long delayMs() {
        boolean straggler = !clock.isCalm() && dice.between(1, 1_000) <= faults.stragglers();
        return dice.between(faults.delayMinMs(), straggler ? faults.lateMs() : faults.delayMaxMs());
    }

    private void deliver(Packet packet, Streams.Side to) {
        if (!dead.contains(packet.to()) && !dead.contains(packet.message().callId())) {
            watchers.forEach(watcher -> watcher.heard(packet, clock.nowNs()));
            to.ear().hear(packet.bytes().clone(), packet.source());
        }
    }

    private void mix(byte[] bytes) {
        hash = (hash ^ clock.nowNs()) * HASH_PRIME;
        for (byte each : bytes) {
            hash = (hash ^ each) * HASH_PRIME;
        }
    }
}
