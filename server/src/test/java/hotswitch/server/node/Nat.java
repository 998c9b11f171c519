package hotswitch.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A NAT between one phone and the switch: another address and port outside, which may change, and nothing else. */
final class Nat implements AutoCloseable {
    static final String OUTSIDE = "127.0.0.31";
    private static final String INSIDE = "127.0.0.21";
    private final InetSocketAddress server;
    private final DatagramSocket inside;
    /** First lines of what went in to the phone. */
    final List<String> toPhone = new CopyOnWriteArrayList<>();

    private volatile DatagramSocket outside;
    private volatile InetSocketAddress phone;
    private volatile boolean closed;

    Nat(InetSocketAddress server) throws IOException {
        this.server = server;
        inside = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(INSIDE), 0));
        rebind();
        Thread.ofVirtual().start(this::outwards);
    }

    /** Where the phone sends to. */
    InetSocketAddress gateway() {
        return (InetSocketAddress) inside.getLocalSocketAddress();
    }

    int outsidePort() {
        return outside.getLocalPort();
    }

    /** The mapping is lost: from now on another port outside, and nobody listens at the former. */
    void rebind() throws IOException {
        DatagramSocket former = outside;
        outside = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(OUTSIDE), 0));
        DatagramSocket now = outside;
        Thread.ofVirtual().start(() -> inwards(now));
        if (former != null) {
            former.close();
        }
    }

    private void outwards() {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!closed) {
            try {
                packet.setLength(65_536);
                inside.receive(packet);
                phone = (InetSocketAddress) packet.getSocketAddress();
                outside.send(new DatagramPacket(packet.getData(), packet.getLength(), server));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void inwards(DatagramSocket mapping) {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        while (!mapping.isClosed()) {
            try {
                packet.setLength(65_536);
                mapping.receive(packet);
                String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                toPhone.add(text.lines().findFirst().orElse(""));
                inside.send(new DatagramPacket(packet.getData(), packet.getLength(), phone));
            } catch (IOException e) {
                if (!mapping.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        outside.close();
        inside.close();
    }
}
