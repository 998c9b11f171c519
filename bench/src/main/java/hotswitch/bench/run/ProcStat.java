package hotswitch.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What the kernel says about a process (proc(5)). */
public final class ProcStat {
    /** USER_HZ is 100 on every Linux that matters. */
    private static final long TICK_US = 10_000;

    private static final int UTIME_AFTER_NAME = 11;

    private ProcStat() {}

    /** User and system time of all threads of these processes so far, in µs, to 10 ms. */
    public static long cpuUs(long... pids) {
        long ticks = 0;
        for (long pid : pids) {
            String stat = read(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            ticks += Long.parseLong(fields[UTIME_AFTER_NAME]) + Long.parseLong(fields[UTIME_AFTER_NAME + 1]);
        }
        return ticks * TICK_US;
    }

    /** Time on a processor that the process's threads of these names (their beginnings) had so far, in ns. */
    public static long cpuNs(long pid, List<String> names) {
        long ns = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String name = read(thread.resolve("comm"));
                if (names.stream().anyMatch(name::startsWith)) {
                    String[] onCpuAndWaiting = read(thread.resolve("schedstat")).split(" ", -1);
                    ns += Long.parseLong(onCpuAndWaiting[0]);
                }
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
        return ns;
    }

    /** Resident memory in KiB. */
    public static long residentKb(long pid) {
        for (String line : read(Path.of("/proc/" + pid + "/status")).split("\n", -1)) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
