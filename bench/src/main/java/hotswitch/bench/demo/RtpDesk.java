package hotswitch.bench.demo;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** One thread that gives every telephone its 20 ms, spread over four moments as real telephones are. */
final class RtpDesk implements AutoCloseable {
    private static final int MOMENTS = 4;
    private static final long MOMENT_NS = 5_000_000;
    private final List<List<Speaker>> speakers = List.of(row(), row(), row(), row());
    private final Thread thread = new Thread(this::run, "rtp-desk");
    private volatile boolean closed;
    private int next;

    private static List<Speaker> row() {
        return new CopyOnWriteArrayList<>();
    }

    void start() {
        thread.start();
    }

    /** On the phones' loop. */
    void add(Speaker speaker) {
        speakers.get(next++ % MOMENTS).add(speaker);
    }

    /** Hangs up. */
    void remove(Speaker speaker) {
        speakers.forEach(row -> row.remove(speaker));
        speaker.close();
    }

    private void run() {
        long dueNs = System.nanoTime();
        for (int moment = 0; !closed; moment++) {
            dueNs += MOMENT_NS;
            for (long leftNs = dueNs - System.nanoTime(); leftNs > 0; leftNs = dueNs - System.nanoTime()) {
                LockSupport.parkNanos(leftNs);
            }
            speakers.get(moment % MOMENTS).forEach(Speaker::tick);
        }
    }

    @Override
    public void close() {
        closed = true;
        speakers.forEach(row -> row.forEach(Speaker::close));
    }
}
