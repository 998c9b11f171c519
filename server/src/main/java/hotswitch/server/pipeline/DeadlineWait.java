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

    /** One consumer: a thread, or work that another thread does among its own. */
    static final class Sleeper {
        private volatile Thread thread;
        /** Wakes who does the consumer's work; null while it has a thread of its own. */
        private volatile Runnable host;
        /** {@link System#nanoTime} at which waiting ends. Set by the thread itself. */
        long wakeAtNano;

        boolean wakes;
        private volatile boolean asleep;
        private volatile boolean poked;

        /** From now on this thread waits. */
        void is(Thread waiting) {
            thread = waiting;
            host = null;
        }

        /** From now on nobody waits; whoever has something to do is woken by this. */
        void isGuest(Runnable hostsWaking) {
            host = hostsWaking;
        }

        /** Ends the present or next waiting. */
        void poke() {
            poked = true;
            wake();
        }

        private void wake() {
            asleep = false;
            Runnable woken = host;
            if (woken != null) {
                woken.run();
            } else {
                LockSupport.unpark(thread);
            }
        }

        /** Whether {@link #wakeAtNano} has come, or somebody poked. */
        boolean isCalled() {
            if (poked) {
                poked = false;
                return true;
            }
            return wakes && System.nanoTime() - wakeAtNano >= 0;
        }

        boolean isPoked() {
            return poked;
        }

        /** The host turns to other work: whoever publishes from now on wakes it. */
        void lieDown() {
            asleep = true;
            VarHandle.fullFence(); // against the fence in signalAllWhenBlocking: one of the two sees the other
        }

        void getUp() {
            asleep = false;
        }
    }

    Sleeper attach() {
        Sleeper sleeper = new Sleeper();
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
            if (me.isCalled()) {
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
        me.lieDown();
        if (dependent.get() < sequence && !barrier.isAlerted() && !me.poked) {
            if (me.wakes) {
                LockSupport.parkNanos(me.wakeAtNano - System.nanoTime());
            } else {
                LockSupport.park();
            }
        }
        me.getUp();
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
                sleeper.wake();
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
