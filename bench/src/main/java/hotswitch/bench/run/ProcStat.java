package hotswitch.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

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
