package hotswitch.server.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.Request;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Retention;
import hotswitch.server.recovery.StateDir;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the data folder: its room each second, and once an hour what is older than it has to be kept. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long FIRST_SWEEP_S = 60;
    private static final long SWEEP_S = 3_600;
    private static final long CLOSE_S = 60;
    private final StateDir state;
    private final Needs needs;
    private final Consumer<Command> core;
    /** Two: a long sweep does not keep the guard from looking. */
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(
            2, Thread.ofPlatform().name("upkeep-", 0).daemon().factory());

    /** {@code days}: the journal is kept for so long, 0 for ever; {@code taken}: the last fact that all projections have. */
    record Needs(IntSupplier days, LongSupplier taken, LongSupplier nowNs) {}

    Upkeep(StateDir state, Needs needs, Consumer<Command> core) {
        this.state = state;
        this.needs = needs;
        this.core = core;
    }

    void start(DiskGuard guard) {
        threads.scheduleAtFixedRate(guard::look, 0, 1, TimeUnit.SECONDS);
        threads.scheduleWithFixedDelay(this::sweep, FIRST_SWEEP_S, SWEEP_S, TimeUnit.SECONDS);
    }

    /** What is removed is told in the journal itself, so that its anchor cannot be exchanged. */
    void sweep() {
        int days = needs.days.getAsInt();
        if (days == 0) {
            return;
        }
        Journal.Mark before = state.journal().begin();
        try {
            Retention.Kept kept =
                    new Retention(state).sweep(needs.nowNs.getAsLong() - days * DAY_NS, needs.taken.getAsLong());
            if (kept.begin().sequence() > before.sequence()) {
                String detail = Retention.detail(kept.begin());
                LOG.info("journal older than {} days removed {}", days, detail);
                core.accept(new Audit(Request.unasked("retention"), Retention.ACTION, "journal", true, detail));
            }
        } catch (Journal.Damaged damaged) {
            LOG.error("the journal is damaged, nothing is removed", damaged);
            core.accept(new RaiseAlarm("JOURNAL_DAMAGED", damaged.getMessage(), true));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("what is old could not be removed, next try in an hour", e);
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        try {
            threads.awaitTermination(CLOSE_S, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
