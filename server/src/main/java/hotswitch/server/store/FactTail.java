package hotswitch.server.store;

import hotswitch.server.journal.FactReader;
import hotswitch.server.journal.FactSink;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that brings a projection up to date with the facts, at its own pace. One that fails is tried again. */
public final class FactTail implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FactTail.class);
    private static final int FACTS_PER_BATCH = 8_000;
    /**
     * So many since the last rest: the next ones are coming, and to sleep until the first of them, only to rest
     * after it, would be two wake-ups where one does.
     */
    private static final int STEADY_FACTS = 16;

    private static final long AGAIN_NS = 2_000_000_000L;

    private final Thread thread;
    private final Stoppage stoppage;
    private final FactSink into;
    private final Rest rest;
    /** Since the last rest. */
    private int taken;

    private FactReader reader;
    private volatile boolean idle;
    private volatile boolean hurried;
    private volatile boolean stopping;

    /**
     * Hands on what the reader has from where it stands. When it was idle it gathers facts for {@code rest} before it
     * takes them.
     */
    public FactTail(String name, FactReader reader, FactSink into, Rest rest, Stoppage stoppage) {
        this.rest = rest;
        this.reader = reader;
        this.into = into;
        this.stoppage = stoppage;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    /** How long facts are gathered, and how long where so many came meanwhile that much is going on. */
    public record Rest(long ns, long busyNs, int busyFacts) {
        /** Few wake-ups under load: what the API shows may be so old. Its answers do not wait. */
        public static final Rest OF_THE_VIEW = new Rest(50_000_000, 100_000_000, 64);

        public static final Rest OF_THE_TABLES = new Rest(100_000_000, 500_000_000, 256);
    }

    public void start() {
        thread.start();
    }

    /** There may be new facts. Cheap; from any thread. */
    public void signal() {
        if (idle) {
            LockSupport.unpark(thread);
        }
    }

    /** Somebody waits for what comes with the next {@link #signal}: it is taken without gathering. */
    public void hurry() {
        hurried = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (reader != null) {
            reader = follow();
        }
    }

    /** Null: it is over. Otherwise the reader with which what failed is tried again. */
    private FactReader follow() {
        try (FactReader from = reader) {
            while (true) {
                boolean last = stopping;
                if (take(from) == 0) {
                    if (last) {
                        return null;
                    }
                    await(from);
                }
            }
        } catch (RuntimeException e) {
            stoppage.failed(reader.next(), e);
            return again();
        }
    }

    private int take(FactReader from) {
        int now = from.poll(FACTS_PER_BATCH, into);
        taken += now;
        if (now > 0 && stoppage.stands() != 0) {
            stoppage.over(from.next());
        }
        return now;
    }

    private FactReader again() {
        while (!stopping) {
            LockSupport.parkNanos(this, AGAIN_NS);
            try {
                return stopping ? null : stoppage.again();
            } catch (RuntimeException e) {
                LOG.debug("projection {} cannot go on yet", thread.getName(), e);
            }
        }
        return null;
    }

    /** Says first that it is idle and then looks once more: a signal in between is not lost. */
    private void await(FactReader from) {
        if (taken < STEADY_FACTS) {
            idle = true;
            if (take(from) == 0 && !stopping) {
                LockSupport.park(this);
            }
            idle = false;
        }
        gather();
    }

    private void gather() {
        long ns = taken < rest.busyFacts ? rest.ns : rest.busyNs;
        taken = 0;
        long end = System.nanoTime() + ns;
        for (long left = ns; left > 0 && !stopping && !hurried; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        hurried = false;
    }

    /** Takes what is there and ends. */
    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
