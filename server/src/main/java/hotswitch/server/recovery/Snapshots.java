package hotswitch.server.recovery;

import hotswitch.server.journal.DurableFile;
import hotswitch.server.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last three snapshots, {@code <sequence>.snap}; a damaged one gives way to the one before. */
public final class Snapshots {
    private static final Logger LOG = LoggerFactory.getLogger(Snapshots.class);
    private static final int KEPT = 3;
    private static final String SUFFIX = ".snap";

    private final Path directory;

    public Snapshots(Path directory) {
        this.directory = directory;
    }

    /** On the disk when this returns; older ones beyond the three are gone. */
    public void save(Snapshot snapshot) {
        DurableFile.write(directory.resolve("%019d%s".formatted(snapshot.at().sequence(), SUFFIX)), snapshot.toBytes());
        newestFirst().stream().skip(KEPT).forEach(Snapshots::delete);
    }

    /** The newest that is whole and usable, or that of an empty centre. */
    Snapshot latest(Predicate<Snapshot> usable) {
        for (Path file : newestFirst()) {
            try {
                Snapshot snapshot = Snapshot.fromBytes(Files.readAllBytes(file));
                if (usable.test(snapshot)) {
                    return snapshot;
                }
                LOG.warn("snapshot {} cannot be used, trying the one before", file.getFileName());
            } catch (Journal.Damaged | IndexOutOfBoundsException | IOException e) {
                LOG.warn("snapshot {} is damaged, trying the one before: {}", file.getFileName(), e.getMessage());
            }
        }
        return Snapshot.none();
    }

    /** Those that are whole, the newest first. */
    List<Snapshot> whole() {
        List<Snapshot> whole = new ArrayList<>();
        for (Path file : newestFirst()) {
            try {
                whole.add(Snapshot.fromBytes(Files.readAllBytes(file)));
            } catch (Journal.Damaged | IndexOutOfBoundsException | IOException e) {
                LOG.warn("snapshot {} is left out of account: {}", file.getFileName(), e.getMessage());
            }
        }
        return whole;
    }

    private List<Path> newestFirst() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> f.getFileName().toString().endsWith(SUFFIX))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
