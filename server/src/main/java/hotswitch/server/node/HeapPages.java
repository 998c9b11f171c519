package hotswitch.server.node;

import hotswitch.disk.CLibrary;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the heap's pages into memory before calls want them. Whoever touches one first waits until the kernel has
 * found and cleared it, some microseconds, on a virtual machine more: a fifteenth of what a call took in the first
 * minutes of a process. The JVM can touch all of them before anything else ({@code AlwaysPreTouch}), but then a restart
 * is longer; this is done after it, piece by piece, by a thread that can wait. What the pages hold stays (madvise(2),
 * {@code MADV_POPULATE_WRITE}, Linux 5.14 and later; on others nothing is done).
 */
final class HeapPages implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeapPages.class);
    private static final Path MAPS = Path.of("/proc/self/maps");
    /** What the kernel calls the heap of ZGC, the shipped collector. */
    private static final String HEAP = "/memfd:java_heap";

    private static final int MADV_POPULATE_WRITE = 23;
    /** A huge page, where the heap has such. */
    private static final long PIECE_BYTES = 2 << 20;
    /** It rests so many times as long as it worked. */
    private static final int REST = 4;

    private static final int HEX = 16;

    private final MethodHandle madvise =
            CLibrary.function("madvise", ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
    private final Thread thread =
            Thread.ofPlatform().daemon().name("heap-pages").unstarted(this);
    private volatile boolean closed;

    /** Addresses of memory: the first one, and the first one behind it. */
    record Stretch(long from, long to) {}

    static HeapPages start() {
        HeapPages pages = new HeapPages();
        pages.thread.start();
        return pages;
    }

    @Override
    public void run() {
        try {
            for (Stretch each : heap(Files.readAllLines(MAPS))) {
                if (!bring(each)) {
                    LOG.info("the heap's pages come when they are touched: the system does not bring them before");
                    return;
                }
            }
        } catch (IOException unreadable) {
            LOG.info("the heap's pages come when they are touched: {}", unreadable.toString());
        }
    }

    /** Where the heap is, by what the kernel says is mapped (proc_pid_maps(5)). */
    static List<Stretch> heap(List<String> maps) {
        return maps.stream()
                .filter(line -> line.contains(HEAP))
                .map(HeapPages::stretch)
                .toList();
    }

    private static Stretch stretch(String line) {
        int dash = line.indexOf('-');
        return new Stretch(Long.parseLong(line, 0, dash, HEX), Long.parseLong(line, dash + 1, line.indexOf(' '), HEX));
    }

    /** False if the system does not do that. */
    boolean bring(Stretch all) {
        long from = all.from;
        while (from < all.to && !closed) {
            long bytes = Math.min(PIECE_BYTES - from % PIECE_BYTES, all.to - from);
            long startNs = System.nanoTime();
            if (!isBrought(from, bytes)) {
                return false;
            }
            from += bytes;
            LockSupport.parkNanos(this, REST * (System.nanoTime() - startNs));
        }
        return true;
    }

    private boolean isBrought(long from, long bytes) {
        try {
            return (int) madvise.invokeExact(MemorySegment.ofAddress(from), bytes, MADV_POPULATE_WRITE) == 0;
        } catch (Throwable never) {
            throw new IllegalStateException("madvise", never);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
