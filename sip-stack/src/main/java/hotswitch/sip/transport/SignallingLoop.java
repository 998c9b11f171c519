package hotswitch.sip.transport;

import io.netty.channel.IoEventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one thread that owns all SIP state. Whatever it does ends with a turn: the work's deadlines and orders, then
 * one flush of everything that was sent meanwhile, then one timer for the next deadline.
 */
public final class SignallingLoop implements AutoCloseable {
    private static final long GRANULARITY_NS = 1_000_000;

    /** Deadlines that lie this close together are served by one wake-up; SIP's shortest timer is fifty times that. */
    private static final long GRID_NS = 10_000_000;

    /** So long between two pieces of work, and it had slept. */
    private static final long SLEEP_NS = 1_000_000;

    private final MultiThreadIoEventLoopGroup group;
    private final IoEventLoop eventLoop;
    private final LongSupplier clockNs;
    private final Consumer<Throwable> onFault;
    private final List<Runnable> flushes = new ArrayList<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Runnable onWoken = this::onWoken;
    private final Runnable onTimer = this::onTimer;
    private final Runnable onStreamsRead = this::onStreamsRead;
    private boolean streamsRead;
    private long activeNs;
    private long busySinceNs;
    private LoopWork work = nowNs -> LoopWork.NEVER_NS;
    private ScheduledFuture<?> timer;
    private long timerDueNs = LoopWork.NEVER_NS;

    /**
     * Starts the thread.
     *
     * @param clockNs epoch ns that never go backwards
     * @param onFault is told of an exception in the work, the receiver or a task: a fault of ours. The loop goes on;
     *     whether the process may, the owner decides. Called on the loop.
     */
    public SignallingLoop(String name, LongSupplier clockNs, Consumer<Throwable> onFault) {
        this.clockNs = clockNs;
        this.onFault = onFault;
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory(name, false), EpollIoHandler.newFactory());
        this.eventLoop = group.next();
    }

    /** Gives the loop its work and takes a first turn. */
    public void work(LoopWork newWork) {
        execute(() -> work = newWork);
    }

    /** Runs the task on the loop, then takes a turn. From any thread. */
    public void execute(Runnable task) {
        eventLoop.execute(() -> {
            active(nowNs());
            guard(task);
            turn();
        });
    }

    /**
     * Asks for a turn soon, because orders wait. From any thread; nearly free while an earlier wake-up has not been
     * served. After the loop has ended nothing happens.
     */
    public void wake() {
        if (!woken.get() && woken.compareAndSet(false, true)) {
            try {
                eventLoop.execute(onWoken);
            } catch (RejectedExecutionException ended) {
                // The flag stays up: later calls return at once, and nobody is left to serve them.
                woken.set(true);
            }
        }
    }

    /** True on the loop's own thread. */
    public boolean inLoop() {
        return eventLoop.inEventLoop();
    }

    /** Ends the thread after the tasks at hand. Not from the loop itself. */
    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    IoEventLoop eventLoop() {
        return eventLoop;
    }

    long nowNs() {
        return clockNs.getAsLong();
    }

    /** Adds a step at the end of each turn, after those that are there. */
    public void onTurnEnd(Runnable flush) {
        if (inLoop()) {
            flushes.add(flush);
        } else {
            execute(() -> flushes.add(flush));
        }
    }

    void offTurnEnd(Runnable flush) {
        flushes.remove(flush);
    }

    /** Reports an exception of ours. */
    void fault(Throwable fault) {
        onFault.accept(fault);
    }

    /** Runs ours and reports its exceptions as faults instead of losing them in the event loop. */
    void guard(Runnable ours) {
        try {
            ours.run();
        } catch (Throwable fault) {
            onFault.accept(fault);
        }
    }

    /**
     * A stream was read: one turn when all that have something were, however many these are. A turn for each would make
     * whoever comes last wait for as many turns as there are connections. On the loop.
     */
    void turnAfterStreams() {
        if (!streamsRead) {
            streamsRead = true;
            eventLoop.execute(onStreamsRead);
        }
    }

    private void onStreamsRead() {
        streamsRead = false;
        turn();
    }

    /** Does what is due, flushes, and arms the timer. On the loop. */
    void turn() {
        long nextNs = workOnce();
        for (int i = 0; i < flushes.size(); i++) {
            guard(flushes.get(i));
        }
        arm(nextNs);
        activeNs = nowNs();
    }

    /** Something begins to be worked on. On the loop. */
    void active(long nowNs) {
        if (nowNs - activeNs > SLEEP_NS) {
            busySinceNs = nowNs;
        }
        activeNs = nowNs;
    }

    /** Since when it has not slept, as far as it was told what it did. */
    long busySinceNs() {
        return busySinceNs;
    }

    private long workOnce() {
        try {
            return work.onTime(nowNs());
        } catch (Throwable fault) {
            onFault.accept(fault);
            return nowNs() + TimeUnit.SECONDS.toNanos(1);
        }
    }

    /** A timer that is early does no harm: it takes a turn and arms again. So only an earlier deadline replaces it. */
    private void arm(long deadlineNs) {
        boolean due = deadlineNs <= nowNs();
        long nextNs = due || deadlineNs == LoopWork.NEVER_NS ? deadlineNs : (deadlineNs / GRID_NS + 1) * GRID_NS;
        if (nextNs >= timerDueNs || eventLoop.isShuttingDown()) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerDueNs = nextNs;
        timer = eventLoop.schedule(onTimer, Math.max(GRANULARITY_NS, nextNs - nowNs()), TimeUnit.NANOSECONDS);
    }

    private void onTimer() {
        active(nowNs());
        timer = null;
        timerDueNs = LoopWork.NEVER_NS;
        turn();
    }

    private void onWoken() {
        active(nowNs());
        woken.set(false);
        turn();
    }
}
