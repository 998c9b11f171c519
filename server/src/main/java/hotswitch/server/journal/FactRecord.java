package hotswitch.server.journal;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.ExpandableArrayBuffer;

/**
 * Some facts as one record: CRC-32C of the rest (4 bytes), version (1), first number (8), count (4); for each fact time
 * (8), length (4) and {@code FactCodec} bytes.
 */
final class FactRecord {
    private static final byte VERSION = 2;
    private static final int VERSION_AT = Integer.BYTES;
    private static final int FIRST_AT = VERSION_AT + 1;
    private static final int COUNT_AT = FIRST_AT + Long.BYTES;
    private static final int HEAD_BYTES = COUNT_AT + Integer.BYTES;
    private static final int BYTES_AT_FIRST = 16 * 1024;
    private static final int FACT_HEAD_BYTES = Long.BYTES + Integer.BYTES;
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final ExpandableArrayBuffer buffer;
    private final BytesWriter out;
    private final BytesReader in = BytesReader.lasting();
    private final CRC32C crc = new CRC32C();
    private long first;
    private int count;
    /** Of the facts that count. */
    private int bytes;

    private long lastTimeNs;
    /** Stated, but not kept yet. */
    private int stated;
    /** Of all that are stated, those that count included. */
    private int statedBytes;

    private long statedTimeNs;
    /** The fact that {@link #read} gives next. */
    private long next;

    private FactRecord(ExpandableArrayBuffer buffer, BytesWriter out) {
        this.buffer = buffer;
        this.out = out;
    }

    static FactRecord toRead() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(BYTES_AT_FIRST);
        return new FactRecord(buffer, new BytesWriter(buffer, HEAD_BYTES));
    }

    static FactRecord toWrite() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(BYTES_AT_FIRST);
        return new FactRecord(buffer, BytesWriter.lasting(buffer, HEAD_BYTES));
    }

    FactRecord begin(long firstSeq) {
        first = firstSeq;
        count = 0;
        bytes = 0;
        stated = 0;
        statedBytes = 0;
        out.reset();
        return this;
    }

    /** Where the next fact is written. */
    BytesWriter page() {
        return out.rewind(statedBytes).leave(FACT_HEAD_BYTES);
    }

    /** What is on the page is a fact; the first one has this number. */
    void stated(long seq, long timeNs) {
        if (count + stated == 0) {
            first = seq;
        }
        out.putI64(statedBytes, timeNs);
        out.putI32(statedBytes + Long.BYTES, out.length() - statedBytes - FACT_HEAD_BYTES);
        statedBytes = out.length();
        statedTimeNs = timeNs;
        stated++;
    }

    /** All that were stated count; the sink has those that it takes. */
    void keep(FactSink sink) {
        in.wrap(buffer, HEAD_BYTES + bytes, statedBytes - bytes);
        for (int i = 0; i < stated; i++) {
            long timeNs = in.i64();
            int length = in.i32();
            if (sink.takes(in.peek())) {
                sink.fact(first + count, timeNs, FactCodec.read(in));
            } else {
                in.skip(length);
            }
            count++;
        }
        bytes = statedBytes;
        lastTimeNs = statedTimeNs;
        stated = 0;
    }

    /** Closes the record and says how long it is. */
    int seal() {
        buffer.putByte(VERSION_AT, VERSION);
        buffer.putLong(FIRST_AT, first, ORDER);
        buffer.putInt(COUNT_AT, count, ORDER);
        int length = HEAD_BYTES + bytes;
        buffer.putInt(0, checksum(length), ORDER);
        return length;
    }

    byte[] array() {
        return buffer.byteArray();
    }

    byte[] arrayFor(int length) {
        buffer.checkLimit(length);
        return buffer.byteArray();
    }

    /** Takes the {@code length} bytes in {@link #array()}; false if they are not what was written. */
    boolean open(int length) {
        if (length < HEAD_BYTES
                || buffer.getByte(VERSION_AT) != VERSION
                || buffer.getInt(0, ORDER) != checksum(length)) {
            return false;
        }
        first = buffer.getLong(FIRST_AT, ORDER);
        count = buffer.getInt(COUNT_AT, ORDER);
        next = first;
        in.wrap(buffer, HEAD_BYTES, length - HEAD_BYTES);
        return true;
    }

    long firstSeq() {
        return first;
    }

    long lastSeq() {
        return first + count - 1;
    }

    int count() {
        return count;
    }

    long lastTimeNs() {
        return lastTimeNs;
    }

    /**
     * Passes at most {@code max} of the facts not yet read, leaving out those below {@code from}; returns how many.
     */
    int read(long from, int max, FactSink into) {
        int taken = 0;
        while (hasMore() && taken < max) {
            long timeNs = in.i64();
            int length = in.i32();
            if (next < from || !into.takes(in.peek())) {
                in.skip(length);
            } else if (into.reads(in.peek())) {
                int end = in.position() + length;
                into.read(next, timeNs, in, length);
                in.skip(end - in.position());
            } else {
                into.fact(next, timeNs, FactCodec.read(in));
            }
            taken += next < from ? 0 : 1;
            next++;
        }
        return taken;
    }

    /** Whether an opened record holds facts not yet read. */
    boolean hasMore() {
        return next <= lastSeq();
    }

    private int checksum(int length) {
        crc.reset();
        crc.update(buffer.byteArray(), VERSION_AT, length - VERSION_AT);
        return (int) crc.getValue();
    }
}
