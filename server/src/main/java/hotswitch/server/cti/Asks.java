package hotswitch.server.cti;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Fact.RequestDone;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Requests on their way through the core. An answer goes out when the facts of the request are in the view: who writes,
 * reads his own write.
 */
public final class Asks {
    private static final long ANSWER_MS = 5_000;
    private final Vertx vertx;
    private final Consumer<Command> core;
    private final Map<Long, Promise<RequestDone>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong ids;

    /** {@code firstId}: above those of former boots, so that a fact that comes again answers nobody. */
    public Asks(Vertx vertx, Consumer<Command> core, long firstId) {
        this.vertx = vertx;
        this.core = core;
        this.ids = new AtomicLong(firstId);
    }

    /** Succeeds with a 2xx; fails with a {@link Problem} of the core's status, or 504 after five seconds. */
    Future<RequestDone> ask(String by, String key, Function<Request, Command> command) {
        long id = ids.incrementAndGet();
        Promise<RequestDone> promise = Promise.promise();
        waiting.put(id, promise);
        long timer =
                vertx.setTimer(ANSWER_MS, t -> promise.tryFail(new Problem(504, "the core did not answer in time")));
        core.accept(command.apply(new Request(id, by, key)));
        return promise.future().eventually(() -> {
            vertx.cancelTimer(timer);
            waiting.remove(id);
            return Future.succeededFuture();
        });
    }

    /** From the projecting thread, after the view took the facts before this one. */
    public void done(RequestDone fact) {
        Promise<RequestDone> promise = waiting.get(fact.requestId());
        if (promise == null) {
            return;
        }
        if (fact.status() < 300) {
            promise.tryComplete(fact);
        } else {
            promise.tryFail(new Problem(fact.status(), fact.detail()));
        }
    }
}
