package hotswitch.server.journal;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import hotswitch.disk.DiskLog;
import hotswitch.disk.LogCursor;
import hotswitch.disk.Period;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;

/**
 * Every fact as it was emitted, without gaps from its first number on. One thread writes, others read at their own
 * pace. Replay emits facts again; those that are here are not taken twice, so an upgrade never renumbers the past.
 */
public final class FactLog implements AutoCloseable {
    /** A record is written when it has grown to this, at the latest: those of a full batch once, not four times. */
    private static final int FACTS_PER_RECORD = 4_000;

    private final DiskLog log;
    private final FactRecord record = FactRecord.toWrite();
    private volatile long first;
    private volatile long last;
    private long added;

    private FactLog(DiskLog log) {
        this.log = log;
        first = firstOnDisk();
        last = lastOnDisk();
        added = last;
        record.begin(last + 1);
    }

    /** Throws {@link IllegalStateException} if another process has it open. */
    public static FactLog open(Path directory) {
        return new FactLog(DiskLog.open(directory, Period.DAY));
    }

    /** To look at what is there by now, also while another process writes. */
    public static FactLog openToRead(Path directory) {
        return new FactLog(DiskLog.openToRead(directory, Period.DAY));
    }

    /** Number of the oldest fact kept; 0 if there is none. */
    public long first() {
        return first;
    }

    /** Number of the newest fact that can be read; 0 if there is none. */
    public long last() {
        return last;
    }

    /** Takes a fact unless it is here already; readable after {@link #flush}. Throws on a gap: our own fault. */
    public void add(long seq, long timeNs, Fact fact) {
        FactCodec.write(fact, page());
        stated(seq, timeNs);
        keep(FactSink.NONE);
    }

    /** The same in {@code FactCodec}'s bytes, which are copied. */
    public void add(long seq, long timeNs, BytesWriter bytes) {
        page().raw(bytes);
        stated(seq, timeNs);
        keep(FactSink.NONE);
    }

    /** Where the next fact is written, in {@code FactCodec}'s bytes. */
    public BytesWriter page() {
        return record.page();
    }

    /** What is on the page is this fact, unless it is here already. Throws on a gap: our own fault. */
    public void stated(long seq, long timeNs) {
        if (seq <= added) {
            return;
        }
        if (seq != added + 1 && added != 0) {
            throw new IllegalStateException("fact " + seq + " after " + added);
        }
        record.stated(seq, timeNs);
        added = seq;
    }

    /** All that was stated will be read; the sink has those that it takes at once. What is not kept is forgotten. */
    public void keep(FactSink sink) {
        record.keep(sink);
        if (record.count() >= FACTS_PER_RECORD) {
            flush();
        }
    }

    public void flush() {
        if (record.count() == 0) {
            return;
        }
        log.append(record.array(), record.seal(), record.lastTimeNs());
        if (first == 0) {
            first = record.firstSeq();
        }
        last = record.lastSeq();
        record.begin(last + 1);
    }

    /**
     * Removes the oldest days, as far as all of them is older than this time and none of their facts is beyond
     * {@code taken}. Returns {@link #first()}, as it is then. From one thread, beside all others.
     */
    public long removeBefore(long timeNs, long taken) {
        int limit = log.period().at(timeNs);
        List<Integer> days = log.periods();
        int firstKept = 0;
        long oldest = first;
        for (int i = 1; i < days.size() && days.get(i - 1) < limit; i++) {
            long seq = firstIn(days.get(i));
            if (seq > 0 && seq - 1 <= taken) {
                firstKept = days.get(i);
                oldest = seq;
            }
        }
        if (oldest > first) {
            first = oldest;
            log.removeBefore(firstKept);
        }
        return first;
    }

    /** 0: none that is whole. */
    private long firstIn(int day) {
        FactRecord found = FactRecord.toRead();
        try (LogCursor cursor = log.cursor()) {
            cursor.toPeriod(day);
            int length = cursor.next(found::arrayFor);
            return length >= 0 && found.open(length) ? found.firstSeq() : 0;
        }
    }

    public void sync() {
        log.sync();
    }

    /** A reader that goes on from this number as facts come; for one thread at a time, to be closed. */
    public FactReader reader(long from) {
        return new FactReader(log, from);
    }

    /** Hands out at most {@code max} facts from this number on; returns how many. */
    public int read(long from, int max, FactSink into) {
        try (FactReader reader = reader(from)) {
            return reader.poll(max, into);
        }
    }

    @Override
    public void close() {
        flush();
        log.close();
    }

    private long firstOnDisk() {
        try (LogCursor cursor = log.cursor()) {
            return good(() -> cursor.next(record::arrayFor)) ? record.firstSeq() : 0;
        }
    }

    private long lastOnDisk() {
        try (LogCursor cursor = log.cursor()) {
            cursor.toEnd();
            return good(() -> cursor.previous(record::arrayFor)) ? record.lastSeq() : 0;
        }
    }

    /** Torn records are passed over: their facts come again in the replay of the journal. */
    private boolean good(IntSupplier lengths) {
        for (int length = lengths.getAsInt(); length >= 0; length = lengths.getAsInt()) {
            if (record.open(length)) {
                return true;
            }
        }
        return false;
    }
}
