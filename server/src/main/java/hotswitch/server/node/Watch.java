package hotswitch.server.node;

import hotswitch.server.cti.LiveView;
import hotswitch.server.metrics.Metrics;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once a second whether a caller waits beside an agent who could serve him: that must never last. */
final class Watch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long EVERY_NS = 1_000_000_000L;
    private final LiveView view;
    private final AtomicLong seconds = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;

    Watch(LiveView view, Metrics metrics) {
        this.view = view;
        metrics.counts("hotswitch.idle.while.queued.seconds", seconds::get);
        thread = Thread.ofPlatform().name("watch").daemon(true).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        boolean before = false;
        while (!stopping) {
            LockSupport.parkNanos(EVERY_NS);
            boolean now = view.idleWhileQueued();
            if (now && before) {
                seconds.incrementAndGet();
                LOG.error("a caller waits although an agent who could serve him is ready");
            }
            before = now;
        }
    }

    @Override
    public void close() {
        stopping = true;
        LockSupport.unpark(thread);
    }
}
