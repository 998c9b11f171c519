package hotswitch.server.cti;

import hotswitch.server.cti.Rights.Need;
import hotswitch.server.journal.FactLog;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code GET /events?from=SEQ}: WebSocket or server-sent events. {@code from} is the first number that is wanted: who
 * has
 * seen 41 asks for 42. Without it the stream begins with what comes next.
 */
public final class EventsApi {
    private final FactLog log;
    private final Set<EventFeed> feeds = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private Context context;

    public EventsApi(FactLog log) {
        this.log = log;
    }

    void addTo(Routes routes) {
        context = routes.vertx.getOrCreateContext();
        routes.get("/events", Need.of("events.read"), this::open);
    }

    /** There may be new facts; from any thread. */
    public void signal() {
        if (!feeds.isEmpty() && woken.compareAndSet(false, true)) {
            context.runOnContext(v -> {
                woken.set(false);
                feeds.forEach(EventFeed::pump);
            });
        }
    }

    private Future<?> open(RoutingContext request, Caller caller) {
        long from = Routes.number(request, "from", log.last() + 1);
        if (from < 1) {
            throw Problem.badRequest("from must be at least 1");
        }
        if (from < log.first()) {
            throw new Problem(
                    410,
                    "events before " + log.first() + " are no longer kept; take /api/v1/agents, /calls and"
                            + " /queues as snapshot and go on with from=" + (log.last() + 1));
        }
        if ("websocket".equalsIgnoreCase(request.request().getHeader("Upgrade"))) {
            return request.request().toWebSocket().map(socket -> {
                start(
                        new EventFeed(
                                log.reader(from),
                                socket,
                                json -> socket.writeTextMessage(
                                        shown(caller, json).encode())),
                        socket,
                        caller);
                return null;
            });
        }
        HttpServerResponse response = request.response();
        response.setChunked(true).putHeader("content-type", "text/event-stream").putHeader("cache-control", "no-store");
        // A comment: the client sees that it is connected before anything happens.
        response.write(":\n\n");
        EventFeed feed = new EventFeed(
                log.reader(from),
                response,
                json -> response.write("id: " + json.getLong("seq") + "\ndata: "
                        + shown(caller, json).encode() + "\n\n"));
        response.closeHandler(v -> end(feed, caller));
        begin(feed, caller);
        return Future.succeededFuture();
    }

    private static JsonObject shown(Caller caller, JsonObject event) {
        JsonObject record = event.getJsonObject("record");
        if (record != null) {
            caller.shown(record);
        }
        return caller.shown(event);
    }

    private void start(EventFeed feed, ServerWebSocket socket, Caller caller) {
        socket.closeHandler(v -> end(feed, caller));
        socket.exceptionHandler(e -> end(feed, caller));
        begin(feed, caller);
    }

    private void begin(EventFeed feed, Caller caller) {
        context.runOnContext(v -> {
            caller.session().streamOpened();
            feeds.add(feed);
            feed.pump();
        });
    }

    private void end(EventFeed feed, Caller caller) {
        context.runOnContext(v -> {
            if (feeds.remove(feed)) {
                caller.session().streamClosed();
                feed.close();
            }
        });
    }
}
