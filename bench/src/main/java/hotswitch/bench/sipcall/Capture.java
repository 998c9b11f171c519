package hotswitch.bench.sipcall;

import hotswitch.bench.run.Child;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** INVITE and BYE requests on loopback with the kernel's time stamps, by dumpcap (part of tshark). */
final class Capture implements AutoCloseable {
    private static final int FILE_HEAD = 24;
    private static final int PACKET_HEAD = 16;
    private static final int MAGIC_MICRO = 0xa1b2c3d4;
    private static final int MAGIC_NANO = 0xa1b23c4d;
    private static final int ETHERNET_IP_UDP = 14 + 20 + 8;
    private static final int PORTS_AT = 14 + 20;
    private final Child child;
    private final Path file;

    /** {@code timeNs} since the epoch. */
    record Packet(long timeNs, int fromPort, int toPort, String text) {}

    private Capture(Child child, Path file) {
        this.child = child;
        this.file = file;
    }

    static Capture start(Path folder, String name, int sipPort) throws IOException {
        Path file = folder.resolve(name + ".pcap");
        String filter = "udp port " + sipPort + " and (udp[8:4] = 0x494e5649 or udp[8:4] = 0x42594520)";
        List<String> command = new ArrayList<>(Child.pinned(Child.LOAD_CORE));
        command.addAll(List.of("dumpcap", "-q", "-P", "-i", "lo", "-s", "900", "-B", "16", "-f", filter));
        command.addAll(List.of("-w", file.toString()));
        return new Capture(Child.start(command, folder, folder.resolve(name + ".dumpcap")), file);
    }

    @Override
    public void close() {
        child.close();
    }

    /** Ends the capture; all that it saw, in the order of time. */
    List<Packet> stop() throws IOException {
        child.close();
        if (!Files.exists(file)) {
            throw new IOException("dumpcap wrote nothing: it needs the right to capture on lo");
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int magic = bytes.getInt(0);
        if (magic != MAGIC_MICRO && magic != MAGIC_NANO) {
            throw new IOException(file + ": not a pcap file");
        }
        int unitNs = magic == MAGIC_NANO ? 1 : 1_000;
        List<Packet> packets = new ArrayList<>();
        int at = FILE_HEAD;
        while (at + PACKET_HEAD <= bytes.limit()) {
            int length = bytes.getInt(at + 8);
            long timeNs = bytes.getInt(at) * 1_000_000_000L + (long) bytes.getInt(at + 4) * unitNs;
            at += PACKET_HEAD;
            if (length > ETHERNET_IP_UDP && at + length <= bytes.limit()) {
                packets.add(packet(bytes, at, length, timeNs));
            }
            at += length;
        }
        return packets;
    }

    private static Packet packet(ByteBuffer bytes, int at, int length, long timeNs) {
        byte[] text = new byte[length - ETHERNET_IP_UDP];
        bytes.get(at + ETHERNET_IP_UDP, text);
        return new Packet(
                timeNs,
                Short.toUnsignedInt(Short.reverseBytes(bytes.getShort(at + PORTS_AT))),
                Short.toUnsignedInt(Short.reverseBytes(bytes.getShort(at + PORTS_AT + 2))),
                new String(text, StandardCharsets.ISO_8859_1));
    }
}
