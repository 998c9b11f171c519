package hotswitch.sip.transport.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on loopback, over UDP and TCP, for one table of records; written with nothing of the product's. */
public final class NameServer implements AutoCloseable {
    private static final Map<String, Integer> TYPES = Map.of("A", 1, "SOA", 6, "AAAA", 28, "SRV", 33, "NAPTR", 35);
    private static final int NXDOMAIN = 3;
    private static final int SERVFAIL = 2;
    private static final int CUT_BYTES = 512;
    private final Map<String, List<Entry>> zone = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    /** Answers nothing at all. */
    public volatile boolean silent;

    public volatile boolean failing;
    private volatile boolean closed;

    private record Entry(int type, int ttlS, byte[] data) {}

    public NameServer() {
        try {
            tcp = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
            udp = new DatagramSocket(new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::datagrams);
        Thread.ofVirtual().start(this::connections);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    /** Questions so far, as {@code SRV _sip._udp.example}. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    public NameServer a(String name, int ttlS, String address) {
        byte[] bytes = InetAddress.ofLiteral(address).getAddress();
        return add(name, bytes.length == 4 ? "A" : "AAAA", ttlS, bytes);
    }

    public NameServer srv(String name, int ttlS, String priorityWeightPort, String target) {
        return add(name, "SRV", ttlS, made(out -> {
            for (String each : priorityWeightPort.split(" ")) {
                out.writeShort(Integer.parseInt(each));
            }
            name(out, target);
        }));
    }

    public NameServer naptr(String name, int ttlS, int order, String service, String replacement) {
        return add(name, "NAPTR", ttlS, made(out -> {
            out.writeShort(order);
            out.writeShort(10);
            text(out, "s");
            text(out, service);
            text(out, "");
            name(out, replacement);
        }));
    }

    public NameServer forget(String name, String type) {
        zone.remove(type + ' ' + name);
        return this;
    }

    private NameServer add(String name, String type, int ttlS, byte[] data) {
        zone.computeIfAbsent(type + ' ' + name, key -> new CopyOnWriteArrayList<>())
                .add(new Entry(TYPES.get(type), ttlS, data));
        return this;
    }

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] made(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void name(DataOutputStream out, String name) throws IOException {
        for (String label : name.split("\\.")) {
            text(out, label);
        }
        out.writeByte(0);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeByte(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void datagrams() {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        while (!closed) {
            try {
                packet.setLength(4_096);
                udp.receive(packet);
                byte[] answer = answer(packet.getData(), CUT_BYTES);
                if (!silent) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                gone(e);
            }
        }
    }

    private void connections() {
        while (!closed) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] question = in.readNBytes(in.readUnsignedShort());
                byte[] answer = answer(question, 65_535);
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(answer.length);
                out.write(answer);
            } catch (IOException e) {
                gone(e);
            }
        }
    }

    private void gone(IOException e) {
        if (!closed) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] answer(byte[] question, int most) {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(name.isEmpty() ? "" : ".")
                    .append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII));
            at += question[at] + 1;
        }
        int type = ((question[at + 1] & 0xff) << 8) | (question[at + 2] & 0xff);
        int questionEnd = at + 5;
        String asks = TYPES.entrySet().stream()
                .filter(e -> e.getValue() == type)
                .findFirst()
                .orElseThrow()
                .getKey();
        asked.add(asks + ' ' + name);
        List<Entry> found = new ArrayList<>(zone.getOrDefault(asks + ' ' + name, List.of()));
        boolean known = zone.keySet().stream().anyMatch(key -> key.endsWith(' ' + name.toString()));
        int code = failing ? SERVFAIL : known ? 0 : NXDOMAIN;
        byte[] whole = written(question, questionEnd, found, code, false);
        return whole.length <= most ? whole : written(question, questionEnd, List.of(), 0, true);
    }

    private static byte[] written(byte[] question, int questionEnd, List<Entry> found, int code, boolean cut) {
        return made(out -> {
            out.write(question, 0, 2);
            out.writeShort(0x8180 | (cut ? 0x0200 : 0) | code);
            out.writeShort(1);
            out.writeShort(found.size());
            out.writeShort(found.isEmpty() && !cut ? 1 : 0);
            out.writeShort(0);
            out.write(question, 12, questionEnd - 12);
            for (Entry each : found) {
                record(out, each.type(), each.ttlS(), each.data());
            }
            if (found.isEmpty() && !cut) {
                record(out, TYPES.get("SOA"), 600, made(soa -> {
                    name(soa, "ns.example");
                    name(soa, "admin.example");
                    for (int each : new int[] {1, 2, 3, 4, 7}) {
                        soa.writeInt(each); // the last one: what is not there stays so for 7 s
                    }
                }));
            }
        });
    }

    private static void record(DataOutputStream out, int type, int ttlS, byte[] data) throws IOException {
        out.writeShort(0xc00c);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(ttlS);
        out.writeShort(data.length);
        out.write(data);
    }

    @Override
    public void close() {
        closed = true;
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
