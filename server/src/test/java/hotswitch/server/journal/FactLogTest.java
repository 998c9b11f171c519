package hotswitch.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.FactCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FactLogTest {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final int DAYS = 3;
    private static final int A_DAY = 2_500;
    /** The first facts of the files: a record lies in the day of its last fact. */
    private static final long SECOND_DAY = 2_500;

    private static final long THIRD_DAY = 4_999;

    @TempDir
    Path dir;

    private static Fact fact(long seq) {
        return new Fact.ConfigChanged("c" + seq);
    }

    private static void fill(FactLog log, long from, long to) {
        for (long seq = from; seq <= to; seq++) {
            log.add(seq, (seq - 1) / A_DAY * DAY_NS, fact(seq));
            if (seq % 7 == 0) {
                log.flush();
            }
        }
        log.flush();
    }

    private static List<Long> read(FactLog log, long from, int max) {
        List<Long> seqs = new ArrayList<>();
        int n = log.read(from, max, (seq, timeNs, fact) -> {
            assertEquals(fact(seq), fact);
            assertEquals((seq - 1) / A_DAY * DAY_NS, timeNs);
            seqs.add(seq);
        });
        assertEquals(n, seqs.size());
        return seqs;
    }

    private static List<Long> range(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    /** A command that throws leaves nothing, whatever it said before. */
    @Test
    void whatIsNotKeptIsForgotten() {
        try (FactLog log = FactLog.open(dir)) {
            log.add(1, 0, fact(1));
            FactCodec.write(fact(99), log.page());
            log.stated(2, 0);
            FactCodec.write(fact(98), log.page());
        }
        try (FactLog log = FactLog.open(dir)) {
            assertEquals(1, log.last());
            FactCodec.write(fact(97), log.page());
            FactCodec.write(fact(2), log.page());
            log.stated(2, 0);
            log.keep(FactSink.NONE);
            log.flush();
            assertEquals(List.of(1L, 2L), read(log, 1, 10));
        }
    }

    /** Only whole days, only what every projection has taken, and never the last one. */
    @Test
    void oldDaysAreRemoved() {
        try (FactLog log = FactLog.open(dir);
                FactReader behind = log.reader(1)) {
            fill(log, 1, DAYS * A_DAY);
            assertEquals(10, behind.poll(10, (seq, timeNs, fact) -> {}));
            assertEquals(1, log.removeBefore(0, Long.MAX_VALUE));
            assertEquals(1, log.removeBefore(DAYS * DAY_NS, SECOND_DAY - 2));
            assertEquals(SECOND_DAY, log.removeBefore(DAYS * DAY_NS, SECOND_DAY - 1));
            assertEquals(SECOND_DAY, log.first());
            assertEquals(range(SECOND_DAY, SECOND_DAY + 9), read(log, 0, 10));
            assertEquals(range(6_000, 6_009), read(log, 6_000, 10));
            assertThrows(IllegalStateException.class, () -> log.read(SECOND_DAY - 1, 1, (seq, timeNs, fact) -> {}));
            assertEquals(10, behind.poll(10, (seq, timeNs, fact) -> {}), "who is reading reads on");
        }
        try (FactLog log = FactLog.open(dir)) {
            assertEquals(SECOND_DAY, log.first());
            assertEquals(DAYS * A_DAY, log.last());
            assertEquals(THIRD_DAY, log.removeBefore(90 * DAY_NS, Long.MAX_VALUE));
            assertEquals(DAYS * A_DAY, log.last());
        }
    }

    @Test
    void anyStretchCanBeReadOverAllDays() {
        try (FactLog log = FactLog.open(dir)) {
            assertEquals(0, log.last());
            assertEquals(List.of(), read(log, 1, 10));
            fill(log, 1, DAYS * A_DAY);
            for (long from : new long[] {1, 2, 7, 8, 1_000, 2_499, 2_500, 2_501, 5_000, 5_001, 7_499, 7_500}) {
                assertEquals(range(from, Math.min(from + 9, DAYS * A_DAY)), read(log, from, 10));
            }
            assertEquals(range(1, DAYS * A_DAY), read(log, 0, Integer.MAX_VALUE));
            assertEquals(List.of(), read(log, DAYS * A_DAY + 1, 10));
        }
    }

    @Test
    void replayedFactsAreNotTakenTwiceAndGapsAreRefused() {
        try (FactLog log = FactLog.open(dir)) {
            fill(log, 1, 100);
        }
        try (FactLog log = FactLog.open(dir)) {
            assertEquals(1, log.first());
            assertEquals(100, log.last());
            fill(log, 40, 110);
            assertEquals(range(1, 110), read(log, 1, 1_000));
            assertThrows(IllegalStateException.class, () -> log.add(112, 0, fact(112)));
        }
    }

    @Test
    void aReaderFollows() {
        try (FactLog log = FactLog.open(dir);
                FactReader reader = log.reader(5)) {
            List<Long> seqs = new ArrayList<>();
            FactSink sink = (seq, timeNs, fact) -> seqs.add(seq);
            assertEquals(0, reader.poll(10, sink));
            fill(log, 1, 12);
            assertEquals(3, reader.poll(3, sink));
            assertEquals(5, reader.poll(10, sink));
            fill(log, 13, 14);
            assertEquals(2, reader.poll(10, sink));
            assertEquals(range(5, 14), seqs);
            assertEquals(15, reader.next());
        }
    }
}
