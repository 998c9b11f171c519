package hotswitch.server.cti;

import hotswitch.acd.Command;
import hotswitch.acd.Fact.RequestDone;
import hotswitch.server.config.KpiConfig;
import hotswitch.server.config.RolesConfig;
import hotswitch.server.cti.live.PhoneRow;
import hotswitch.server.cti.live.TrunkRow;
import hotswitch.server.journal.FactLog;
import hotswitch.server.kpi.KpiDesk;
import hotswitch.server.store.Records;
import hotswitch.server.trace.LogLevels;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The CTI API over HTTP and WebSocket, with health and metrics beside it. */
public final class Cti implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cti.class);
    private static final long START_S = 20;
    private static final int WORKERS = 4;
    private static final long SAVE_MS = 60_000;
    private final Vertx vertx;
    private final Asks asks;
    private final EventsApi events;
    private HttpServer http;
    /** Null until it listens. */
    private Sessions sessions;

    /**
     * What the API shows. {@code inventory}: what is alive at the edges and in the core, by name; blocking, like {@code
     * trunks}, {@code phones} and {@code audio}: how the legs of a call that goes on sound so far.
     */
    public record Sources(
            LiveView view,
            Records records,
            Path recordings,
            Supplier<List<TrunkRow>> trunks,
            Supplier<List<PhoneRow>> phones,
            LongFunction<List<Records.QualityRow>> audio,
            Supplier<Map<String, Object>> inventory) {}

    /** What it may do with the node. {@code serving}: false while new calls are refused (draining, a full disk). */
    public record Operator(
            Clock clock,
            Tokens tokens,
            Supplier<RolesConfig> roles,
            Supplier<KpiConfig> kpi,
            Reload reload,
            Supplier<String> metrics,
            Supplier<Boolean> serving,
            LogLevels logs) {}

    /** Reads {@code conf/} again; the faults, none when it was applied. Blocking. */
    public interface Reload {
        List<String> reload(String by);
    }

    /** {@code firstRequestId}: above those of former boots, so that a fact that comes again answers nobody. */
    public Cti(FactLog facts, Consumer<Command> core, long firstRequestId) {
        vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(WORKERS)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        asks = new Asks(vertx, core, firstRequestId);
        events = new EventsApi(facts);
    }

    /** The view has the facts up to this one. */
    public void answer(RequestDone done) {
        asks.done(done);
    }

    /** There may be new facts; from any thread. */
    public void signal() {
        events.signal();
    }

    /** Listens (port 0: any free one) or throws {@link IllegalStateException} saying why not. */
    public void listen(String address, int port, Sources sources, Operator operator) {
        Router router = router(sources, operator);
        http = vertx.createHttpServer(
                        new HttpServerOptions().setHost(address).setPort(port).setIdleTimeout(300))
                .requestHandler(router);
        try {
            http.listen().await(START_S, TimeUnit.SECONDS);
            vertx.setPeriodic(SAVE_MS, timer -> saveSessions());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the API did not listen on " + address + ":" + port + " in time", e);
        }
    }

    /** Every path that is served. */
    Router router(Sources sources, Operator operator) {
        Rights rights = new Rights(operator.tokens(), operator.roles(), operator.clock());
        sessions = rights.sessions;
        Routes routes = new Routes(vertx, rights);
        new AgentsApi(sources.view(), asks).addTo(routes);
        new ItemsApi(sources.view(), sources.records().items(), asks).addTo(routes);
        new CallsApi(sources, asks, operator.serving()).addTo(routes);
        new TransfersApi(sources.view(), asks).addTo(routes);
        new RecordingsApi(sources.records(), asks, sources.recordings()).addTo(routes);
        new OperationsApi(sources, operator, asks).addTo(routes);
        KpiDesk kpi = new KpiDesk(sources.records(), operator.kpi(), sources.view()::openSpans);
        new KpiApi(kpi, operator.clock()).addTo(routes);
        events.addTo(routes);
        open(routes.router, operator);
        return routes.router;
    }

    private static void open(Router router, Operator operator) {
        router.route(HttpMethod.GET, "/healthz").handler(context -> context.end("alive\n"));
        router.route(HttpMethod.GET, "/readyz").handler(context -> {
            boolean serving = operator.serving().get();
            context.response()
                    .setStatusCode(serving ? 200 : 503)
                    .end(serving ? "serving\n" : "new calls are refused\n");
        });
        router.route(HttpMethod.GET, "/metrics").handler(context -> {
            if (!local(context.request())) {
                context.fail(new Problem(403, "metrics are for loopback only"));
                return;
            }
            context.vertx()
                    .executeBlocking(operator.metrics()::get, false)
                    .onSuccess(text -> context.response()
                            .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                            .end(text))
                    .onFailure(context::fail);
        });
        String description = resource("/openapi.json");
        router.route(HttpMethod.GET, "/openapi.json")
                .handler(context -> context.response()
                        .putHeader("content-type", "application/json")
                        .end(description));
    }

    private static String resource(String name) {
        try (InputStream in = Cti.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean local(HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        return address != null
                && (address.startsWith("127.") || address.equals("0:0:0:0:0:0:0:1") || address.equals("::1"));
    }

    private void saveSessions() {
        vertx.executeBlocking(Executors.callable(sessions::save), true)
                .onFailure(e -> LOG.error("writing when tokens were used", e));
    }

    public int port() {
        return http.actualPort();
    }

    @Override
    public void close() {
        if (sessions != null) {
            sessions.save();
        }
        vertx.close();
    }
}
