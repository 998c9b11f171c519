package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ThreadRanksTest {
    private static final Path TASKS = Path.of("/proc/self/task");
    private static final int NICE_FIELD = 16; // of proc_pid_stat(5), after the name in brackets, which is the second

    @Test
    void whatCanWaitYieldsToCalls() throws Exception {
        CountDownLatch running = new CountDownLatch(2);
        CountDownLatch end = new CountDownLatch(1);
        for (String name : List.of("records", "signalling-7")) {
            Thread.ofPlatform().name(name).daemon().start(() -> {
                running.countDown();
                await(end);
            });
        }
        running.await();
        int usual = nice("signalling-7"); // that of the process
        new ThreadRanks().apply(false);
        assertEquals(10, nice("records"));
        assertEquals(usual, nice("signalling-7"));
        Slices slices = new Slices();
        assertTrue(slices.set(task("records"), 3_000_000));
        boolean heeded = slices.of(task("records")) == 3_000_000; // before Linux 6.12 it is not
        assertEquals(heeded ? 100_000 : 0, slices.of(task("signalling-7")));
        end.countDown();
    }

    @Test
    void compilersYieldWhenTheirWorkIsDone() {
        assertFalse(ThreadRanks.canWait("C2 CompilerThre", false));
        assertTrue(ThreadRanks.canWait("C2 CompilerThre", true));
        assertFalse(ThreadRanks.canWait("signalling-1-1", true));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
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
                if (Files.readString(task.resolve("comm")).strip().equals(thread)) {
                    return Integer.parseInt(task.getFileName().toString());
                }
            }
        }
        throw new IllegalStateException("no thread " + thread);
    }
}
