package hotswitch.media.transport;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.AbstractEventExecutor;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One event loop: a thread, its timers, and the buffers that all ports on it share. */
public final class MediaLoop implements Executor {
    /**
     * More than any voice packet on an Ethernet; what is longer is cut off and fails the header check or the codec's.
     */
    static final int DATAGRAM_BYTES_MAX = 2_048;

    private static final Logger LOG = LoggerFactory.getLogger(MediaLoop.class);

    private final IoEventLoop loop;
    /** The same loop, as one that can be given work without being woken. */
    private final AbstractEventExecutor unhurried;

    private final MediaClock clock;
    private final UnsafeBuffer receiveBuffer = new UnsafeBuffer(ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX));
    private final UnsafeBuffer sendBuffer = new UnsafeBuffer(ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX));

    MediaLoop(IoEventLoop loop, MediaClock clock) {
        this.loop = loop;
        this.unhurried = (AbstractEventExecutor) loop;
        this.clock = clock;
    }

    IoEventLoop netty() {
        return loop;
    }

    public long nowNs() {
        return clock.nowNs();
    }

    public boolean isCurrent() {
        return loop.inEventLoop();
    }

    /** Where packets that are made here are put together; every use is over when the send call returns. */
    public UnsafeBuffer sendBuffer() {
        return sendBuffer;
    }

    UnsafeBuffer receiveBuffer() {
        return receiveBuffer;
    }

    /**
     * Runs the work on this loop, in the order of the calls; a loop that is shut down takes none. A fault of it is
     * reported by the loop, which goes on: it must not silence other calls.
     */
    @Override
    public void execute(Runnable work) {
        try {
            loop.execute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("media loop is closed: {}", closed.getMessage());
        }
    }

    /**
     * The same without a wake-up, for what need not happen at once: with the next work of the loop, at the latest when
     * its next timer comes. Keeps its place among all that is given to the loop.
     */
    public void executeUnhurried(Runnable work) {
        try {
            unhurried.lazyExecute(work);
        } catch (RejectedExecutionException closed) {
            LOG.debug("media loop is closed: {}", closed.getMessage());
        }
    }

    /** Has what was given without a wake-up done now. */
    public void wake() {
        execute(MediaLoop::nothing);
    }

    private static void nothing() {
        // the waking is all that is wanted
    }

    /**
     * Runs the work at a fixed rate until the timer is stopped. A late run is not made good here: the work reads the
     * clock.
     */
    public Timer every(long periodNs, Runnable work) {
        Future<?> timer = loop.scheduleAtFixedRate(() -> guarded(work), periodNs, periodNs, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** A timer that throws would not run again. */
    void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException fault) {
            LOG.error("fault on a media loop", fault);
        }
    }

    /** Something that repeats. */
    public interface Timer {
        void stop();
    }
}
