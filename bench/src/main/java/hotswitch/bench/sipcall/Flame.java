package hotswitch.bench.sipcall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import one.profiler.AsyncProfilerLoader;

/** A flame graph of the running switch, by async-profiler: where the processor time of its threads goes. */
final class Flame {
    /** Narrower frames, in percent, are left out: the picture stays small. */
    private static final String NARROWEST = "0.2";

    private Flame() {}

    /** Watches the process for {@code seconds}; {@code into}: an HTML file. */
    static void take(long pid, int seconds, Path work, Path into) throws IOException {
        Files.createDirectories(into.toAbsolutePath().getParent());
        AsyncProfilerLoader.setExtractionDirectory(Files.createDirectories(work.resolve("async-profiler")));
        AsyncProfilerLoader.executeProfiler(
                "-e",
                "cpu",
                "-i",
                "1ms",
                "-t",
                "-d",
                Integer.toString(seconds),
                "--minwidth",
                NARROWEST,
                "-f",
                into.toAbsolutePath().toString(),
                Long.toString(pid));
    }
}
