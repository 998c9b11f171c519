package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ThreadRanksTest {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int NICE_FIELD = 16; // of proc_pid_stat(5), after the name in brackets, which is the second

    private final SchedulingPolicy policy = new SchedulingPolicy();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    void whatCanWaitYieldsToCalls() throws Exception {
        run("records", "signalling-7");
        int usual = nice("signalling-7"); // that of the process
        new ThreadRanks(true).apply(false);
        assertEquals(10, nice("records"));
        assertEquals(usual, nice("signalling-7"));
        assertTrue(policy.slice(task("records"), 3_000_000));
        boolean heeded = policy.slice(task("records")) == 3_000_000; // before Linux 6.12 it is not
        assertEquals(heeded ? 100_000 : 0, policy.slice(task("signalling-7")));
        assertFalse(policy.isRealtime(task("signalling-7")), "before the code of calls is compiled");
    }

    @Test
    void callsRunInRealTimeWhereTheSystemAllowsIt() throws Exception {
        run("signalling-8", "media-8", "records-8");
        new ThreadRanks(false).apply(true);
        assertFalse(policy.isRealtime(task("signalling-8")), "not unless it is configured");
        boolean allowed = new ProcessBuilder("chrt", "-f", "1", "true").start().waitFor() == 0;
        new ThreadRanks(true).apply(true);
        assertEquals(allowed, policy.isRealtime(task("signalling-8")));
        assertEquals(allowed, policy.isRealtime(task("VM Thread")));
        assertFalse(policy.isRealtime(task("media-8")));
        assertFalse(policy.isRealtime(task("records-8")));
        new ThreadRanks(true).apply(true); // again, as each minute
        assertEquals(allowed, policy.isRealtime(task("signalling-8")));
    }

    @Test
    void compilersYieldWhenTheirWorkIsDone() {
        assertFalse(ThreadRanks.canWait("C2 CompilerThre", false));
        assertTrue(ThreadRanks.canWait("C2 CompilerThre", true));
        assertFalse(ThreadRanks.canWait("signalling-1-1", true));
    }

    private void run(String... names) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(names.length);
        for (String name : names) {
            Thread.ofPlatform().name(name).daemon().start(() -> {
                running.countDown();
                untilTheEnd();
            });
        }
        running.await();
    }

    private void untilTheEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int nice(String thread) throws IOException {
        String stat = Files.readString(TASKS.resolve(task(thread) + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Integer.parseInt(fields[NICE_FIELD]);
    }

    private static int task(String thread) throws IOException {
        try (Stream<Path> tasks = Files.list(TASKS)) {
            for (Path task : tasks.toList()) {
                if (name(task).equals(thread)) {
                    return Integer.parseInt(task.getFileName().toString());
                }
            }
        }
        throw new IllegalStateException("no thread " + thread);
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException ended) {
            return "(ended meanwhile)";
        }
    }
}
