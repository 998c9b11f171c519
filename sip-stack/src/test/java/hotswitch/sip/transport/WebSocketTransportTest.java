package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 7118; the browser is Java's own client, and a bare socket where no client would do such a thing. */
final class WebSocketTransportTest {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";
    private static final TransportLimits LIMITS = new TransportLimits(4, 16, 1_000, 2_000, 60_000);
    private final Switch sip = new Switch(new TransportConfig(
            "127.0.0.1", 0, null, new WebSocketConfig(0, -1, "/ws", List.of("https://desk.example")), LIMITS));
    private final HttpClient http = HttpClient.newHttpClient();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        http.shutdownNow();
        sip.close();
    }

    private final class Page implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add("text " + part);
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            heard.add("binary " + StandardCharsets.US_ASCII.decode(data));
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(WebSocket from, ByteBuffer data) {
            heard.add("pong " + StandardCharsets.US_ASCII.decode(data));
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            heard.add("close " + status);
            return null;
        }
    }

    private WebSocket connect(String path, String origin, String... protocols) {
        URI uri = URI.create("ws://127.0.0.1:" + sip.transport.localPort(Transport.WS) + path);
        WebSocket.Builder builder = http.newWebSocketBuilder().header("Origin", origin);
        if (protocols.length > 0) {
            builder.subprotocols(
                    protocols[0],
                    List.of(protocols).subList(1, protocols.length).toArray(new String[0]));
        }
        return builder.buildAsync(uri, new Page())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private WebSocket connect() {
        return connect("/ws", "https://desk.example", "xmpp", "sip");
    }

    private String next() throws InterruptedException {
        String next = heard.poll(10, TimeUnit.SECONDS);
        assertTrue(next != null, "nothing came within 10 s");
        return next;
    }

    @Test
    void messagesInTextAndBinaryAreAnsweredInKind() throws Exception {
        sip.echo = true;
        WebSocket page = connect();
        assertEquals("sip", page.getSubprotocol());
        page.sendText(OPTIONS, true).join();
        Hop source = sip.nextHeard().source();
        assertEquals(Transport.WS, source.transport());
        assertEquals("text " + OPTIONS, next());
        page.sendBinary(ByteBuffer.wrap(OPTIONS.getBytes(StandardCharsets.US_ASCII)), true)
                .join();
        assertEquals(source, sip.nextHeard().source());
        assertEquals("binary " + OPTIONS, next());
        sip.send(new Hop(Transport.WS, source.address(), source.port(), 0), OPTIONS);
        assertEquals("binary " + OPTIONS, next(), "found again by its address");
    }

    @Test
    void fragmentsAreOneMessage() throws Exception {
        WebSocket page = connect();
        for (int i = 0; i < OPTIONS.length(); i++) {
            page.sendText(OPTIONS.substring(i, i + 1), i == OPTIONS.length() - 1)
                    .join();
        }
        assertEquals(OPTIONS, sip.nextHeard().text());
    }

    /** RFC 7118 §5: without Content-Length the frame says where the body ends. */
    @Test
    void theFrameIsTheMessage() throws Exception {
        WebSocket page = connect();
        String two = "OPTIONS sip:a SIP/2.0\r\n\r\nbody" + OPTIONS;
        page.sendText(two, true).join();
        assertEquals(two, sip.nextHeard().text());
    }

    @Test
    void pingsGetTheirPongsAndSoDoKeepAlivesOfSip() throws Exception {
        WebSocket page = connect();
        page.sendPing(ByteBuffer.wrap("here".getBytes(StandardCharsets.US_ASCII)))
                .join();
        assertEquals("pong here", next());
        page.sendText("\r\n\r\n", true).join();
        assertEquals("text \r\n", next());
        assertNull(sip.heard.poll());
    }

    @Test
    void aCloseGetsAClose() throws Exception {
        WebSocket page = connect();
        page.sendText(OPTIONS, true).join();
        Hop source = sip.nextHeard().source();
        page.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals("close 1000", next());
        assertEquals(source, sip.nextFailed(), "whoever waits for this page hears of it");
        sip.send(new Hop(Transport.WS, source.address(), source.port(), 0), OPTIONS);
        assertTrue(sip.nextFailed().samePeer(source), "nobody can be reached but over his own connection");
    }

    private int refusal(String path, String origin, String... protocols) {
        CompletionException refused = assertThrows(CompletionException.class, () -> connect(path, origin, protocols));
        return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }

    @Test
    void onlyOurPathOurPagesAndWhoSpeaksSip() {
        assertEquals(404, refusal("/", "https://desk.example", "sip"));
        assertEquals(403, refusal("/ws", "https://evil.example", "sip"));
        assertEquals(400, refusal("/ws", "https://desk.example"));
        assertEquals(400, refusal("/ws", "https://desk.example", "xmpp"));
        assertEquals(400, refusal("/ws", "https://desk.example", "SIP"), "a name is what it is");
        assertEquals("sip", connect("/ws?user=1", "https://DESK.example", "sip").getSubprotocol());
    }

    @Test
    void aMessageThatIsTooLongEndsTheConnection() throws Exception {
        WebSocket page = connect();
        page.sendText("x".repeat(40_000), false).join();
        page.sendText("x".repeat(40_000), true).exceptionally(gone -> null).join();
        String end = next();
        assertTrue(end.equals("close 1009") || end.equals("close 1006"), end);
        assertNull(sip.heard.poll());
    }

    private static final String UPGRADE = "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n";

    private Socket bare(String request) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), sip.transport.localPort(Transport.WS));
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c >= 0 && c != '\r';
                c = socket.getInputStream().read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void skipHead(Socket socket) throws IOException {
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int next = socket.getInputStream().read();
            assertTrue(next >= 0, "the connection ended in the handshake");
            last = last << 8 | next;
        }
    }

    /** RFC 6455 §5.1: a client masks; §5.6: text is UTF-8; §5.2: no bit of an extension that nobody agreed to. */
    @Test
    void framesThatNoClientMaySendEndTheConnection() throws Exception {
        int[][] wrong = {
            {0x81, 0x02, 'h', 'i'}, // not masked
            {0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe}, // no UTF-8
            {0xc1, 0x80, 0, 0, 0, 0}, // RSV1
            {0x83, 0x80, 0, 0, 0, 0}, // an opcode that is not assigned
            {0x80, 0x80, 0, 0, 0, 0}, // a continuation of nothing
            {0x09, 0x80, 0, 0, 0, 0}, // a ping in fragments
        };
        for (int[] frame : wrong) {
            try (Socket socket = bare(UPGRADE + "Sec-WebSocket-Version: 13\r\n\r\n")) {
                skipHead(socket);
                for (int b : frame) {
                    socket.getOutputStream().write(b);
                }
                DataInputStream in = new DataInputStream(socket.getInputStream());
                assertEquals(0x88, in.read(), "a close frame");
                assertTrue(in.readNBytes(in.read()).length >= 2);
                assertEquals(-1, in.read(), "and the end");
            }
        }
        assertNull(sip.heard.poll());
    }

    /** RFC 6455 §4.1: nothing may come before our answer, and nothing of it is taken for a message. */
    @ParameterizedTest
    @ValueSource(strings = {"OPTIONS sip:a SIP/2.0\r\n\r\n", "\u0001\u0080", "GET /ws HTTP/1.1\r\nHost: a\r\n\r\n"})
    void whatComesBeforeTheAnswerEndsTheConnection(String early) throws Exception {
        try (Socket socket = bare(UPGRADE + "Sec-WebSocket-Version: 13\r\n\r\n" + early)) {
            skipHead(socket);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertEquals(0x88, in.read(), "a close frame");
            assertTrue(in.read() >= 2);
            assertEquals(1_002, in.readUnsignedShort());
            assertNull(sip.heard.poll());
        }
    }

    @Test
    void whatIsNoHandshakeIsRefused() throws Exception {
        try (Socket socket = bare(UPGRADE + "Sec-WebSocket-Version: 8\r\n\r\n")) {
            assertEquals("HTTP/1.1 426 Upgrade Required", line(socket));
        }
        try (Socket socket = bare("GET /ws HTTP/1.1\r\nHost: a\r\n\r\n")) {
            assertEquals("HTTP/1.1 426 Upgrade Required", line(socket));
        }
        try (Socket socket = bare("POST /ws HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")) {
            assertEquals("HTTP/1.1 400 Bad Request", line(socket));
        }
        try (Socket socket = bare(OPTIONS + "\r\n\r\n")) {
            assertEquals("HTTP/1.1 400 Bad Request", line(socket));
        }
        try (Socket socket = bare("GET /ws HTTP/1.1\r\nX: " + "y".repeat(20_000))) {
            String first = line(socket);
            assertTrue(first.startsWith("HTTP/1.1 4"), first);
        }
    }

    /** Who has connected and says nothing is not kept: neither before the handshake nor after it. */
    @Test
    void silenceEndsTheConnection() throws Exception {
        try (Socket silent = bare("GET /ws HT");
                Socket half = bare(UPGRADE + "Sec-WebSocket-Version: 13\r\n\r\n")) {
            skipHead(half);
            assertEquals(-1, silent.getInputStream().read());
            assertEquals(-1, half.getInputStream().read());
            assertEquals(2, sip.count(TransportCounters.Count.STREAMS_SLOW));
        }
    }
}
