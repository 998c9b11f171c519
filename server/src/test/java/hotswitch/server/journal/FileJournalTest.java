package hotswitch.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.CommandCodec;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileJournalTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long T0 = 20_000 * DAY_NS;

    @TempDir
    Path dir;

    private final Batch batch = new Batch();

    private FileJournal journal() {
        FileJournal journal = FileJournal.open(dir, Journal.Sync.PROCESS);
        journal.read(Journal.Mark.START, (sequence, timeNs, kind, payload) -> {});
        return journal;
    }

    private Journal.Mark append(Journal journal, long timeNs, String... devices) {
        batch.begin(journal.end().sequence() + 1);
        BytesWriter out = new BytesWriter();
        for (String device : devices) {
            CommandCodec.write(new Command.DeviceUp(device), out.reset());
            batch.add(timeNs, Journal.Kind.COMMAND, out.buffer(), out.offset(), out.length());
        }
        return journal.append(batch);
    }

    private static List<String> lines(Journal journal, Journal.Mark from) {
        List<String> lines = new ArrayList<>();
        journal.read(from, (sequence, timeNs, kind, payload) -> {
            payload.i8();
            lines.add(sequence + " " + (timeNs - T0) / DAY_NS + " " + payload.text());
        });
        return lines;
    }

    @Test
    void whatWasAppendedIsReadAgainInOrderByTheNextProcess() {
        Journal.Mark second;
        try (FileJournal journal = journal()) {
            append(journal, T0, "s1", "s2");
            second = append(journal, T0 + 1, "s3");
            append(journal, T0 + 2, "s4");
        }
        try (FileJournal journal = journal()) {
            assertEquals(4, journal.end().sequence());
            append(journal, T0 + 3, "s5");
            assertEquals(List.of("1 0 s1", "2 0 s2", "3 0 s3", "4 0 s4", "5 0 s5"), lines(journal, Journal.Mark.START));
            assertEquals(List.of("4 0 s4", "5 0 s5"), lines(journal, second));
        }
    }

    @Test
    void eachDayHasItsFileAndTheChainGoesOn() throws IOException {
        try (FileJournal journal = journal()) {
            for (int day = 0; day < 3; day++) {
                append(journal, T0 + day * DAY_NS, "d" + day);
            }
            journal.sync();
            assertEquals(List.of("1 0 d0", "2 1 d1", "3 2 d2"), lines(journal, Journal.Mark.START));
        }
        assertEquals(3, files().size());
    }

    /** What is kept is proved as before; where it begins is known here, to the next process and to one that looks. */
    @Test
    void oldDaysAreRemovedAndTheChainGoesOnFromTheAnchor() throws IOException {
        Journal.Mark snapshot;
        Journal.Mark second;
        try (FileJournal journal = journal()) {
            append(journal, T0, "d0");
            second = append(journal, T0 + DAY_NS, "d1");
            append(journal, T0 + 3 * DAY_NS, "d3");
            snapshot = append(journal, T0 + 4 * DAY_NS, "d4");
            append(journal, T0 + 5 * DAY_NS, "d5");
            assertEquals(0, journal.removeBefore(T0, snapshot).sequence());
            assertEquals(5, files().size());
            assertEquals(2, journal.removeBefore(T0 + 2 * DAY_NS + 1, snapshot).sequence());
            assertEquals(3, files().size());
            try (FileJournal look = FileJournal.openToRead(dir)) {
                assertEquals(List.of("3 3 d3", "4 4 d4", "5 5 d5"), lines(look, look.begin()));
            }
            append(journal, T0 + 6 * DAY_NS, "d6");
            assertEquals(List.of("3 3 d3", "4 4 d4", "5 5 d5", "6 6 d6"), lines(journal, journal.begin()));
            assertEquals(List.of("5 5 d5", "6 6 d6"), lines(journal, snapshot));
        }
        Files.writeString(dir.resolve("20241003.dlog"), "", java.nio.file.StandardOpenOption.CREATE); // T0's day
        try (FileJournal journal = FileJournal.open(dir, Journal.Sync.PROCESS)) {
            assertEquals(4, files().size(), "a removal that was interrupted is finished");
            assertEquals(2, journal.begin().sequence());
            assertEquals(List.of("3 3 d3", "4 4 d4", "5 5 d5", "6 6 d6"), lines(journal, second));
            assertThrows(Journal.Damaged.class, () -> lines(journal, Journal.Mark.START));
            // However old: the day that a start goes on from stays, and all behind it.
            assertEquals(3, journal.removeBefore(T0 + 90 * DAY_NS, snapshot).sequence());
            assertEquals(List.of("4 4 d4", "5 5 d5", "6 6 d6"), lines(journal, journal.begin()));
        }
    }

    @Test
    void anAlteredAnchorIsNamed() throws IOException {
        try (FileJournal journal = journal()) {
            append(journal, T0, "d0");
            journal.removeBefore(T0 + 9 * DAY_NS, append(journal, T0 + DAY_NS, "d1"));
        }
        Path anchor = dir.resolve("begin");
        Files.writeString(anchor, Files.readString(anchor).replace("sequence 1", "sequence 0"));
        assertThrows(Journal.Damaged.class, () -> FileJournal.openToRead(dir));
    }

    @Test
    void daysThatAreDamagedAreNotRemoved() throws IOException {
        try (FileJournal journal = journal()) {
            append(journal, T0, "first");
            append(journal, T0, "second");
            append(journal, T0, "third");
            flip("first");
            Journal.Mark snapshot = append(journal, T0 + DAY_NS, "d1");
            assertThrows(Journal.Damaged.class, () -> journal.removeBefore(T0 + 9 * DAY_NS, snapshot));
        }
        assertEquals(2, files().size());
    }

    @Test
    void aSecondProcessIsKeptOutButMayLook() {
        try (FileJournal journal = journal()) {
            append(journal, T0, "s1");
            assertThrows(UncheckedIOException.class, () -> FileJournal.open(dir, Journal.Sync.PROCESS));
            try (FileJournal look = FileJournal.openToRead(dir)) {
                assertEquals(List.of("1 0 s1"), lines(look, Journal.Mark.START));
            }
        }
    }

    @Test
    void aFlippedBitIsNamed() throws IOException {
        try (FileJournal journal = journal()) {
            append(journal, T0, "first");
            append(journal, T0, "second");
            append(journal, T0, "third");
        }
        flip("second");
        Journal.Damaged damaged =
                assertThrows(Journal.Damaged.class, () -> journal().close());
        assertTrue(damaged.getMessage().contains("behind entry 1: hash differs"), damaged.getMessage());
    }

    @Test
    void aTornLastBatchCountsAsNeverWritten() throws IOException {
        try (FileJournal journal = journal()) {
            append(journal, T0, "first");
            append(journal, T0, "second");
        }
        flip("second");
        try (FileJournal journal = journal()) {
            assertEquals(1, journal.end().sequence());
            append(journal, T0, "third");
        }
        try (FileJournal journal = journal()) {
            assertEquals(List.of("1 0 first", "2 0 third"), lines(journal, Journal.Mark.START));
            append(journal, T0, "fourth");
        }
        flip("third");
        assertThrows(Journal.Damaged.class, () -> journal().close());
    }

    /** Otherwise the journal would seem to end there, and what comes next would be written behind it. */
    @Test
    void aRecordWhoseHeadIsGoneIsNamed() throws IOException {
        try (FileJournal journal = journal()) {
            append(journal, T0, "first");
            append(journal, T0, "second");
            append(journal, T0, "third");
        }
        try (RandomAccessFile raw = new RandomAccessFile(files().getLast().toFile(), "rw")) {
            // behind the record's head (8): the batch's head (13), the entry's (13), type (1) and length (4)
            raw.seek(find("second", raw) - 39);
            raw.write(new byte[Long.BYTES]);
        }
        Journal.Damaged damaged =
                assertThrows(Journal.Damaged.class, () -> journal().close());
        assertTrue(damaged.getMessage().contains("behind entry 1"), damaged.getMessage());
    }

    @Test
    void powerModeAppendsToo() {
        try (FileJournal journal = FileJournal.open(dir, Journal.Sync.POWER)) {
            journal.read(Journal.Mark.START, (sequence, timeNs, kind, payload) -> {});
            append(journal, T0, "s1");
            assertEquals(List.of("1 0 s1"), lines(journal, Journal.Mark.START));
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(f -> f.toString().endsWith(".dlog")).sorted().toList();
        }
    }

    private void flip(String text) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(files().getLast().toFile(), "rw")) {
            int at = find(text, raw);
            raw.seek(at);
            int letter = raw.read();
            raw.seek(at);
            raw.write(letter ^ 1);
        }
    }

    private static int find(String text, RandomAccessFile raw) throws IOException {
        byte[] all = new byte[(int) raw.length()];
        raw.readFully(all);
        return new String(all, StandardCharsets.ISO_8859_1).indexOf(text);
    }
}
