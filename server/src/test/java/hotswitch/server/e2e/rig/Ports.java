package hotswitch.server.e2e.rig;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A block of ports for one switch, below the system's own range: SIP, API, and the rest for RTP. Test processes on one
 * machine begin at different blocks; the ports stay the same over restarts.
 */
record Ports(int sip, int api, int mediaMin, int mediaMax) {
    private static final int FIRST = 10_000;
    private static final int BLOCK = 1_000;
    private static final int BLOCKS = 22;
    private static final int MEDIA_FROM = 10;

    static Ports free() {
        int start = (int) (ProcessHandle.current().pid() % BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int base = FIRST + (start + i) % BLOCKS * BLOCK;
            if (isFree(base) && isFree(base + 1)) {
                return new Ports(base, base + 1, base + MEDIA_FROM, base + BLOCK - 1);
            }
        }
        throw new IllegalStateException("no block of ports is free on this machine");
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
}
