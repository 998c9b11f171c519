package hotswitch.sip.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hotswitch.sip.dialog.LocalAddress;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import hotswitch.sip.transaction.Transport;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Two user agents, A and B, and a wire between them that loses, doubles, delays and reorders as its seed says. */
final class Net {
    static final long MS = 1_000_000;

    /** Per mille of loss and duplication, and the span of delays in milliseconds. */
    record Faults(int lost, int doubled, int delayMinMs, int delayMaxMs) {
        static final Faults NONE = new Faults(0, 0, 10, 10);
    }

    private record Packet(long atNs, long age, Node from, Node to, String text) {}

    /** One end. */
    final class Node implements SipOut {
        final String name;
        final Hop hop;
        final Phone phone;
        final byte[] key;
        UserAgent agent;
        /** Nothing arrives here: the test itself plays this end. */
        boolean deaf;
        /** From the next start on. */
        UserAgentConfig.Limits limits = UserAgentConfig.Limits.standard();
        /** Where the last message went. */
        Hop sentTo;

        Node(String name, String address, Transport transport) {
            this.name = name;
            this.hop = new Hop(transport, address, 5060, 0);
            this.key = ("the secret of node " + name).getBytes(StandardCharsets.UTF_8);
            this.phone = new Phone(name);
            start();
        }

        /** Also after a crash: nothing but the key is left. */
        void start() {
            LocalAddress address = new LocalAddress(hop.address(), 5060, 5060, name);
            UserAgentConfig standard = UserAgentConfig.standard(address, "test");
            List<Method> methods = new ArrayList<>(standard.features().methods());
            methods.add(Method.NOTIFY);
            UserAgentConfig.Features features = new UserAgentConfig.Features(
                    methods,
                    standard.features().extensions(),
                    standard.features().registering());
            UserAgentConfig config = new UserAgentConfig(address, "test", standard.timers(), limits, features);
            agent = new UserAgent(config, new Names(key), this, phone);
        }

        @Override
        public void send(Hop to, DirectBuffer buffer, int offset, int length) {
            byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            sentTo = to;
            transmit(this, bytes);
        }
    }

    final Node a;
    final Node b;
    final List<String> wire = new ArrayList<>();
    /** The messages of {@link #wire}, whole. */
    final List<String> texts = new ArrayList<>();

    Faults faults = Faults.NONE;
    long nowNs = 1_000 * MS;
    private final SplittableRandom random;
    private final PriorityQueue<Packet> packets = new PriorityQueue<>(
            (x, y) -> x.atNs() != y.atNs() ? Long.compare(x.atNs(), y.atNs()) : Long.compare(x.age(), y.age()));
    private final List<String> dropped = new ArrayList<>();
    private final SipMessage message = new SipMessage();
    private long age;

    Net(long seed, Transport transport) {
        random = new SplittableRandom(seed);
        a = new Node("A", "192.0.2.1", transport);
        b = new Node("B", "192.0.2.2", transport);
    }

    Net() {
        this(1, Transport.UDP);
    }

    /** The next message of this kind is lost, for instance "A ACK" or "B 200 INVITE". */
    Net drop(String... kinds) {
        dropped.addAll(List.of(kinds));
        return this;
    }

    private void transmit(Node from, byte[] bytes) {
        SipMessage sent = show(bytes);
        String kind =
                from.name + ' ' + (sent.isRequest() ? sent.methodText() : sent.status() + " " + sent.cseqMethod());
        wire.add(kind);
        texts.add(new String(bytes, StandardCharsets.UTF_8));
        if (dropped.remove(kind)) {
            return;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        int copies = random.nextInt(1_000) < faults.doubled() ? 2 : 1;
        for (int i = 0; i < copies; i++) {
            if (random.nextInt(1_000) >= faults.lost()) {
                long delayMs = random.nextInt(faults.delayMinMs(), faults.delayMaxMs() + 1);
                packets.add(new Packet(nowNs + delayMs * MS, age++, from, from == a ? b : a, text));
            }
        }
    }

    private SipMessage show(byte[] bytes) {
        SipMessage shown = new SipMessage();
        assertEquals(
                Malformed.NONE,
                shown.index(new UnsafeBuffer(bytes), 0, bytes.length),
                () -> new String(bytes, StandardCharsets.UTF_8));
        return shown;
    }

    /** Lets packets arrive and timers run for this long. */
    void run(long ms) {
        long endNs = nowNs + ms * MS;
        while (true) {
            long timerNs = Math.min(a.agent.nextDeadlineNs(), b.agent.nextDeadlineNs());
            long packetNs = packets.isEmpty() ? Long.MAX_VALUE : packets.peek().atNs();
            if (Math.min(timerNs, packetNs) > endNs) {
                break;
            }
            if (packetNs <= timerNs) {
                nowNs = Math.max(nowNs, packetNs);
                deliver(packets.poll());
            } else {
                nowNs = Math.max(nowNs, timerNs);
                a.agent.onTime(nowNs);
                b.agent.onTime(nowNs);
            }
        }
        nowNs = endNs;
    }

    private void deliver(Packet packet) {
        // A buffer that is overwritten after the call, as the transport's is.
        byte[] bytes = packet.text().getBytes(StandardCharsets.UTF_8);
        assertEquals(Malformed.NONE, message.index(new UnsafeBuffer(bytes), 0, bytes.length));
        long connection = packet.from().hop.transport() == Transport.TCP ? 77 : 0;
        Hop source = new Hop(
                packet.from().hop.transport(),
                packet.from().hop.address(),
                packet.from().hop.port(),
                connection);
        if (!packet.to().deaf) {
            packet.to().agent.onMessage(message, source, nowNs);
        }
        java.util.Arrays.fill(bytes, (byte) 'x');
    }

    /** A message from a stranger in B's place, or in A's. */
    void inject(Node to, String text) {
        packets.add(new Packet(nowNs, age++, to == a ? b : a, to, text.replace("\n", "\r\n")));
    }

    Session call(long legId, String sdp) {
        return call(legId, 0, sdp);
    }

    Session call(long legId, int attempt, String sdp) {
        return call(legId, attempt, sdp, Connect.Terms.NONE);
    }

    Session call(long legId, int attempt, String sdp, Connect.Terms terms) {
        Connect.Parties parties =
                new Connect.Parties("sip:12345@192.0.2.2", "<sip:alice@a.example>", "<sip:12345@b.example>");
        Connect.Content content = Connect.Content.sdp(sdp);
        Session session = a.agent.connect(new Connect(legId, attempt, b.hop, parties, content, terms), nowNs);
        a.phone.began(session);
        return session;
    }

    /** Long enough for every timer, and then nothing may be left on either side. */
    void assertSilence() {
        run(400_000);
        assertEquals(0, a.agent.sessions(), "sessions of A");
        assertEquals(0, b.agent.sessions(), "sessions of B");
        assertEquals(0, a.agent.transactions(), "transactions of A");
        assertEquals(0, b.agent.transactions(), "transactions of B");
        assertEquals(0, a.agent.timers(), "timers of A");
        assertEquals(0, b.agent.timers(), "timers of B");
        a.phone.assertAllEnded();
        b.phone.assertAllEnded();
    }
}
