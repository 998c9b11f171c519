package hotswitch.server.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * A thread that takes batches from the ring through one or more stages, or lets a guest do it. (Disruptor's own
 * processor would hand a failure to a handler and go on, or die in silence; here a failure ends the process.)
 */
final class StageLoop implements Runnable {

    /** What is done with a batch. */
    interface Stage {
        void onBatch(long first, long last);

        /** The batch is through all stages of this thread. */
        default void onBatchDone() {}

        /** Nothing more is at hand, or a guest's host turns to other things. */
        default void onRest() {}

        /** The time that was asked for has come, or somebody poked the thread. */
        default void onWake() {}

        /** Whether {@link #onWake} is wanted at a time, and if so sets it. */
        default boolean wakes(DeadlineWait.Sleeper sleeper) {
            return false;
        }
    }

    /** The process is about to end: nothing more is to be done. */
    static final class Halted extends RuntimeException {
        Halted() {
            super("halted", null, false, false);
        }
    }

    private static final int SPINS = 1_000;
    private static final long PAUSE_NS = 10_000;

    final Sequence sequence = new Sequence();
    private final List<Stage> stages;
    private final SequenceBarrier barrier;
    private final DeadlineWait wait;
    private final int batchMax;
    private final Consumer<Throwable> onFailure;
    final DeadlineWait.Sleeper sleeper;
    private final String name;
    private Thread thread;
    private int misses;

    StageLoop(String name, List<Stage> stages, SequenceBarrier barrier, DeadlineWait wait, Rules rules) {
        this.stages = stages;
        this.barrier = barrier;
        this.wait = wait;
        batchMax = rules.batchMax;
        onFailure = rules.onFailure;
        this.name = name;
        sleeper = wait.attach();
    }

    record Rules(int batchMax, Consumer<Throwable> onFailure) {}

    void start() {
        barrier.clearAlert();
        thread = new Thread(this, name);
        sleeper.is(thread);
        thread.start();
    }

    /** Ends the thread, if there is one, when it has nothing to do, or after the present batch. */
    void stop() {
        if (thread == null) {
            return;
        }
        barrier.alert();
        sleeper.poke();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    /** Ends the thread; what it did is the guest's from now on. */
    GuestLoop moveIn(LongPredicate published, Runnable wake) {
        stop();
        sleeper.isGuest(wake);
        sleeper.poke();
        return new GuestLoop(this, published);
    }

    void poke() {
        sleeper.poke();
    }

    @Override
    public void run() {
        try {
            long next = sequence.get() + 1;
            while (!barrier.isAlerted()) {
                next = turn(next);
            }
        } catch (Halted e) {
            barrier.alert();
        } catch (Throwable e) {
            onFailure.accept(e);
        }
    }

    private long turn(long next) throws InterruptedException {
        long last;
        try {
            last = Math.min(waitFor(next), next + batchMax - 1);
        } catch (TimeoutException e) {
            wake();
            return next;
        } catch (AlertException e) {
            return next;
        }
        if (last < next) {
            awaitWriting();
            return next;
        }
        misses = 0;
        take(next, last);
        rest();
        return last + 1;
    }

    /** A batch through all stages. */
    void take(long first, long last) {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).onBatch(first, last);
        }
        sequence.set(last);
        wait.signalAllWhenBlocking(); // the next stage may wait for this one
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).onBatchDone();
        }
    }

    /** For now that was all. */
    void rest() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).onRest();
        }
    }

    /** The time that was asked for has come, or somebody poked. */
    void wake() {
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).onWake();
        }
    }

    /** Has the stages say when they want to be woken. */
    void askWhen() {
        sleeper.wakes = false;
        for (int i = 0; i < stages.size(); i++) {
            sleeper.wakes |= stages.get(i).wakes(sleeper);
        }
    }

    int batchMax() {
        return batchMax;
    }

    void failed(Throwable fault) {
        onFailure.accept(fault);
    }

    /** The slot is claimed, its producer is about to publish; a long wait means that it has lost its processor. */
    private void awaitWriting() {
        if (++misses < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PAUSE_NS);
        }
    }

    private long waitFor(long next) throws AlertException, InterruptedException, TimeoutException {
        askWhen();
        return barrier.waitFor(next);
    }
}
