package hotswitch.server.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** A thread with journal and core as its guests, and nothing else to do. */
final class Host {
    private final Thread thread;
    private volatile boolean leaving;

    Host(Function<Runnable, Guest> moveIn) {
        thread = Thread.ofPlatform().name("host").unstarted(() -> host(moveIn.apply(this::wake)));
        thread.start();
    }

    private void wake() {
        LockSupport.unpark(thread);
    }

    private void host(Guest guest) {
        while (!leaving) {
            if (!guest.run()) {
                long restNs = guest.restNs();
                if (restNs > 0) {
                    LockSupport.parkNanos(Math.min(restNs, TimeUnit.SECONDS.toNanos(5)));
                }
            }
        }
    }

    /** Back when it calls its guests no more. */
    void leave() {
        leaving = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
