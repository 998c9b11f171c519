package hotswitch.server.recovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.snapshot.StateHash;
import hotswitch.server.journal.Journal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of a small centre: what is removed, what stays, and that a start needs nothing of what was removed. */
final class RetentionTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long T0 = 20_000 * DAY_NS;

    @TempDir
    Path data;

    private OldCentre centre;

    @BeforeEach
    void start() {
        centre = new OldCentre(data, T0);
    }

    @AfterEach
    void close() {
        centre.close();
    }

    private void restart() {
        centre.close();
        start();
    }

    private void day(int day) {
        centre.day(day);
    }

    private void snapshot() {
        centre.snapshot();
    }

    private Retention.Kept sweep(int days, long taken) throws IOException {
        return new Retention(centre.dir).sweep(T0 + days * DAY_NS, taken);
    }

    @Test
    void withoutASnapshotNothingIsRemoved() throws IOException {
        day(0);
        day(1);
        assertEquals(0, sweep(90, Long.MAX_VALUE).begin().sequence());
        assertEquals(1, centre.dir.facts().first());
    }

    @Test
    void aStartNeedsNothingOfWhatWasRemoved() throws IOException {
        for (int day = 0; day < 6; day++) {
            day(day);
            snapshot(); // the last three are kept: of the days 3, 4 and 5
        }
        day(6);
        StateHash before = centre.core.hash();
        Retention.Kept kept = sweep(90, Long.MAX_VALUE);
        assertEquals(3 * OldCentre.A_DAY, kept.begin().sequence(), "the day of the oldest snapshot stays");
        assertEquals(4 * OldCentre.A_DAY + 1, kept.firstFact(), "every snapshot has them behind it");
        restart();
        assertEquals(before, centre.core.hash());
        assertEquals(7 * OldCentre.A_DAY, centre.core.eventSeq());
        day(7);
        restart();
        assertEquals(8 * OldCentre.A_DAY, centre.core.eventSeq());
        assertEquals(
                5L * OldCentre.A_DAY,
                centre.dir
                        .journal()
                        .read(centre.dir.journal().begin(), (s, t, k, p) -> {})
                        .batches());
    }

    /** A damaged newest snapshot gives way to the one before, as ever; without any the start says what is missing. */
    @Test
    void theOldestSnapshotIsStillEnough() throws IOException {
        for (int day = 0; day < 5; day++) {
            day(day);
            snapshot();
        }
        StateHash before = centre.core.hash();
        sweep(90, Long.MAX_VALUE);
        List<Path> snapshots;
        try (Stream<Path> files = Files.list(data.resolve("snapshots"))) {
            snapshots = files.sorted().toList();
        }
        Files.writeString(snapshots.get(2), "damaged");
        Files.writeString(snapshots.get(1), "damaged");
        restart();
        assertEquals(before, centre.core.hash());
        Files.writeString(snapshots.get(0), "damaged");
        Journal.Damaged none = assertThrows(Journal.Damaged.class, centre::recover);
        assertTrue(none.getMessage().contains("the days before were removed"), none.getMessage());
    }

    @Test
    void factsThatAProjectionHasNotTakenStay() throws IOException {
        for (int day = 0; day < 4; day++) {
            day(day);
        }
        snapshot();
        assertEquals(OldCentre.A_DAY + 1, sweep(90, 2 * OldCentre.A_DAY - 1).firstFact());
        assertEquals(3 * OldCentre.A_DAY, centre.dir.journal().begin().sequence());
    }

    @Test
    void whatIsYoungerThanAskedStays() throws IOException {
        for (int day = 0; day < 4; day++) {
            day(day);
        }
        snapshot();
        Retention.Kept kept = sweep(2, Long.MAX_VALUE);
        assertEquals(2 * OldCentre.A_DAY, kept.begin().sequence());
        assertEquals(2 * OldCentre.A_DAY + 1, kept.firstFact());
    }

    @Test
    void configurationsThatNothingNamesGoToo() throws IOException {
        String old = centre.dir.blobs().write(new byte[] {1}, T0);
        String usedAgain = centre.dir.blobs().write(new byte[] {2}, T0);
        centre.dir.blobs().write(new byte[] {2}, T0 + 3 * DAY_NS);
        for (int day = 0; day < 6; day++) {
            day(day);
        }
        snapshot();
        assertEquals(List.of(old), sweep(3, Long.MAX_VALUE).removedBlobs());
        assertFalse(Files.exists(data.resolve("blobs").resolve(old)));
        assertTrue(Files.exists(data.resolve("blobs").resolve(usedAgain)));
    }
}
