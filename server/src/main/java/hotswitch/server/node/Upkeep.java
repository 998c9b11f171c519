package hotswitch.server.node;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.RaiseAlarm;
import hotswitch.acd.Command.Request;
import hotswitch.server.journal.Journal;
import hotswitch.server.recovery.Retention;
import hotswitch.server.recovery.StateDir;
import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the data folder: its room each second, and once an hour what is older than it has to be kept. */
final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long LOOK_NS = 1_000_000_000L;
    private static final long FIRST_SWEEP_NS = 10_000_000_000L;
    private static final long SWEEP_NS = 3_600_000_000_000L;
    private static final long CLOSE_MS = 60_000;
    private final StateDir state;
    private final Needs needs;
    private final Consumer<Command> core;
    private final DiskGuard guard;
    private final Thread watching =
            Thread.ofPlatform().name("disk-guard").daemon().unstarted(this::watch);
    /** Its own: a long sweep does not keep the guard from looking. */
    private final Thread sweeping =
            Thread.ofPlatform().name("retention").daemon().unstarted(this::sweepHourly);

    private Runnable hourly = () -> {};
    private volatile boolean stopping;

    /** {@code days}: how long the journal is kept, 0 for ever; {@code taken}: the last fact of all projections. */
    record Needs(IntSupplier days, LongSupplier taken, LongSupplier nowNs) {}

    Upkeep(StateDir state, Needs needs, DiskGuard guard, Consumer<Command> core) {
        this.state = state;
        this.needs = needs;
        this.guard = guard;
        this.core = core;
    }

    /** Done each hour too; before the start. */
    void hourly(Runnable what) {
        hourly = what;
    }

    void start() {
        watching.start();
        sweeping.start();
    }

    private void watch() {
        while (!stopping) {
            guard.look();
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private void sweepHourly() {
        LockSupport.parkNanos(FIRST_SWEEP_NS);
        while (!stopping) {
            sweep();
            hourly.run();
            LockSupport.parkNanos(SWEEP_NS);
        }
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
        } catch (IOException | RuntimeException e) {
            LOG.warn("what is old could not be removed, next try in an hour", e);
        }
    }

    @Override
    public void close() {
        stopping = true;
        end(watching);
        end(sweeping);
    }

    private static void end(Thread thread) {
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
