package hotswitch.server.e2e.rig;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;

/** One of thousands: a connection without a thread of its own, over which OPTIONS is asked now and then. */
public final class IdlePhone implements AutoCloseable {
    private static final int WAIT_MS = 20_000;
    /** RFC 6455 §5.2: a whole text frame, its payload masked with zeros. */
    private static final int TEXT = 0x81;

    private static final int MASKED = 0x80;
    private static final int TWO_BYTES = 126;
    private final Socket socket;
    private final String transport;

    private IdlePhone(Socket socket, String transport, InetSocketAddress server) throws IOException {
        this.socket = socket;
        this.transport = transport;
        socket.setSoTimeout(WAIT_MS);
        socket.setTcpNoDelay(true);
        socket.connect(server);
    }

    public static IdlePhone tcp(InetSocketAddress server) throws IOException {
        return new IdlePhone(new Socket(), "TCP", server);
    }

    public static IdlePhone tls(InetSocketAddress server, SSLContext trusted) throws IOException {
        return new IdlePhone(trusted.getSocketFactory().createSocket(), "TLS", server);
    }

    /** The opening handshake of RFC 6455 §4.1. */
    public static IdlePhone web(URI uri) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral(uri.getHost()), uri.getPort());
        IdlePhone phone = new IdlePhone(new Socket(), "WS", server);
        String key = Base64.getEncoder().encodeToString(new byte[16]);
        phone.write("""
                GET %s HTTP/1.1
                Host: %s
                Upgrade: websocket
                Connection: Upgrade
                Sec-WebSocket-Key: %s
                Sec-WebSocket-Version: 13
                Sec-WebSocket-Protocol: sip

                """.formatted(uri.getPath(), uri.getAuthority(), key).replace("\n", "\r\n"));
        String opened = phone.head();
        assertTrue(opened.startsWith("HTTP/1.1 101 "), opened);
        return phone;
    }

    /** {@code number}: another one for each question. */
    public void asks(int number) throws IOException {
        String options = """
                OPTIONS sip:hotline.local SIP/2.0
                Via: SIP/2.0/%3$s 127.0.0.1:%1$d;branch=z9hG4bK-streams-%2$d
                Max-Forwards: 70
                From: <sip:x@127.0.0.1>;tag=x
                To: <sip:hotline.local>
                Call-ID: streams-%2$d
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(socket.getLocalPort(), number, transport).replace("\n", "\r\n");
        if (transport.equals("WS")) {
            int length = options.length();
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(TEXT);
            frame.write(MASKED | TWO_BYTES);
            frame.write(length >> 8);
            frame.write(length);
            frame.writeBytes(new byte[4]);
            frame.writeBytes(options.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(frame.toByteArray());
        } else {
            write(options);
        }
    }

    private void write(String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The next message, which has no body. */
    public SipText heard() throws IOException {
        if (transport.equals("WS")) {
            InputStream in = socket.getInputStream();
            assertTrue(in.read() == TEXT && in.read() == TWO_BYTES && in.readNBytes(2).length == 2, "a frame");
        }
        return SipText.parse(head(), System.nanoTime());
    }

    private String head() throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, () -> "closed after: " + text);
            text.append((char) next);
        }
        return text.toString();
    }

    /** Nothing more comes. */
    public boolean isClosed() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
