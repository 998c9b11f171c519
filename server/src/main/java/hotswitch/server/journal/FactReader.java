package hotswitch.server.journal;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.FactCodec;

/**
 * Follows the {@link FactLog} from a number on (0: from the oldest). Throws {@link IllegalStateException} where
 * facts are missing.
 */
public final class FactReader implements AutoCloseable {
    private final Excerpts.Cursor cursor;
    private final FactRecord record = FactRecord.toRead();
    private final Excerpts.ArraySink room = record::arrayFor;
    private final Decoding decoding;
    private boolean open;
    private long next;

    /** {@code leads}: puts what it decodes among the known, instead of looking there. */
    record Decoding(DecodedFacts known, boolean leads) {
        Fact read(long seq, int length, BytesReader in) {
            Fact fact = leads ? null : known.of(seq);
            if (fact != null) {
                in.skip(length);
                return fact;
            }
            fact = FactCodec.read(in);
            if (leads) {
                known.put(seq, fact);
            }
            return fact;
        }
    }

    FactReader(Excerpts excerpts, long from, Decoding decoding) {
        this.decoding = decoding;
        cursor = excerpts.cursor();
        next = from;
        seek();
    }

    /** The number that comes next. */
    public long next() {
        return next;
    }

    /** Hands out at most {@code max} facts; returns how many, 0 when there are no more for the moment. */
    public int poll(int max, FactSink into) {
        int taken = 0;
        while (taken < max && (open || openNext())) {
            int now = record.read(next, max - taken, into, decoding);
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

    /** To the last record that begins at or before the wanted number: first the day, then bisection within it. */
    private void seek() {
        cursor.toStart();
        int cycle = cursor.lastCycle();
        int oldest = cursor.firstCycle();
        if (cycle < oldest) {
            return;
        }
        while (cycle > oldest && firstSeqAt(cycle, 0) > next) {
            cycle--;
        }
        long low = 0;
        long high = cursor.countIn(cycle) - 1;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (firstSeqAt(cycle, middle) > next) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        if (!cursor.moveTo(cursor.positionOf(cycle, low))) {
            cursor.toStart();
        }
    }

    /** Damaged or absent: as if beyond, so that the search goes to an earlier one. */
    private long firstSeqAt(int cycle, long n) {
        if (!cursor.moveTo(cursor.positionOf(cycle, n))) {
            return Long.MAX_VALUE;
        }
        int length = read();
        return length >= 0 && record.open(length) ? record.firstSeq() : Long.MAX_VALUE;
    }
}
