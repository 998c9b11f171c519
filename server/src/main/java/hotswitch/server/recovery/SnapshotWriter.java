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
     * Ends {@code done} with the snapshot's sequence when it is on the disk. What it builds on, the facts and the
     * journal so far, is synced before it, so that after a power cut it never points beyond them.
     */
    public void save(Snapshot snapshot, CompletableFuture<Long> done) {
        pending.incrementAndGet();
        thread.execute(() -> {
            try {
                write(snapshot);
                done.complete(snapshot.at().sequence());
            } catch (RuntimeException e) {
                LOG.error(
                        "snapshot of entry {} could not be written",
                        snapshot.at().sequence(),
                        e);
                done.completeExceptionally(e);
            } finally {
                pending.decrementAndGet();
            }
        });
    }

    private void write(Snapshot snapshot) {
        state.facts().sync();
        state.journal().sync();
        state.snapshots().save(snapshot);
    }

    @Override
    public void close() {
        thread.close();
    }
}
