package hotswitch.server.store;

import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FactReader;
import hotswitch.server.journal.FactSink;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that brings a projection up to date with the facts, at its own pace. */
public final class FactTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactTail.class);
    private static final int FACTS_PER_BATCH = 1_000;
    private final Thread thread;
    private final FactReader reader;
    private final FactSink into;
    private volatile boolean stopping;

    /** Hands on what comes after {@code last}, the newest fact that the projection has. */
    public FactTail(String name, FactLog log, long last, FactSink into) {
        this.reader = log.reader(last + 1);
        this.into = into;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** There may be new facts. Cheap; from any thread. */
    public void signal() {
        LockSupport.unpark(thread);
    }

    private void run() {
        try (reader) {
            while (true) {
                boolean last = stopping;
                if (reader.poll(FACTS_PER_BATCH, into) == 0) {
                    if (last) {
                        return;
                    }
                    LockSupport.park(this);
                }
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "projection {} stopped at fact {}; restart the switch to go on",
                    thread.getName(),
                    reader.next(),
                    e);
            throw e;
        }
    }

    /** Takes what is there and ends. */
    @Override
    public void close() {
        stopping = true;
        signal();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
