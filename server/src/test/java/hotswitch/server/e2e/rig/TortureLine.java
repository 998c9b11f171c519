package hotswitch.server.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends octets to a switch as they are, and hears its final responses. */
public abstract sealed class TortureLine implements AutoCloseable {
    private final StringBuilder heard = new StringBuilder();
    private final byte[] room = new byte[65_536];

    /** From an address of its own, {@code number}, that nothing sent to another one is heard; the port is Via's. */
    public static TortureLine udp(InetSocketAddress there, int number, int port, int waitMs) {
        try {
            return new Udp(there, new InetSocketAddress(InetAddress.ofLiteral("127.0.1." + number), port), waitMs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static TortureLine tcp(InetSocketAddress there, int waitMs) {
        try {
            return new Tcp(there, waitMs);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each character is an octet. */
    public final void send(String latin1) {
        try {
            send(latin1.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request may follow another. */
    public final boolean isStream() {
        return this instanceof Tcp;
    }

    abstract void send(byte[] bytes) throws IOException;

    /** How many octets have come; 0 or less: none within the time, and none will. */
    abstract int read(byte[] into) throws IOException;

    @Override
    public abstract void close();

    /** The next final response; null: none within the time. */
    public final SipText response() {
        try {
            while (true) {
                int body = heard.indexOf("\r\n\r\n") + 4;
                int end = body < 4 ? Integer.MAX_VALUE : body + SipText.contentLength(heard.substring(0, body));
                if (end <= heard.length()) {
                    SipText message = SipText.parse(heard.substring(0, end), 0);
                    heard.delete(0, end);
                    if (message.status() >= 200) {
                        return message;
                    }
                    continue;
                }
                int length = read(room);
                if (length <= 0) {
                    return null;
                }
                heard.append(new String(room, 0, length, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Udp extends TortureLine {
        private final DatagramSocket socket;

        Udp(InetSocketAddress there, InetSocketAddress here, int waitMs) throws IOException {
            socket = new DatagramSocket(here);
            socket.connect(there);
            socket.setSoTimeout(waitMs);
        }

        @Override
        void send(byte[] bytes) throws IOException {
            socket.send(new DatagramPacket(bytes, bytes.length));
        }

        @Override
        int read(byte[] into) throws IOException {
            DatagramPacket packet = new DatagramPacket(into, into.length);
            try {
                socket.receive(packet);
                return packet.getLength();
            } catch (SocketTimeoutException silence) {
                return 0;
            }
        }

        @Override
        public void close() {
            socket.close();
        }
    }

    private static final class Tcp extends TortureLine {
        private final Socket socket;

        Tcp(InetSocketAddress there, int waitMs) throws IOException {
            socket = new Socket(there.getAddress(), there.getPort());
            socket.setSoTimeout(waitMs);
        }

        @Override
        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        @Override
        int read(byte[] into) throws IOException {
            try {
                return socket.getInputStream().read(into);
            } catch (SocketTimeoutException | SocketException silence) {
                return 0;
            }
        }

        @Override
        public void close() {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
