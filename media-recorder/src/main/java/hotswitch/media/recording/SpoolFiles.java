package hotswitch.media.recording;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.RollCycle;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;

/** The spool on disk: a Chronicle Queue with a file an hour. */
final class SpoolFiles {
    static final RollCycle HOURLY = RollCycles.FAST_HOURLY;
    private static final int BLOCK_BYTES = 16 << 20;
    /** How long a record that a killed process left unfinished may hold up the first append after the start. */
    private static final long LEFTOVER_MS = 500;

    private final Path folder;
    private final ChronicleQueue queue;
    private final DateTimeFormatter nameOfCycle =
            DateTimeFormatter.ofPattern(HOURLY.format()).withZone(ZoneOffset.UTC);

    SpoolFiles(Path folder, AtomicLong timeNs) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
        queue = SingleChronicleQueueBuilder.binary(folder)
                .rollCycle(HOURLY)
                .blockSize(BLOCK_BYTES)
                .timeoutMS(LEFTOVER_MS)
                .timeProvider(() -> timeNs.get() / 1_000_000)
                .build();
    }

    ChronicleQueue queue() {
        return queue;
    }

    /**
     * Removes the files in which every record lies before this one; the file that holds it stays.
     *
     * @return how many
     */
    int removeBefore(long index) throws IOException {
        String kept = name(HOURLY.toCycle(index));
        List<Path> old = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.cq4")) {
            for (Path file : files) {
                if (file.getFileName().toString().compareTo(kept) < 0) old.add(file);
            }
        }
        for (Path file : old) Files.deleteIfExists(file);
        if (!old.isEmpty()) queue.refreshDirectoryListing();
        return old.size();
    }

    private String name(int cycle) {
        return nameOfCycle.format(Instant.ofEpochMilli((long) cycle * HOURLY.lengthInMillis())) + ".cq4";
    }

    void close() {
        queue.close();
    }
}
