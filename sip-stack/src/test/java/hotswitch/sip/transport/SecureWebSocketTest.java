package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIP over WebSocket over TLS (RFC 7118 §5.1, "WSS"): beside plain WebSocket, by the same rules. */
final class SecureWebSocketTest {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";
    private static final String DESK = "https://desk.example";

    @TempDir
    private static Path folder;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private Switch sip;
    private HttpClient http;

    @BeforeAll
    static void certificates() throws Exception {
        new Certificates(folder).make("ours", "IP:127.0.0.1");
        new Certificates(folder).make("others", "IP:127.0.0.1");
    }

    @BeforeEach
    void open() throws Exception {
        TlsConfig tls = new Certificates(folder).config("ours", "", TlsConfig.Clients.NONE);
        WebSocketConfig web = new WebSocketConfig(0, 0, "/ws", List.of(DESK));
        sip = new Switch(new TransportConfig("127.0.0.1", 0, tls, web, TransportLimits.STANDARD));
        http = HttpClient.newBuilder()
                .sslContext(new Certificates(folder).believing("ours"))
                .build();
    }

    @AfterEach
    void close() {
        http.shutdownNow();
        sip.close();
    }

    private final class Page implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }
    }

    private WebSocket connect(HttpClient client, String path, String origin, String protocol) {
        URI uri = URI.create("wss://127.0.0.1:" + sip.transport.localPort(Transport.WSS) + path);
        return client.newWebSocketBuilder()
                .header("Origin", origin)
                .subprotocols(protocol)
                .buildAsync(uri, new Page())
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void aPageIsHeardAndReachedOverItsConnectionOnly() throws Exception {
        sip.echo = true;
        WebSocket page = connect(http, "/ws", DESK, "sip");
        assertEquals("sip", page.getSubprotocol());
        page.sendText(OPTIONS, true).join();
        Hop source = sip.nextHeard().source();
        assertEquals(Transport.WSS, source.transport());
        assertEquals(OPTIONS, heard.poll(10, TimeUnit.SECONDS));
        sip.send(new Hop(Transport.WSS, source.address(), source.port(), 0), OPTIONS);
        assertEquals(OPTIONS, heard.poll(10, TimeUnit.SECONDS), "found again by its address");
        Hop plain = new Hop(Transport.WS, source.address(), source.port(), 0);
        sip.send(plain, OPTIONS);
        assertEquals(plain, sip.nextFailed(), "what was secure does not become plain");
    }

    private int refusal(String path, String origin, String protocol) {
        CompletionException refused =
                assertThrows(CompletionException.class, () -> connect(http, path, origin, protocol));
        return ((WebSocketHandshakeException) refused.getCause()).getResponse().statusCode();
    }

    @Test
    void theSamePathPagesAndSubprotocolAsWithoutTls() {
        assertEquals(404, refusal("/", DESK, "sip"));
        assertEquals(403, refusal("/ws", "https://evil.example", "sip"));
        assertEquals(403, refusal("/ws", "http://desk.example", "sip"), "another scheme is another origin");
        assertEquals(400, refusal("/ws", DESK, "xmpp"));
    }

    @Test
    void whoDoesNotBelieveTheCertificateDoesNotConnect() throws Exception {
        try (HttpClient doubtful = HttpClient.newBuilder()
                .sslContext(new Certificates(folder).believing("others"))
                .build()) {
            CompletionException refused =
                    assertThrows(CompletionException.class, () -> connect(doubtful, "/ws", DESK, "sip"));
            assertTrue(
                    refused.getCause() instanceof SSLException,
                    () -> refused.getCause().toString());
        }
    }

    /** Neither a plain handshake nor bare SIP over TLS is taken for what it is not. */
    @Test
    void whatIsNotWebSocketOverTlsEnds() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
        try (Socket plain = new Socket(loopback, sip.transport.localPort(Transport.WSS))) {
            plain.setSoTimeout(5_000);
            plain.getOutputStream().write("GET /ws HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertTrue(plain.getInputStream().readAllBytes().length < 20, "an alert at most, then the end");
        }
        try (SSLSocket bare = (SSLSocket) new Certificates(folder)
                .believing("ours")
                .getSocketFactory()
                .createSocket(loopback, sip.transport.localPort(Transport.WSS))) {
            bare.setSoTimeout(5_000);
            bare.getOutputStream().write((OPTIONS + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertTrue(text(bare).startsWith("HTTP/1.1 400 "));
        }
        assertNull(sip.heard.poll());
    }

    private static String text(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
