package hotswitch.server.store;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;

/**
 * Facts of one batch as one value of a row, in their order: of each its length, whose of several it is (one byte), its
 * time, and its bytes as the log has them. A length of 0 ends it, and zeros may follow. Read by {@link Unpacked}. The
 * types of facts are never used again, so what is kept can be read for ever.
 */
final class Pack {
    private static final int BYTES_AT_FIRST = 512;

    private final BytesWriter out = new BytesWriter(new ExpandableArrayBuffer(BYTES_AT_FIRST), 0);
    private long key;

    /** Empty. {@code key}: of the row that it becomes. */
    Pack begin(long newKey) {
        key = newKey;
        out.reset();
        return this;
    }

    long key() {
        return key;
    }

    boolean isEmpty() {
        return out.length() == 0;
    }

    /** Takes the next bytes of the reader, which are a fact. */
    void add(int whose, long timeNs, BytesReader in, int length) {
        out.varint(length).i8(whose).i64(timeNs).raw(in, length);
    }

    /** That there was such a fact: what it says is kept elsewhere. */
    void mark(int whose, long timeNs, int type) {
        out.varint(1).i8(whose).i64(timeNs).i8(type);
    }

    byte[] bytes(Rooms rooms) {
        int length = out.length();
        byte[] room = rooms.take(length);
        out.buffer().getBytes(out.offset(), room, 0, length);
        Arrays.fill(room, length, room.length, (byte) 0);
        return room;
    }
}
