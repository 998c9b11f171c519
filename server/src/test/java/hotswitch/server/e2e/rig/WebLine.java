package hotswitch.server.e2e.rig;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;

/** SIP over WebSocket by Java's own client. */
final class WebLine extends PhoneLine {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HttpClient http;
    private final String address;
    private final String transport;
    private final WebSocket socket;
    private CompletableFuture<?> sent = CompletableFuture.completedFuture(null);

    /** {@code trusted}: whose certificates it believes, for wss. */
    WebLine(InetSocketAddress server, String address, URI uri, SSLContext trusted) {
        super(server);
        this.address = address;
        http = HttpClient.newBuilder()
                .sslContext(trusted)
                .localAddress(InetAddress.ofLiteral(address))
                .build();
        transport = uri.getScheme().toUpperCase(Locale.ROOT);
        socket = http.newWebSocketBuilder()
                .subprotocols("sip")
                .buildAsync(uri, new Listener())
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }
    }

    @Override
    String transport() {
        return transport;
    }

    /** For its audio; what it says in SIP is {@link #host}. */
    @Override
    String address() {
        return address;
    }

    /** RFC 7118 §5.2.1: a browser does not know its address. */
    @Override
    String host() {
        return "df7jal23ls0d.invalid";
    }

    @Override
    int port() {
        return 0;
    }

    @Override
    synchronized void send(byte[] bytes) {
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        sent = sent.thenCompose(before -> socket.sendText(text, true));
    }

    @Override
    void read(Consumer<String> message) {
        while (!closed) {
            try {
                String next = heard.poll(200, TimeUnit.MILLISECONDS);
                if (next != null) {
                    message.accept(next);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        socket.abort();
        http.shutdownNow();
    }
}
