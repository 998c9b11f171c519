package hotswitch.server.journal;

import hotswitch.acd.Fact;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.FactCodec;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
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
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(16 * 1024);
    private final BytesWriter out = new BytesWriter(buffer, HEAD_BYTES);
    private final BytesReader in = BytesReader.lasting();
    private final CRC32C crc = new CRC32C();
    private long first;
    private int count;
    private long lastTimeNs;
    /** The fact that {@link #read} gives next. */
    private long next;

    FactRecord begin(long firstSeq) {
        first = firstSeq;
        count = 0;
        out.reset();
        return this;
    }

    /** One in {@code FactCodec}'s bytes. */
    void add(long timeNs, DirectBuffer from, int offset, int length) {
        out.i64(timeNs).bytes(from, offset, length);
        lastTimeNs = timeNs;
        count++;
    }

    void add(long timeNs, Fact fact) {
        int lengthAt = out.i64(timeNs).length();
        FactCodec.write(fact, out.i32(0));
        out.putI32(lengthAt, out.length() - lengthAt - Integer.BYTES);
        lastTimeNs = timeNs;
        count++;
    }

    /** Closes the record and says how long it is. */
    int seal() {
        buffer.putByte(VERSION_AT, VERSION);
        buffer.putLong(FIRST_AT, first, ORDER);
        buffer.putInt(COUNT_AT, count, ORDER);
        int length = HEAD_BYTES + out.length();
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
    int read(long from, int max, FactSink into, FactReader.Decoding decoding) {
        int taken = 0;
        while (hasMore() && taken < max) {
            long timeNs = in.i64();
            int length = in.i32();
            if (next < from || !into.takes(in.peek())) {
                in.skip(length);
            } else if (into.takesBytes(in.peek())) {
                byte[] fact = into.room(length);
                in.into(fact, length);
                into.bytes(next, timeNs, fact);
            } else {
                into.fact(next, timeNs, decoding.read(next, length, in));
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
