package hotswitch.server.node;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls come first: threads whose work can wait get a higher nice value than those that carry signalling and voice
 * (setpriority(2), which Linux keeps for each thread), and those two have short slices (sched_setattr(2); Linux 6.12
 * and later heed it): who asks for little is let in before a longer slice of another has run out. Where cores are
 * scarce a commit of the tables or a collection of the heap then does not hold an INVITE up. The compilers keep their
 * rank: after a restart they are what makes calls cheap.
 */
final class ThreadRanks {
    private static final Logger LOG = LoggerFactory.getLogger(ThreadRanks.class);
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int PRIO_PROCESS = 0;

    /** What a thread's name begins with (as the kernel knows it, 15 characters), and its nice value. */
    private static final Map<String, Integer> NICE = new LinkedHashMap<>();

    static {
        NICE.put("records", 10);
        NICE.put("recording-archi", 10);
        NICE.put("retention", 10);
        NICE.put("log-pages", 10);
        NICE.put("ZWorker", 5);
    }

    /** Threads that have little to do at a time and must do it at once. */
    private static final List<String> PROMPT = List.of("signalling", "media");
    /** The shortest that there is. */
    private static final long SLICE_NS = 100_000;

    private ThreadRanks() {}

    /** To be called when those threads run. What the system does not allow is told, and everything works as before. */
    static void apply() {
        MethodHandle setpriority = setpriority();
        Slices slices = new Slices();
        try (Stream<Path> tasks = Files.list(TASKS)) {
            List<Path> all = tasks.toList();
            for (Path task : all) {
                rank(task, setpriority, slices);
            }
        } catch (IOException unreadable) {
            LOG.warn("threads keep equal ranks: {}", unreadable.toString());
        }
    }

    private static void rank(Path task, MethodHandle setpriority, Slices slices) {
        String name;
        try {
            name = Files.readString(task.resolve("comm"));
        } catch (IOException ended) {
            LOG.debug("a thread ended meanwhile: {}", ended.toString());
            return;
        }
        int thread = Integer.parseInt(task.getFileName().toString());
        if (PROMPT.stream().anyMatch(name::startsWith) && !slices.set(thread, SLICE_NS)) {
            LOG.warn("thread {} keeps its slice", thread);
        }
        for (Map.Entry<String, Integer> each : NICE.entrySet()) {
            if (name.startsWith(each.getKey())) {
                set(setpriority, thread, each.getValue());
            }
        }
    }

    private static void set(MethodHandle setpriority, int thread, int nice) {
        try {
            int failed = (int) setpriority.invokeExact(PRIO_PROCESS, thread, nice);
            if (failed != 0) {
                LOG.warn("thread {} keeps its rank", thread);
            }
        } catch (Throwable never) {
            throw new IllegalStateException("setpriority", never);
        }
    }

    @SuppressWarnings("restricted") // the signature is that of the C library
    private static MethodHandle setpriority() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
    }
}
