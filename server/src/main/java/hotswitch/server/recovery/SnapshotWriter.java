package hotswitch.server.recovery;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts snapshots on the disk beside the core's thread, one after the other. */
public final class SnapshotWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SnapshotWriter.class);

    private final StateDir state;
    private final AtomicInteger pending = new AtomicInteger();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("snapshot").daemon().factory());

    public SnapshotWriter(StateDir state) {
        this.state = state;
    }

    public boolean isBusy() {
        return pending.get() > 0;
    }

    /**
     * Gives the snapshot's sequence when it is on the disk. What it builds on, the facts and the journal so far, is synced
     * before it, so that after a power cut it never points beyond them.
     */
    public CompletableFuture<Long> save(Snapshot snapshot) {
        pending.incrementAndGet();
        return CompletableFuture.supplyAsync(() -> write(snapshot), thread).whenComplete((sequence, failure) -> {
            pending.decrementAndGet();
            if (failure != null) {
                LOG.error(
                        "snapshot of entry {} could not be written",
                        snapshot.at().sequence(),
                        failure);
            }
        });
    }

    private long write(Snapshot snapshot) {
        state.facts().sync();
        state.journal().sync();
        state.snapshots().save(snapshot);
        return snapshot.at().sequence();
    }

    @Override
    public void close() {
        thread.close();
    }
}
