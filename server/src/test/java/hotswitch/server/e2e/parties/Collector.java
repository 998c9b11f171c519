package hotswitch.server.e2e.parties;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes HEP3 packets on a socket of its own and reads them, with none of the switch's code. */
public final class Collector implements AutoCloseable {
    private final DatagramSocket socket;
    private final List<Packet> packets = new CopyOnWriteArrayList<>();
    /** Hears the same. */
    private final InetSocketAddress other;

    private final Thread thread =
            Thread.ofPlatform().name("collector").daemon(true).unstarted(this::receive);

    private Collector(DatagramSocket socket, InetSocketAddress other) {
        this.socket = socket;
        this.other = other;
    }

    /** Passes each packet on as it came. */
    public static Collector before(InetSocketAddress other) {
        try {
            Collector collector = new Collector(new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1")), other);
            collector.thread.start();
            return collector;
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void receive() {
        DatagramPacket datagram = new DatagramPacket(new byte[65_535], 65_535);
        while (!socket.isClosed()) {
            try {
                socket.receive(datagram);
                socket.send(new DatagramPacket(datagram.getData(), datagram.getLength(), other));
                packets.add(Packet.read(Arrays.copyOf(datagram.getData(), datagram.getLength())));
            } catch (IOException closed) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    /** All that came. */
    public List<Packet> packets() {
        return List.copyOf(packets);
    }

    /** Those with this call's correlation. */
    public List<Packet> of(long call) {
        return packets.stream()
                .filter(packet -> packet.correlation().equals(Long.toString(call)))
                .toList();
    }

    @Override
    public void close() {
        socket.close();
    }

    /** The chunks of a packet by their type; none comes twice, and vendor 0 all. */
    public record Packet(SortedMap<Integer, ByteBuffer> chunks) {
        static Packet read(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            byte[] begin = new byte[4];
            in.get(begin);
            boolean whole =
                    new String(begin, StandardCharsets.US_ASCII).equals("HEP3") && in.getShort() == bytes.length;
            SortedMap<Integer, ByteBuffer> chunks = new TreeMap<>();
            while (in.hasRemaining()) {
                int vendor = in.getShort();
                int type = in.getShort();
                int length = (in.getShort() & 0xFFFF) - 6;
                ByteBuffer value = in.slice(in.position(), length);
                in.position(in.position() + length);
                whole &= vendor == 0 && chunks.put(type, value) == null;
            }
            if (!whole) {
                throw new IllegalStateException("no HEP3: " + chunks.keySet());
            }
            return new Packet(chunks);
        }

        private ByteBuffer chunk(int type, int length) {
            ByteBuffer value = chunks.get(type);
            if (value == null || value.capacity() != length) {
                throw new AssertionError("chunk " + type + " is " + value);
            }
            return value;
        }

        private String text(int type) {
            ByteBuffer value = chunks.get(type);
            return value == null
                    ? ""
                    : StandardCharsets.UTF_8.decode(value.duplicate()).toString();
        }

        private String address(int type) {
            byte[] bytes = new byte[4];
            chunk(type, 4).get(0, bytes);
            try {
                return InetAddress.getByAddress(bytes).getHostAddress();
            } catch (UnknownHostException e) {
                throw new IllegalStateException(e);
            }
        }

        /** 2: IPv4. */
        public int family() {
            return chunk(1, 1).get(0);
        }

        public int protocol() {
            return chunk(2, 1).get(0);
        }

        public String source() {
            return address(3);
        }

        public String target() {
            return address(4);
        }

        public int sourcePort() {
            return chunk(7, 2).getShort(0) & 0xFFFF;
        }

        public int targetPort() {
            return chunk(8, 2).getShort(0) & 0xFFFF;
        }

        public long timeMs() {
            return timeUs() / 1_000;
        }

        /** Since 1970. */
        public long timeUs() {
            return (chunk(9, 4).getInt(0) & 0xFFFF_FFFFL) * 1_000_000
                    + chunk(10, 4).getInt(0);
        }

        /** 1: SIP. */
        public int kind() {
            return chunk(11, 1).get(0);
        }

        public int agentId() {
            return chunk(12, 4).getInt(0);
        }

        public String sip() {
            return text(15);
        }

        public String correlation() {
            return text(17);
        }
    }
}
