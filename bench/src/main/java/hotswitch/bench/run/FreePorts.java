package hotswitch.bench.run;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of 127.0.0.1 that nobody holds at this moment. */
public final class FreePorts {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int ONE_MIN = 10_000;
    private static final int RANGE_MIN = 12_000;
    private static final int RANGE_MAX = 32_000;

    private FreePorts() {}

    /** One that is free for UDP and TCP, below the ports that the kernel gives to clients. */
    public static int one() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(ONE_MIN, RANGE_MIN);
            if (tcpFree(port) && udpFree(port)) {
                return port;
            }
        }
    }

    private static boolean tcpFree(int port) {
        try (ServerSocket tcp = new ServerSocket(port, 1, LOOPBACK)) {
            return tcp.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * {@code MIN-MAX}: so many neighbouring UDP ports below the ephemeral ones, MIN even; both ends and the middle
     * are free.
     */
    public static String range(int ports) {
        for (int from = RANGE_MIN; from + ports < RANGE_MAX; from += 500) {
            if (udpFree(from) && udpFree(from + ports / 2) && udpFree(from + ports - 1)) {
                return from + "-" + (from + ports - 1);
            }
        }
        throw new IllegalStateException("no " + ports + " free ports between " + RANGE_MIN + " and " + RANGE_MAX);
    }

    private static boolean udpFree(int port) {
        try (DatagramSocket udp = new DatagramSocket(new InetSocketAddress(LOOPBACK, port))) {
            return udp.isBound();
        } catch (SocketException taken) {
            return false;
        }
    }
}
