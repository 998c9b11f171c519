package hotswitch.server.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A capture file for other tools: times in ns, link type RAW, one IP datagram for each message. What came by TCP or TLS
 * is written as UDP too, between the same addresses and ports: a frame is a message, and nothing is encrypted.
 */
public final class Pcap {
    /** Nanoseconds. */
    private static final int MAGIC = 0xA1B2_3C4D;

    private static final int SNAP = 65_535;
    private static final int LINKTYPE_RAW = 101;
    private static final int UDP = 17;
    private static final int UDP_HEADER = 8;
    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int HOPS = 64;
    private static final long NS = 1_000_000_000L;

    private Pcap() {}

    public static void write(Path file, List<Trace.Message> messages) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            ByteBuffer head = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
            head.putInt(MAGIC).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0);
            out.write(head.putInt(SNAP).putInt(LINKTYPE_RAW).array());
            for (Trace.Message message : messages) {
                byte[] packet = packet(message);
                ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
                record.putInt((int) (message.timeNs() / NS)).putInt((int) (message.timeNs() % NS));
                out.write(record.putInt(packet.length).putInt(packet.length).array());
                out.write(packet);
            }
        }
    }

    private static byte[] packet(Trace.Message message) {
        Family family = Family.of(message);
        byte[] from = family.from();
        byte[] to = family.to();
        boolean ipv4 = family.ipv4();
        int length = UDP_HEADER + message.text().length;
        ByteBuffer packet = ByteBuffer.allocate((ipv4 ? IPV4_HEADER : IPV6_HEADER) + length);
        if (ipv4) {
            packet.put((byte) 0x45)
                    .put((byte) 0)
                    .putShort((short) packet.capacity())
                    .putInt(0);
            packet.put((byte) HOPS)
                    .put((byte) UDP)
                    .putShort((short) 0)
                    .put(from)
                    .put(to);
            packet.putShort(10, checksum(0, packet, 0, IPV4_HEADER));
        } else {
            packet.putInt(0x6000_0000)
                    .putShort((short) length)
                    .put((byte) UDP)
                    .put((byte) HOPS)
                    .put(from)
                    .put(to);
        }
        int udp = packet.position();
        packet.putShort((short) message.from().port())
                .putShort((short) message.to().port());
        packet.putShort((short) length).putShort((short) 0).put(message.text());
        int addresses = udp - from.length - to.length;
        short sum = checksum(sum(packet, addresses, udp) + UDP + length, packet, udp, packet.capacity());
        packet.putShort(udp + 6, sum == 0 ? (short) 0xFFFF : sum);
        return packet.array();
    }

    /** RFC 1071. */
    private static short checksum(long begun, ByteBuffer bytes, int from, int to) {
        long sum = begun + sum(bytes, from, to);
        while (sum >> 16 != 0) {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }
        return (short) ~sum;
    }

    private static long sum(ByteBuffer bytes, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i += 2) {
            sum += (bytes.get(i) & 0xFF) << 8 | (i + 1 < to ? bytes.get(i + 1) & 0xFF : 0);
        }
        return sum;
    }
}
