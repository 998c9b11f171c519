package hotswitch.server.e2e.parties;

import hotswitch.server.e2e.rig.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;

/** sngrep as a collector without a screen: its own decoder reads HEP3, and what it read becomes a capture file. */
public final class Sngrep implements AutoCloseable {
    private final InetSocketAddress address;
    private final Process process;

    private Sngrep(InetSocketAddress address, Process process) {
        this.address = address;
        this.process = process;
    }

    /** Ready to hear. */
    public static Sngrep writing(Path file) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), free());
        String listen = "udp:127.0.0.1:" + address.getPort();
        try {
            Process process = new ProcessBuilder(
                            List.of("sngrep", "-F", "-N", "-q", "-L", listen, "-O", file.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Sngrep sngrep = new Sngrep(address, process);
            Await.until("sngrep listens", () -> !isFree(address.getPort()));
            return sngrep;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public InetSocketAddress address() {
        return address;
    }

    private static int free() {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isFree(int port) {
        try (DatagramSocket socket = new DatagramSocket(port, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
