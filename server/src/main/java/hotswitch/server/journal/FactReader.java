package hotswitch.server.journal;

import hotswitch.disk.DiskLog;
import hotswitch.disk.LogCursor;
import java.util.List;

/**
 * Follows the {@link FactLog} from a number on (0: from the oldest). Throws {@link IllegalStateException} where
 * facts are missing.
 */
public final class FactReader implements AutoCloseable {
    /** What is read through at most before the wanted number, beside its own record. */
    private static final long NEAR_BYTES = 1 << 16;

    private final LogCursor cursor;
    private final FactRecord record = FactRecord.toRead();
    private final LogCursor.Room room = record::arrayFor;
    private boolean open;
    private long next;

    FactReader(DiskLog log, long from) {
        cursor = log.cursor();
        next = from;
        seek(log.periods());
    }

    /** The number that comes next. */
    public long next() {
        return next;
    }

    /** Hands out at most {@code max} facts; returns how many, 0 when there are no more for the moment. */
    public int poll(int max, FactSink into) {
        int taken = 0;
        while (taken < max && (open || openNext())) {
            int now = record.read(next, max - taken, into);
            taken += now;
            next += now;
            open = record.hasMore();
        }
        if (taken > 0) {
            into.endOfBatch();
        }
        return taken;
    }

    @Override
    public void close() {
        cursor.close();
    }

    private boolean openNext() {
        for (int length = read(); length >= 0; length = read()) {
            if (record.open(length) && record.lastSeq() >= next) {
                if (record.firstSeq() > next && next > 0) {
                    throw new IllegalStateException(
                            "facts " + next + " to " + (record.firstSeq() - 1) + " are missing");
                }
                next = Math.max(next, record.firstSeq());
                return true;
            }
        }
        return false;
    }

    private int read() {
        return cursor.next(room);
    }

    /** Near the last record that begins at or before the wanted number: first the day, then bisection within it. */
    private void seek(List<Integer> days) {
        if (days.isEmpty()) {
            return;
        }
        int day = days.size() - 1;
        while (day > 0 && firstSeqFrom(DiskLog.positionOf(days.get(day))) > next) {
            day--;
        }
        long low = DiskLog.positionOf(days.get(day));
        long high = cursor.endOf(days.get(day));
        while (high - low > NEAR_BYTES) {
            long middle = (low + high) >>> 1;
            if (firstSeqFrom(middle) > next) {
                high = middle;
            } else {
                low = middle;
            }
        }
        cursor.moveNear(low);
    }

    /** Damaged or absent: as if beyond, so that the search goes to an earlier one. */
    private long firstSeqFrom(long position) {
        if (cursor.moveNear(position) < 0) {
            return Long.MAX_VALUE;
        }
        int length = read();
        return length >= 0 && record.open(length) ? record.firstSeq() : Long.MAX_VALUE;
    }
}
