package hotswitch.server.node;

import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import java.util.function.Supplier;

/** How long each step of a start took, in milliseconds: for whoever asks in the log why the switch was away so long. */
public final class StartSteps {
    private static final long MS = 1_000_000;
    private final long processNs;
    private final StringJoiner steps = new StringJoiner(" ");
    private long lastNs;

    private StartSteps(long processNs, long nowNs) {
        this.processNs = processNs;
        lastNs = processNs;
        add("jvm", nowNs);
    }

    /** Its first step is what the process did up to now. */
    public static StartSteps ofProcess() {
        long nowNs = System.nanoTime();
        long aliveNs = ProcessHandle.current()
                .info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()).toNanos())
                .orElse(0L);
        return new StartSteps(nowNs - aliveNs, nowNs);
    }

    /** What was done since the last step, up to now. */
    public void done(String step) {
        add(step, System.nanoTime());
    }

    private synchronized void add(String step, long nowNs) {
        steps.add(step + "=" + (nowNs - lastNs) / MS);
        lastNs = nowNs;
    }

    /** A step that another thread does beside the others. */
    public <T> T beside(String step, Supplier<T> work) {
        long began = System.nanoTime();
        T made = work.get();
        long ms = (System.nanoTime() - began) / MS;
        synchronized (this) {
            steps.add("(" + step + "=" + ms + ")");
        }
        return made;
    }

    /** {@code total=… jvm=… STEP=…}; in parentheses what went on beside the others. */
    @Override
    public synchronized String toString() {
        return "total=" + (lastNs - processNs) / MS + " " + steps;
    }
}
