package hotswitch.server.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A block of ports for one switch, below the system's own range: SIP, API, and the rest for RTP. A locked file keeps it
 * from the other test processes of this machine until {@link #close}; the ports stay the same over restarts.
 */
public record Ports(int sip, int api, int mediaMin, int mediaMax, FileChannel taken) implements AutoCloseable {
    private static final int FIRST = 10_000;
    private static final int BLOCK = 1_000;
    private static final int BLOCKS = 22;
    private static final int MEDIA_FROM = 10;

    public static Ports free() {
        int start = (int) (ProcessHandle.current().pid() % BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int base = FIRST + (start + i) % BLOCKS * BLOCK;
            FileChannel taken = take(base);
            if (taken != null) {
                return new Ports(base, base + 1, base + MEDIA_FROM, base + BLOCK - 1, taken);
            }
        }
        throw new IllegalStateException("no block of ports is free on this machine");
    }

    /** Null: another has this block, or somebody listens there. */
    private static FileChannel take(int base) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "hotswitch-test-ports-" + base + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locks(channel) && isFree(base) && isFree(base + 1)) {
                return channel;
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean locks(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        try (DatagramSocket udp = new DatagramSocket(address);
                ServerSocket tcp = new ServerSocket()) {
            tcp.bind(address);
            return udp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** Others may have them. */
    @Override
    public void close() {
        try {
            taken.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
