package hotswitch.media.transport;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.internal.PlatformDependent;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
    /** What was ordered and is not done yet, in order; from any thread. */
    private final Queue<Runnable> given = PlatformDependent.newMpscQueue();

    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable onWoken = this::onWoken;
    private final MediaClock clock;
    private final UnsafeBuffer receiveBuffer = new UnsafeBuffer(ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX));
    private final UnsafeBuffer sendBuffer = new UnsafeBuffer(ByteBuffer.allocateDirect(DATAGRAM_BYTES_MAX));

    private final SendTo sendTo = new SendTo();
    /** No timer goes: what is given is done now or never. */
    private volatile boolean resting = true;

    MediaLoop(IoEventLoop loop, MediaClock clock) {
        this.loop = loop;
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

    SendTo sendTo() {
        return sendTo;
    }

    UnsafeBuffer receiveBuffer() {
        return receiveBuffer;
    }

    /**
     * Runs the work on this loop, in the order of the calls; a loop that is shut down takes none. A fault of it is
     * reported, and the loop goes on: it must not silence other calls.
     */
    @Override
    public void execute(Runnable work) {
        given.add(work);
        wake();
    }

    /**
     * The same without a wake-up, for what need not happen at once: before the loop's next packet or timer. So whatever
     * was ordered before a packet came is done when it is looked at, and nobody has to be woken for that. A loop that
     * {@link #rests} is woken.
     */
    public void executeUnhurried(Runnable work) {
        given.add(work);
        if (resting) wake();
    }

    /**
     * Whether no timer goes from now on. On the loop; with {@link #catchUp} afterwards where it rests: what was given
     * just before has woken nobody.
     */
    public void rests(boolean now) {
        resting = now;
    }

    /** Has what was given without a wake-up done now. From any thread. */
    public void wake() {
        if (woken.compareAndSet(false, true)) {
            try {
                loop.execute(onWoken);
            } catch (RejectedExecutionException closed) {
                LOG.debug("media loop is closed: {}", closed.getMessage());
            }
        }
    }

    private void onWoken() {
        woken.set(false);
        catchUp();
    }

    /** Does what was given meanwhile. On the loop, before anything else is done there. */
    public void catchUp() {
        for (Runnable next = given.poll(); next != null; next = given.poll()) guarded(next);
    }

    /**
     * Runs the work after {@code firstNs}, then at a fixed rate until the timer is stopped. A late run is not made good
     * here: the work reads the clock.
     */
    public Timer every(long firstNs, long periodNs, Runnable work) {
        Runnable both = () -> {
            catchUp();
            guarded(work);
        };
        Future<?> timer = loop.scheduleAtFixedRate(both, firstNs, periodNs, TimeUnit.NANOSECONDS);
        return () -> timer.cancel(false);
    }

    /** A timer that throws would not run again. */
    private void guarded(Runnable work) {
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
