package hotswitch.server.node;

import hotswitch.acd.AcdCore;
import hotswitch.acd.snapshot.StateView;
import hotswitch.server.journal.DurableFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Evidence of a switch that goes on but is not well, as a file in {@code data/faults}: what the core holds, which of
 * its rules are broken, where every thread stands. With the journal up to that fact it is the fault again, on a desk.
 */
final class SelfDump {
    private static final Logger LOG = LoggerFactory.getLogger(SelfDump.class);
    private static final long PATIENCE_S = 2;
    /** A fault that comes and goes must not fill the disk. */
    private static final int FILES_MAX = 20;

    private final Path folder;
    private final Function<Function<AcdCore, List<String>>, CompletableFuture<List<String>>> core;
    private int files;

    /** {@code core}: asks it. */
    SelfDump(Path data, Function<Function<AcdCore, List<String>>, CompletableFuture<List<String>>> core) {
        this.folder = data.resolve("faults");
        this.core = core;
    }

    void write(String code, String detail) {
        if (files == FILES_MAX) {
            LOG.error("{}: no more evidence is kept, there are {} files of this process", code, files);
            return;
        }
        files++;
        Instant now = Instant.now();
        StringBuilder text = new StringBuilder(code + ": " + detail + "\n" + now + "\n");
        List<String> silence = List.of("the core does not answer");
        core.apply(SelfDump::lines)
                .completeOnTimeout(silence, PATIENCE_S, TimeUnit.SECONDS)
                .exceptionally(fault -> List.of("the core failed when it was asked: " + fault))
                .join()
                .forEach(line -> text.append(line).append('\n'));
        threads(text);
        Path file = folder.resolve(code.toLowerCase(Locale.ROOT) + "-" + now.toEpochMilli() + ".txt");
        try {
            DurableFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
            LOG.error("{}: evidence in {}", code, file);
        } catch (UncheckedIOException e) {
            LOG.error("{}: the evidence could not be kept:\n{}", code, text, e);
        }
    }

    private static List<String> lines(AcdCore core) {
        StateView view = core.view();
        return List.of(
                "facts up to " + view.eventSeq() + " at " + view.timeNs(),
                block("broken", core.violations()),
                block("queues", view.queues()),
                block("agents", view.agents()),
                block("calls", view.calls()),
                block("legs", view.legs()),
                block("items", view.items()),
                block("lines", view.lines()));
    }

    private static String block(String title, List<?> rows) {
        StringBuilder text = new StringBuilder("\n" + title + "\n");
        rows.forEach(row -> text.append("  ").append(row).append('\n'));
        return text.toString();
    }

    private static void threads(StringBuilder text) {
        Map<String, StackTraceElement[]> byName = new TreeMap<>();
        Thread.getAllStackTraces()
                .forEach((thread, stack) ->
                        byName.put(thread.getName() + " " + thread.threadId() + " " + thread.getState(), stack));
        text.append("threads\n");
        byName.forEach((name, stack) -> {
            text.append("  ").append(name).append('\n');
            for (StackTraceElement frame : stack) {
                text.append("    at ").append(frame).append('\n');
            }
        });
    }
}
