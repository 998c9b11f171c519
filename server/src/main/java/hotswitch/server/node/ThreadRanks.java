package hotswitch.server.node;

import hotswitch.disk.CLibrary;
import java.io.IOException;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls come first: threads whose work can wait get a higher nice value than those that carry signalling and voice
 * (setpriority(2), which Linux keeps for each thread), and those two have short slices (sched_setattr(2); Linux 6.12
 * and later heed it): who asks for little is let in before a longer slice of another has run out. Where cores are
 * scarce a commit of the tables or a collection of the heap then does not hold an INVITE up.
 *
 * <p>A slice that ran out is looked at with the kernel's tick, 4 ms on many machines: so long an INVITE waits for
 * another thread. Therefore the thread that carries signalling, journal and core runs in real time where the system
 * allows it ({@code node.realtime}): it is let in at once. Linux keeps a twentieth of each core for the others even
 * then. The voice's threads, whose work grows with the calls, stay ordinary: neither can starve the other.
 *
 * <p>In the first two minutes the compilers have their usual rank and nothing runs in real time: after a restart they
 * are what makes calls cheap. Threads come and go, so the ranks are given anew each minute.
 */
final class ThreadRanks implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadRanks.class);
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int PRIO_PROCESS = 0;
    private static final long EVERY_NS = TimeUnit.MINUTES.toNanos(1);
    private static final int COLD_ROUNDS = 2;
    private static final int LATER = 10;

    /** What the names of threads that can wait begin with, as the kernel knows them: 15 characters. */
    private static final List<String> CAN_WAIT =
            List.of("records", "recording-archi", "retention", "log-pages", "heap-pages", "ZWorker", "snapshot");
    /** Those that can wait when the code of calls is compiled. */
    private static final List<String> COMPILERS = List.of("C1 CompilerThre", "C2 CompilerThre");
    /**
     * Whom each call waits for: signalling, journal and core where they have threads of their own, and the thread that
     * stops all others for the collector: as long as that has no processor nobody works.
     */
    private static final List<String> CALLS = List.of("signalling", "journal", "core", "VM Thread");
    /** The lowest: whatever else on this machine runs in real time is there for a reason of its own. */
    private static final int REALTIME_PRIORITY = 1;
    /** Threads that have little to do at a time and must do it at once. */
    private static final List<String> PROMPT = List.of("signalling", "media");
    /** The shortest that there is. */
    private static final long SLICE_NS = 100_000;

    private final MethodHandle setpriority =
            CLibrary.function("setpriority", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    private final SchedulingPolicy policy = new SchedulingPolicy();
    private final boolean realtime;
    private final Set<String> refused = new HashSet<>();
    private final Thread thread = Thread.ofPlatform().daemon().name("ranks").unstarted(this);
    private volatile boolean closed;

    ThreadRanks(boolean realtime) {
        this.realtime = realtime;
    }

    /** From now on, when those threads run. What the system does not allow is told once, and all works as before. */
    static ThreadRanks start(boolean realtime) {
        ThreadRanks ranks = new ThreadRanks(realtime);
        ranks.thread.start();
        return ranks;
    }

    @Override
    public void run() {
        for (int round = 0; !closed; round++) {
            apply(round >= COLD_ROUNDS);
            LockSupport.parkNanos(EVERY_NS);
        }
    }

    /** @param warm the code of calls is compiled */
    void apply(boolean warm) {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            List<Path> all = tasks.toList();
            for (Path task : all) {
                rank(task, warm);
            }
        } catch (IOException unreadable) {
            tell("threads keep equal ranks: " + unreadable);
        }
    }

    /** Whether a thread of this name yields to calls. */
    static boolean canWait(String name, boolean warm) {
        return isOneOf(CAN_WAIT, name) || (warm && isOneOf(COMPILERS, name));
    }

    private static boolean isOneOf(List<String> beginnings, String name) {
        return beginnings.stream().anyMatch(name::startsWith);
    }

    private void rank(Path task, boolean warm) {
        String name;
        try {
            name = Files.readString(task.resolve("comm"));
        } catch (IOException ended) {
            LOG.debug("a thread ended meanwhile: {}", ended.toString());
            return;
        }
        int id = Integer.parseInt(task.getFileName().toString());
        if (isOneOf(PROMPT, name) && !policy.slice(id, SLICE_NS)) {
            tell("a thread keeps its slice: " + name.strip());
        }
        if (warm && realtime && isOneOf(CALLS, name) && !policy.realtime(id, REALTIME_PRIORITY)) {
            tell("node.realtime: not allowed here (it wants CAP_SYS_NICE); calls may wait for other threads");
        }
        if (canWait(name, warm)) {
            yieldToCalls(id, name.strip());
        }
    }

    private void yieldToCalls(int id, String name) {
        try {
            int failed = (int) setpriority.invokeExact(PRIO_PROCESS, id, LATER);
            if (failed != 0) {
                tell("a thread keeps its rank: " + name);
            }
        } catch (Throwable never) {
            throw new IllegalStateException("setpriority", never);
        }
    }

    private void tell(String what) {
        if (refused.add(what)) {
            LOG.info("{}", what);
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
