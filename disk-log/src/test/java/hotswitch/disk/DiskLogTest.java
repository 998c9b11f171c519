package hotswitch.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskLogTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final long T0 = 20_000 * DAY_NS;

    @TempDir
    Path dir;

    private byte[] taken = new byte[0];

    private DiskLog open() {
        return DiskLog.open(dir, Period.DAY);
    }

    private static long append(DiskLog log, int day, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return log.append(bytes, bytes.length, T0 + day * DAY_NS);
    }

    private String next(LogCursor cursor) {
        return text(cursor.next(this::room));
    }

    private String previous(LogCursor cursor) {
        return text(cursor.previous(this::room));
    }

    private byte[] room(int length) {
        taken = new byte[length];
        return taken;
    }

    private String text(int length) {
        return length < 0 ? null : new String(taken, 0, length, StandardCharsets.UTF_8);
    }

    private List<String> all(DiskLog log) {
        List<String> all = new ArrayList<>();
        try (LogCursor cursor = log.cursor()) {
            for (String each = next(cursor); each != null; each = next(cursor)) {
                all.add(each);
            }
        }
        return all;
    }

    private Path file(int day) {
        return dir.resolve(Period.DAY.fileName(20_000 + day));
    }

    @Test
    void recordsAreReadInTheirOrderOverAllDaysForwardsAndBackwards() {
        List<String> written = new ArrayList<>();
        try (DiskLog log = open()) {
            for (int i = 0; i < 300; i++) {
                String text = "record " + i + " " + "x".repeat(i * i % 3_000);
                append(log, i / 100, text);
                written.add(text);
            }
            assertEquals(written, all(log));
        }
        try (DiskLog log = open();
                LogCursor cursor = log.cursor()) {
            append(log, 3, "after");
            written.add("after");
            assertEquals(written, all(log));
            cursor.toEnd();
            assertEquals(
                    written.reversed(),
                    Stream.generate(() -> previous(cursor))
                            .limit(written.size())
                            .toList());
            assertEquals(null, previous(cursor));
        }
    }

    /** The clock that names the times may be set back; the order of the records is not. */
    @Test
    void aTimeThatGoesBackStaysInItsFile() {
        try (DiskLog log = open()) {
            append(log, 1, "later");
            append(log, 0, "earlier");
            assertEquals(List.of("later", "earlier"), all(log));
            assertEquals(List.of(20_001), log.periods());
        }
    }

    @Test
    void aReaderFollowsOverTheEndOfADay() {
        try (DiskLog log = open();
                LogCursor cursor = log.cursor();
                DiskLog other = DiskLog.openToRead(dir, Period.DAY);
                LogCursor outside = other.cursor()) {
            assertEquals(null, next(cursor));
            assertEquals(null, next(outside));
            for (int i = 0; i < 10; i++) {
                append(log, i / 3, "r" + i);
                assertEquals("r" + i, next(cursor));
                assertEquals("r" + i, next(outside));
                assertEquals(null, next(cursor));
                assertEquals(null, next(outside));
            }
        }
    }

    @Test
    void whatIsPutIsThereWhenItIsFlushed() {
        try (DiskLog log = open();
                LogCursor cursor = log.cursor()) {
            UnsafeBuffer one = new UnsafeBuffer("one".getBytes(StandardCharsets.UTF_8));
            UnsafeBuffer large = new UnsafeBuffer(new byte[200_000]);
            long first = log.put(one, 0, one.capacity(), T0);
            long second = log.put(large, 0, large.capacity(), T0);
            assertEquals(null, next(cursor));
            log.flush();
            assertEquals("one", next(cursor));
            assertEquals(first, cursor.position());
            assertEquals(200_000, next(cursor).length());
            assertEquals(second, cursor.position());
            assertTrue(cursor.moveTo(first));
            assertEquals("one", next(cursor));
            assertFalse(cursor.moveTo(first + 8));
        }
    }

    /** From any place the next record is found, whatever the records say: even whole files of this log. */
    @Test
    void aRecordCannotPassForAHead() throws IOException {
        try (DiskLog log = open()) {
            append(log, 0, "a");
            append(log, 0, "b");
            byte[] itself = Files.readAllBytes(file(0));
            log.append(itself, itself.length, T0);
            long last = append(log, 0, "c");
            try (LogCursor cursor = log.cursor()) {
                assertEquals(last, cursor.moveNear(last - itself.length));
                assertEquals("c", next(cursor));
                cursor.toEnd();
                previous(cursor);
                assertEquals(itself.length, cursor.previous(this::room));
            }
        }
    }

    /** A process may die at any byte of what it writes. */
    @Test
    void whatWasNotWrittenToItsEndWasNeverWritten() throws IOException {
        try (DiskLog log = open()) {
            append(log, 0, "whole");
            append(log, 0, "torn".repeat(10));
        }
        byte[] both = Files.readAllBytes(file(0));
        int whole = 16 + 8 + 8;
        for (int length = both.length - 1; length >= 0; length--) {
            Files.write(file(0), java.util.Arrays.copyOf(both, length));
            List<String> left = length < whole - 3 ? List.of() : List.of("whole");
            try (DiskLog look = DiskLog.openToRead(dir, Period.DAY)) {
                assertEquals(left, all(look), length + " bytes");
            }
            try (DiskLog log = open()) {
                assertEquals(
                        length > whole || (length > 16 && length < whole - 3),
                        !log.cut().isEmpty(),
                        log.cut());
                append(log, 0, "next");
                assertEquals(Stream.concat(left.stream(), Stream.of("next")).toList(), all(log), length + " bytes");
            }
        }
        assertEquals(List.of(file(0)), logFiles());
    }

    @Test
    void garbageBehindTheLastRecordIsPutAside() throws IOException {
        try (DiskLog log = open()) {
            append(log, 0, "whole");
        }
        byte[] garbage = new byte[100];
        new Random(1).nextBytes(garbage);
        Files.write(file(0), garbage, java.nio.file.StandardOpenOption.APPEND);
        try (DiskLog log = open()) {
            assertTrue(log.cut().startsWith("100 bytes behind the last record"), log.cut());
            assertEquals(List.of("whole"), all(log));
        }
        assertEquals(100, Files.size(dir.resolve(file(0).getFileName() + ".cut-20")));
    }

    @Test
    void aFileThatIsDamagedFromItsStartIsNotTouched() throws IOException {
        try (DiskLog log = open()) {
            append(log, 0, "first");
            append(log, 0, "second");
        }
        byte[] good = Files.readAllBytes(file(0));
        for (int at : new int[] {0, 9}) {
            byte[] bad = good.clone();
            bad[at] ^= 1;
            Files.write(file(0), bad);
            assertThrows(IllegalStateException.class, this::open);
            org.junit.jupiter.api.Assertions.assertArrayEquals(bad, Files.readAllBytes(file(0)));
            dir.resolve("lock").toFile().delete();
        }
    }

    @Test
    void damageInTheMiddleIsPassedOverAndTold() throws IOException {
        try (DiskLog log = open()) {
            append(log, 0, "first");
            long second = append(log, 0, "second");
            append(log, 0, "third");
            try (RandomAccessFile raw = new RandomAccessFile(file(0).toFile(), "rw")) {
                raw.seek(DiskLog.placeOf(second) + 2);
                raw.write(0x55);
            }
            try (LogCursor cursor = log.cursor()) {
                assertEquals("first", next(cursor));
                assertEquals(0, cursor.skipped());
                assertEquals("third", next(cursor));
                assertEquals(16, cursor.skipped());
                assertEquals(null, next(cursor));
            }
        }
        try (DiskLog log = open()) {
            append(log, 0, "fourth");
            assertEquals(List.of("first", "third", "fourth"), all(log));
        }
    }

    /** What cannot be written is not there, and the next record goes where it would have been. */
    @Test
    void oneProcessWrites() throws IOException {
        try (DiskLog log = open()) {
            append(log, 0, "mine");
            UncheckedIOException kept = assertThrows(UncheckedIOException.class, this::open);
            assertTrue(kept.getMessage().contains("is in use by another process"), kept.getMessage());
            assertThrows(IllegalArgumentException.class, () -> log.append(new byte[0], 0, T0));
            assertEquals(List.of("mine"), all(log));
        }
        open().close();
    }

    @Test
    void oldDaysAreRemovedUnderAReader() {
        try (DiskLog log = open();
                LogCursor behind = log.cursor()) {
            for (int day = 0; day < 4; day++) {
                append(log, day, "a" + day);
                append(log, day, "b" + day);
            }
            assertEquals("a0", next(behind));
            assertEquals(2, log.removeBefore(20_002));
            assertEquals(List.of("a2", "b2", "a3", "b3"), all(log));
            assertEquals("b0", next(behind));
            assertEquals("a2", next(behind));
            behind.toPeriod(20_003);
            assertEquals("a3", next(behind));
        }
    }

    /** Memory is given back while it is written; what is read then comes from the disk. */
    @Test
    void manyMegabytesAreReadAgain() {
        byte[] record = new byte[100_000];
        Random random = new Random(7);
        try (DiskLog log = open()) {
            for (int i = 0; i < 400; i++) {
                random.nextBytes(record);
                log.append(record, record.length, T0);
            }
            Random again = new Random(7);
            try (LogCursor cursor = log.cursor()) {
                for (int i = 0; i < 400; i++) {
                    again.nextBytes(record);
                    assertEquals(record.length, cursor.next(this::room));
                    org.junit.jupiter.api.Assertions.assertArrayEquals(record, taken);
                }
            }
        }
    }

    @Test
    void hoursAreNamedToo() {
        try (DiskLog log = DiskLog.open(dir, Period.HOUR)) {
            append(log, 0, "midnight");
            log.append(new byte[1], 1, T0 + 3 * DAY_NS / 24);
            log.sync();
            assertEquals(List.of(480_000, 480_003), log.periods());
            assertTrue(Files.exists(dir.resolve("20241004-03.dlog")));
        }
    }

    private List<Path> logFiles() throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.filter(path -> path.toString().contains(".dlog"))
                    .sorted()
                    .toList();
        }
    }
}
