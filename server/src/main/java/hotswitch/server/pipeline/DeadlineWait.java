package hotswitch.server.pipeline;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for work, or until the deadline that the waiting thread has set, or until somebody pokes it. A producer
 * pays for a wake-up only when the consumer sleeps.
 */
final class DeadlineWait implements WaitStrategy {
    private final PipelineConfig.Waiting waiting;
    private final List<Sleeper> sleepers = new CopyOnWriteArrayList<>();

    DeadlineWait(PipelineConfig.Waiting waiting) {
        this.waiting = waiting;
    }

    /** One consumer's thread. */
    static final class Sleeper {
        private final Thread thread;
        /** {@link System#nanoTime} at which waiting ends. Set by the thread itself. */
        long wakeAtNano;

        boolean wakes;
        private volatile boolean asleep;
        private volatile boolean poked;

        private Sleeper(Thread thread) {
            this.thread = thread;
        }

        /** Ends the present or next waiting. */
        void poke() {
            poked = true;
            LockSupport.unpark(thread);
        }

        private boolean takePoke() {
            boolean was = poked;
            poked = false;
            return was;
        }
    }

    Sleeper attach(Thread thread) {
        Sleeper sleeper = new Sleeper(thread);
        sleepers.add(sleeper);
        return sleeper;
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // what YIELD asks for
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException, TimeoutException {
        Sleeper me = sleeperOf(Thread.currentThread());
        for (long available = dependent.get(); ; available = dependent.get()) {
            if (available >= sequence) {
                return available;
            }
            barrier.checkAlert();
            if (me.takePoke() || (me.wakes && System.nanoTime() - me.wakeAtNano >= 0)) {
                throw TimeoutException.INSTANCE;
            }
            switch (waiting) {
                case PARK -> park(me, sequence, dependent, barrier);
                case YIELD -> Thread.yield();
                case SPIN -> Thread.onSpinWait();
            }
        }
    }

    private static void park(Sleeper me, long sequence, Sequence dependent, SequenceBarrier barrier) {
        me.asleep = true;
        VarHandle.fullFence(); // against the fence in signalAllWhenBlocking: one of the two sees the other
        if (dependent.get() < sequence && !barrier.isAlerted() && !me.poked) {
            if (me.wakes) {
                LockSupport.parkNanos(me.wakeAtNano - System.nanoTime());
            } else {
                LockSupport.park();
            }
        }
        me.asleep = false;
    }

    @Override
    public void signalAllWhenBlocking() {
        if (waiting != PipelineConfig.Waiting.PARK) {
            return;
        }
        VarHandle.fullFence();
        for (int i = 0; i < sleepers.size(); i++) {
            Sleeper sleeper = sleepers.get(i);
            if (sleeper.asleep) {
                sleeper.asleep = false;
                LockSupport.unpark(sleeper.thread);
            }
        }
    }

    private Sleeper sleeperOf(Thread thread) {
        for (int i = 0; i < sleepers.size(); i++) {
            if (sleepers.get(i).thread == thread) {
                return sleepers.get(i);
            }
        }
        throw new IllegalStateException(thread + " is not attached");
    }
}
