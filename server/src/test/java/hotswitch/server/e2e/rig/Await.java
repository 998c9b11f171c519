package hotswitch.server.e2e.rig;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Waits for a condition, with a bound. */
public final class Await {
    /** Generous: a busy build machine must not fail a test. */
    public static final Duration LONG = Duration.ofSeconds(30);

    private static final long LOOK_NS = 3_000_000;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        until(what, LONG, condition);
    }

    public static void until(String what, Duration bound, BooleanSupplier condition) {
        long endNs = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > endNs) {
                throw new AssertionFailedError("within " + bound.toMillis() + " ms: " + what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** The value as soon as there is one (not null). */
    public static <T> T value(String what, Supplier<T> value) {
        return value(what, LONG, value);
    }

    public static <T> T value(String what, Duration bound, Supplier<T> value) {
        Object[] seen = new Object[1];
        until(what, bound, () -> {
            seen[0] = value.get();
            return seen[0] != null;
        });
        @SuppressWarnings("unchecked")
        T found = (T) seen[0];
        return found;
    }

    /** Fails when the condition comes true within this time: something that must not happen. */
    public static void never(String what, Duration span, BooleanSupplier condition) {
        long endNs = System.nanoTime() + span.toNanos();
        while (System.nanoTime() < endNs) {
            if (condition.getAsBoolean()) {
                throw new AssertionFailedError("happened: " + what);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }
}
