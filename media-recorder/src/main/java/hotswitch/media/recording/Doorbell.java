package hotswitch.media.recording;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread sleep until somebody has left work for it. Whoever leaves some rings; while the thread is not asleep
 * that wakes nobody, and costs what a look costs.
 */
final class Doorbell {
    /** Null: nobody sleeps. */
    private volatile Thread sleeper;

    /**
     * Sleeps until it rings, {@code maxNs} at most. {@code nothing}: asked once more when others can see that this
     * thread sleeps, so that work of the last moment does not lie.
     */
    void await(BooleanSupplier nothing, long maxNs) {
        sleeper = Thread.currentThread();
        if (nothing.getAsBoolean()) LockSupport.parkNanos(this, maxNs);
        sleeper = null;
    }

    /** Work was left. From any thread. */
    void ring() {
        VarHandle.fullFence(); // what was left is to be seen before the look whether somebody sleeps
        Thread asleep = sleeper;
        if (asleep == null) return;
        sleeper = null;
        LockSupport.unpark(asleep);
    }
}
