package hotswitch.server.e2e.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Serves the page in which a telephone is (resources {@code browser}) and the modules of its library as {@code
 * ./hotswitch test} installed them; hands the page one order after the other, and keeps what it tells.
 */
final class Page implements AutoCloseable {
    private static final Path MODULES = SwitchProcess.home().resolve("target/jssip/node_modules");
    private static final long WAIT_MS = 500;
    private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
    /** Written by the server's threads: guarded by itself. */
    @SuppressWarnings("JdkObsolete")
    private final StringBuffer said = new StringBuffer();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Page() {
        if (!Files.isDirectory(MODULES)) {
            throw new AssertionError("no " + MODULES + ": ./hotswitch test installs it");
        }
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, ours(exchange)));
        server.createContext("/node_modules/", exchange -> answer(exchange, module(exchange)));
        server.createContext("/next", exchange -> answer(exchange, next()));
        server.createContext("/said", this::hear);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/phone.html";
    }

    void order(String json) {
        orders.add(json);
    }

    String said() {
        return said.toString();
    }

    private void hear(HttpExchange exchange) throws IOException {
        said.append(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        answer(exchange, new byte[0]);
    }

    private byte[] next() {
        try {
            String order = orders.poll(WAIT_MS, TimeUnit.MILLISECONDS);
            return (order == null ? "{}" : order).getBytes(StandardCharsets.UTF_8);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        }
    }

    /** Null: there is none. */
    private static byte[] ours(HttpExchange exchange) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(
                "/browser" + exchange.getRequestURI().getPath())) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static byte[] module(HttpExchange exchange) throws IOException {
        Path file =
                MODULES.getParent().resolve(exchange.getRequestURI().getPath().substring(1));
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : null;
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        String path = exchange.getRequestURI().getPath();
        exchange.getResponseHeaders()
                .set("Content-Type", path.endsWith(".html") ? "text/html" : "text/javascript; charset=utf-8");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        try (exchange) {
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null || body.length == 0 ? -1 : body.length);
            if (body != null && body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
