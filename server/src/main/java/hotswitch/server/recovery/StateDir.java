package hotswitch.server.recovery;

import hotswitch.server.journal.DurableFile;
import hotswitch.server.journal.FactLog;
import hotswitch.server.journal.FileJournal;
import hotswitch.server.journal.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * All that lies under {@code data/} for the core: opened together, locked against a second process, closed
 * together.
 */
public record StateDir(Path root, Journal journal, FactLog facts, Snapshots snapshots, BlobStore blobs)
        implements AutoCloseable {

    public static StateDir open(Path data, Journal.Sync sync) {
        requireOurs(data.resolve("journal"));
        Journal journal = FileJournal.open(data.resolve("journal"), sync);
        FactLog facts = FactLog.open(data.resolve("facts"));
        Snapshots snapshots = new Snapshots(data.resolve("snapshots"));
        return new StateDir(data, journal, facts, snapshots, new BlobStore(data.resolve("blobs")));
    }

    /** Until 2026-11-30 the journal was a Chronicle Queue; whoever passed over it would lose the calls in it. */
    private static void requireOurs(Path journal) {
        if (!Files.isDirectory(journal)) {
            return;
        }
        try (DirectoryStream<Path> old = Files.newDirectoryStream(journal, "*.cq4")) {
            for (Path file : old) {
                throw new IllegalStateException(file + " was written by an earlier version, and this one cannot read"
                        + " it. Let the earlier version go on with this folder, or give this one a new folder");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells the next start to hunt the backup lines only, and why; whoever mended the cause removes the file. */
    public static void markHuntOnly(Path data, String why) {
        DurableFile.write(huntOnly(data), (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Why the next start shall hunt the backup lines only; "" if it shall not. */
    public static String huntOnlyReason(Path data) {
        try {
            return Files.exists(huntOnly(data))
                    ? Files.readString(huntOnly(data)).strip()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path huntOnly(Path data) {
        return data.resolve("hunt-only");
    }

    @Override
    public void close() {
        facts.close();
        journal.close();
    }
}
