package hotswitch.server.node;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/** A connection for each phone, by TCP or WebSocket; one that the switch ends is a failure. */
final class StormStreams implements StormLines {
    private static final int ROOM = 4_096;
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private static final int FRAME_HEAD = 8;
    private static final String END = "\r\n\r\n";
    /** RFC 6455 §4.1. */
    private static final byte[] HANDSHAKE = """
            GET /ws HTTP/1.1
            Host: 127.0.0.1
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Version: 13
            Sec-WebSocket-Protocol: sip

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    private final InetSocketAddress server;
    private final boolean web;
    private final Selector selector = Selector.open();
    private final Line[] lines;

    private static final class Line {
        final ByteBuffer in = ByteBuffer.allocate(ROOM);
        /** What waits for the connection. */
        final ArrayDeque<ByteBuffer> early = new ArrayDeque<>(1);

        SocketChannel channel;
        String address;
        boolean connected;
        /** Messages may be sent. */
        boolean agreed;
    }

    /** All connect at once. */
    StormStreams(InetSocketAddress server, boolean web, int phones) throws IOException {
        this.server = server;
        this.web = web;
        lines = new Line[phones];
        for (int i = 0; i < phones; i++) {
            lines[i] = connecting();
        }
    }

    private Line connecting() throws IOException {
        Line line = new Line();
        line.channel = SocketChannel.open();
        line.channel.configureBlocking(false);
        line.channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        line.address = "127.0.0.1:" + ((InetSocketAddress) line.channel.getLocalAddress()).getPort();
        line.channel.register(selector, SelectionKey.OP_CONNECT, line);
        line.channel.connect(server);
        return line;
    }

    @Override
    public String via(int phone) {
        return web ? "WS storm" + phone + ".invalid" : "TCP " + lines[phone].address;
    }

    @Override
    public String contact(int phone) {
        return web ? "storm" + phone + ".invalid;transport=ws" : lines[phone].address + ";transport=tcp";
    }

    @Override
    public boolean repeats() {
        return false;
    }

    @Override
    public void say(int phone, String message) throws IOException {
        byte[] text = message.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = web ? frame(text) : ByteBuffer.wrap(text);
        if (lines[phone].agreed) {
            write(lines[phone], bytes);
        } else {
            lines[phone].early.add(bytes);
        }
    }

    /** Masked with zeros. */
    private static ByteBuffer frame(byte[] text) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEAD + text.length);
        frame.put((byte) TEXT).put((byte) (MASKED | TWO_BYTES)).putShort((short) text.length);
        return frame.putInt(0).put(text).flip();
    }

    /** A request fits into the socket's buffer. */
    private static void write(Line line, ByteBuffer bytes) throws IOException {
        line.channel.write(bytes);
        if (bytes.hasRemaining()) {
            throw new IOException("no room for one request");
        }
    }

    @Override
    public boolean hear(Ear ear) throws IOException {
        if (selector.select(1) == 0) {
            return false;
        }
        for (SelectionKey key : selector.selectedKeys()) {
            Line line = (Line) key.attachment();
            if (!line.connected) {
                line.channel.finishConnect();
                line.connected = true;
                key.interestOps(SelectionKey.OP_READ);
                if (web) {
                    write(line, ByteBuffer.wrap(HANDSHAKE));
                } else {
                    agreed(line);
                }
            } else {
                read(line, ear);
            }
        }
        selector.selectedKeys().clear();
        return true;
    }

    private static void agreed(Line line) throws IOException {
        line.agreed = true;
        while (!line.early.isEmpty()) {
            write(line, line.early.remove());
        }
    }

    private void read(Line line, Ear ear) throws IOException {
        if (line.channel.read(line.in) < 0) {
            throw new EOFException("the switch ended a connection");
        }
        line.in.flip();
        for (String next = next(line); next != null; next = next(line)) {
            if (line.agreed) {
                ear.hears(next);
            } else if (next.startsWith("HTTP/1.1 101 ")) {
                agreed(line);
            } else {
                throw new IOException(next);
            }
        }
        line.in.compact();
    }

    /** A whole message, none of which has a body; null: it has not come. */
    private String next(Line line) {
        ByteBuffer in = line.in;
        int head = line.agreed && web ? 4 : 0;
        String text = StandardCharsets.ISO_8859_1.decode(in.duplicate()).toString();
        int end = text.indexOf(END);
        if (end < 0) {
            return null;
        }
        in.position(in.position() + end + END.length());
        return text.substring(head, end + END.length());
    }

    @Override
    public void close() throws IOException {
        for (Line line : lines) {
            line.channel.close();
        }
        selector.close();
    }
}
