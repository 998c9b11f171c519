package hotswitch.server.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A socket for both families hears either: what is told of a packet has both its addresses in one. */
final class FamiliesTest {
    private static final byte[] TEXT =
            "OPTIONS sip:a@b SIP/2.0\r\nCall-ID: 1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** Local, remote, and how both are told. */
    private static final List<List<String>> PAIRS = List.of(
            List.of("192.0.2.1", "192.0.2.2", "192.0.2.1", "192.0.2.2"),
            List.of("2001:db8::1", "2001:db8::2", "2001:db8::1", "2001:db8::2"),
            List.of("::", "192.0.2.2", "0.0.0.0", "192.0.2.2"),
            List.of("::", "::ffff:192.0.2.2", "0.0.0.0", "192.0.2.2"),
            List.of("::", "2001:db8::2", "::", "2001:db8::2"),
            List.of("0.0.0.0", "2001:db8::2", "::", "2001:db8::2"),
            List.of("2001:db8::1", "192.0.2.2", "2001:db8::1", "::ffff:192.0.2.2"),
            List.of("192.0.2.1", "nobody.example", "192.0.2.1", "0.0.0.0"));

    @TempDir
    private Path folder;

    private static List<Trace.Message> messages() {
        List<Trace.Message> all = new ArrayList<>();
        for (List<String> pair : PAIRS) {
            for (boolean received : new boolean[] {true, false}) {
                Trace.Peer local = new Trace.Peer(pair.get(0), 5060);
                Trace.Peer remote = new Trace.Peer(pair.get(1), 5080);
                all.add(new Trace.Message(
                        1_800_000_000_000_000_000L, received, Transport.UDP, local, remote, TEXT, TEXT.length));
            }
        }
        return all;
    }

    private static List<String> expected() {
        List<String> all = new ArrayList<>();
        for (List<String> pair : PAIRS) {
            all.add(pair.get(3) + " " + pair.get(2));
            all.add(pair.get(2) + " " + pair.get(3));
        }
        return all;
    }

    @Test
    void aCaptureFile() throws IOException {
        Path file = folder.resolve("both.pcap");
        Pcap.write(file, messages());
        List<String> command = new ArrayList<>(List.of("tshark", "-r", file.toString(), "-T", "fields"));
        command.addAll(List.of("-E", "separator= ", "-o", "udp.check_checksum:TRUE"));
        for (String field : List.of("ip.src", "ip.dst", "ipv6.src", "ipv6.dst", "udp.checksum.status", "udp.length")) {
            command.addAll(List.of("-e", field));
        }
        Path err = folder.resolve("tshark.err");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String right = " 1 " + (8 + TEXT.length);
        List<String> seen =
                out.lines().map(line -> line.strip().replaceAll(" +", " ")).toList();
        assertEquals(expected().stream().map(pair -> pair + right).toList(), seen, () -> text(err));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aCollector() throws IOException {
        List<String> told = new ArrayList<>();
        for (Trace.Message message : messages()) {
            told.add(addresses(Hep.packet(message, 1, "")));
        }
        assertEquals(expected(), told);
    }

    /** Source and target, which are of the family that is told, and of no other. */
    private static String addresses(ByteBuffer packet) throws UnknownHostException {
        int family = 0;
        List<String> found = new ArrayList<>();
        packet.position(6);
        while (packet.hasRemaining()) {
            packet.getShort();
            int type = packet.getShort();
            byte[] value = new byte[packet.getShort() - 6];
            packet.get(value);
            if (type == 1) {
                family = value[0];
            } else if (type >= 3 && type <= 6) {
                assertEquals(type <= 4 ? 2 : 10, family);
                assertEquals(type <= 4 ? 4 : 16, value.length);
                found.add(spelled(value));
            }
        }
        assertTrue(found.size() == 2, found::toString);
        return String.join(" ", found);
    }

    private static String spelled(byte[] address) throws UnknownHostException {
        boolean mapped = address.length == 16 && address[10] == -1 && address[11] == -1;
        String text = InetAddress.getByAddress(address).getHostAddress();
        return mapped ? "::ffff:" + text : text.replaceFirst("(^|:)0(:0)+(:0$|:)", "::");
    }
}
