package hotswitch.server.e2e.rig;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;

/** A telephone's wire: one UDP socket, or one connection over TCP or TLS, and a virtual thread that reads it. */
abstract class PhoneLine implements AutoCloseable {
    final InetSocketAddress server;
    volatile boolean closed;

    PhoneLine(InetSocketAddress server) {
        this.server = server;
    }

    static PhoneLine udp(InetSocketAddress server, String address) {
        return new Udp(server, address);
    }

    static PhoneLine tcp(InetSocketAddress server, String address) {
        return new Stream("TCP", server, address, SocketFactory.getDefault());
    }

    static PhoneLine tls(InetSocketAddress server, String address, SSLContext trusted) {
        return new Stream("TLS", server, address, trusted.getSocketFactory());
    }

    abstract String transport();

    abstract String address();

    /** What Via and Contact say. */
    String host() {
        return bracketed(address()) + ":" + port();
    }

    /** An address as it stands in a URI. */
    static String bracketed(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }

    abstract int port();

    abstract void send(byte[] bytes);

    abstract void read(Consumer<String> message) throws IOException;

    @Override
    public abstract void close();

    void start(Consumer<String> message) {
        Thread.ofVirtual().start(() -> {
            try {
                read(message);
            } catch (IOException gone) {
                if (!closed && this instanceof Udp) {
                    throw new UncheckedIOException(gone);
                }
            }
        });
    }

    private static final class Udp extends PhoneLine {
        private final DatagramSocket socket;

        Udp(InetSocketAddress server, String address) {
            super(server);
            try {
                socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        String transport() {
            return "UDP";
        }

        @Override
        String address() {
            return socket.getLocalAddress().getHostAddress();
        }

        @Override
        int port() {
            return socket.getLocalPort();
        }

        @Override
        void send(byte[] bytes) {
            try {
                socket.send(new DatagramPacket(bytes, bytes.length, server));
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        void read(Consumer<String> message) throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
            while (!closed) {
                packet.setLength(65_536);
                socket.receive(packet);
                message.accept(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
            }
        }

        @Override
        public void close() {
            closed = true;
            socket.close();
        }
    }

    private static final class Stream extends PhoneLine {
        private final String transport;
        private final Socket socket;

        Stream(String transport, InetSocketAddress server, String address, SocketFactory sockets) {
            super(server);
            this.transport = transport;
            try {
                socket = sockets.createSocket();
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
                socket.connect(server, 10_000);
                socket.setTcpNoDelay(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        String transport() {
            return transport;
        }

        @Override
        String address() {
            return socket.getLocalAddress().getHostAddress();
        }

        @Override
        int port() {
            return socket.getLocalPort();
        }

        @Override
        void send(byte[] bytes) {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        void read(Consumer<String> message) throws IOException {
            InputStream in = socket.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.write(c);
                String text = head.toString(StandardCharsets.UTF_8);
                if (text.equals("\r\n")) {
                    head.reset();
                } else if (text.endsWith("\r\n\r\n")) {
                    byte[] body = in.readNBytes(SipText.contentLength(text));
                    head.reset();
                    message.accept(text + new String(body, StandardCharsets.UTF_8));
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
