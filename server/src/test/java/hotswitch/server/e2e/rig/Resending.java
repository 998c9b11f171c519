package hotswitch.server.e2e.rig;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a phone says again until it is heard (RFC 3261 §17: T1 500 ms doubling to T2 4 s, over UDP only). */
final class Resending implements AutoCloseable {
    private static final long T1_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long T2_NS = TimeUnit.SECONDS.toNanos(4);
    private static final long GIVE_UP_NS = TimeUnit.SECONDS.toNanos(32);
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private record Said(String text, long firstNs, long dueNs, long intervalNs) {}

    private final PhoneLine line;
    private final Map<String, Said> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Resending(PhoneLine line) {
        this.line = line;
        if (line.transport().equals("UDP")) {
            Thread.ofVirtual().start(this::run);
        }
    }

    void say(String key, String text) {
        long nowNs = System.nanoTime();
        open.put(key, new Said(text, nowNs, nowNs + T1_NS, T1_NS));
        line.send(SipText.bytes(text));
    }

    void heard(String key) {
        open.remove(key);
    }

    private void run() {
        while (!closed) {
            long nowNs = System.nanoTime();
            for (Map.Entry<String, Said> each : open.entrySet()) {
                again(each.getKey(), each.getValue(), nowNs);
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    private void again(String key, Said said, long nowNs) {
        if (nowNs - said.firstNs > GIVE_UP_NS) {
            open.remove(key, said);
        } else if (nowNs >= said.dueNs) {
            long next = Math.min(2 * said.intervalNs, T2_NS);
            if (open.replace(key, said, new Said(said.text, said.firstNs, nowNs + next, next))) {
                line.send(SipText.bytes(said.text));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
    }
}
