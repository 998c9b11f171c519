package hotswitch.server.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.snapshot.IdleWhileQueued;
import hotswitch.server.metrics.Metrics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks twice a second whether a caller waits beside an agent who could serve him, and whether the core answers at
 * all. Neither may last: an alarm then, and the evidence. The live view says where it is worth a look (it knows
 * nothing of languages and levels), the core is the judge.
 */
final class Watch implements AutoCloseable {
    static final String IDLE = "IDLE_WHILE_QUEUED";
    static final String SILENT = "CORE_SILENT";
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long EVERY_NS = 500_000_000L;
    private static final int LOOKS_PER_S = 2;
    /** In a row: between the first and the last lies a second. */
    private static final int IDLE_LOOKS = 3;
    /** In a row: five seconds. Looks and not time, which passes for a machine that stood still as well. */
    private static final int SILENT_LOOKS = 10;

    /** So seldom it is looked at whatever the view says: that one may be wrong too. */
    private static final int UNASKED_LOOKS = 20;

    private final Sight sight;
    private final Outlets outlets;
    private final AtomicLong idleLooks = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("watch").daemon(true).unstarted(this::run);
    private CompletableFuture<IdleWhileQueued> asked = CompletableFuture.completedFuture(null);
    private int looks;
    private int found;
    private int unanswered;
    private volatile boolean stopping;

    /** {@code suspected}: a look by the core is worth while. {@code core}: asks it, with a look or only for a word. */
    record Sight(BooleanSupplier suspected, Function<Boolean, CompletableFuture<IdleWhileQueued>> core) {}

    /** {@code core}: takes alarms. {@code raised}: those of a former process. {@code dump}: takes code and detail. */
    record Outlets(Consumer<Command> core, Predicate<String> raised, BiConsumer<String, String> dump) {}

    Watch(Sight sight, Outlets outlets) {
        this.sight = sight;
        this.outlets = outlets;
    }

    /** From the second look on, in whole seconds. */
    void show(Metrics metrics) {
        metrics.counts("hotswitch.idle.while.queued.seconds", () -> idleLooks.get() / LOOKS_PER_S);
    }

    void start() {
        for (String code : List.of(IDLE, SILENT)) {
            if (outlets.raised.test(code)) {
                outlets.core.accept(new RaiseAlarm(code, "a new start", false));
            }
        }
        thread.start();
    }

    private void run() {
        while (!stopping) {
            LockSupport.parkNanos(EVERY_NS);
            look();
        }
    }

    /** What was asked at the last look is known now. */
    void look() {
        if (!asked.isDone()) {
            unanswered++;
            if (unanswered == SILENT_LOOKS) {
                raise(SILENT, "the core has not answered for " + SILENT_LOOKS / LOOKS_PER_S + " s");
            }
            return;
        }
        if (unanswered >= SILENT_LOOKS) {
            clear(SILENT);
        }
        unanswered = 0;
        judge(asked.handle(Watch::text).join());
        looks++;
        boolean look = sight.suspected.getAsBoolean() || found > 0 || looks % UNASKED_LOOKS == 0;
        asked = sight.core.apply(look);
    }

    /** "": all is well. A core that throws when it looks is not well. */
    private static String text(IdleWhileQueued idle, Throwable fault) {
        if (fault != null) {
            return "the core cannot tell: " + fault;
        }
        return idle == null
                ? ""
                : "call " + idle.callId() + " waits in " + idle.queue() + ", agent " + idle.agent() + " is ready";
    }

    private void judge(String what) {
        if (what.isEmpty()) {
            if (found >= IDLE_LOOKS) {
                clear(IDLE);
            }
            found = 0;
            return;
        }
        found++;
        if (found > 1) {
            idleLooks.incrementAndGet();
        }
        if (found == IDLE_LOOKS) {
            raise(IDLE, what);
        }
    }

    private void raise(String code, String detail) {
        LOG.error("{} raised: {}", code, detail);
        outlets.core.accept(new RaiseAlarm(code, detail, true));
        outlets.dump.accept(code, detail);
    }

    private void clear(String code) {
        LOG.warn("{} cleared", code);
        outlets.core.accept(new RaiseAlarm(code, "no more", false));
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
    }
}
