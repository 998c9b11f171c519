package hotswitch.bench.result;

import hotswitch.bench.run.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Where and when a figure was measured: without this it is none. */
public final class Machine {
    private Machine() {}

    /** Words and figures about this machine at this moment, in the order in which they are shown. */
    public static Map<String, Object> now() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put(
                "date",
                LocalDateTime.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC)
                                .truncatedTo(ChronoUnit.SECONDS) + "Z");
        all.put("commit", output(List.of("git", "-C", Home.folder().toString(), "describe", "--always", "--dirty")));
        all.put("cpu", cpu());
        all.put("cores", Runtime.getRuntime().availableProcessors());
        all.put("kernel", "Linux " + System.getProperty("os.version"));
        all.put("hugePagesForHeap", read(Path.of("/sys/kernel/mm/transparent_hugepage/shmem_enabled")));
        all.put("java", Runtime.version().toString());
        all.put("jvm", jvm());
        all.put("loadAverageBefore", read(Path.of("/proc/loadavg")).split(" ", -1)[0]);
        return all;
    }

    /** How this process was told to run, and those of JMH; a switch beside it runs as shipped. */
    private static String jvm() {
        List<String> told = ManagementFactory.getRuntimeMXBean().getInputArguments();
        String options = told.stream().filter(each -> each.startsWith("-X")).collect(Collectors.joining(" "));
        return options.isEmpty() ? "as Java does by itself" : options;
    }

    private static String cpu() {
        for (String line : read(Path.of("/proc/cpuinfo")).split("\n", -1)) {
            if (line.startsWith("model name")) {
                return line.substring(line.indexOf(':') + 2);
            }
        }
        return "unknown";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command prints, on one line; "unknown" where it is not installed or fails. */
    public static String output(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 && !text.isEmpty()
                    ? text.lines().findFirst().orElseThrow()
                    : "unknown";
        } catch (IOException notInstalled) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
