package hotswitch.acd.codec;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Appends fields, little-endian, to a growing or a given buffer. The one byte form of commands, facts and snapshots.
 */
public final class BytesWriter {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int ASCII_END = 128;
    private MutableDirectBuffer buffer;
    private int start;
    private int at;
    private boolean plain = true;
    private char[] chars = new char[64];
    private byte[] ascii = new byte[64];

    public BytesWriter() {
        wrap(new ExpandableArrayBuffer(1024), 0);
    }

    public BytesWriter wrap(MutableDirectBuffer into, int offset) {
        buffer = into;
        start = offset;
        return reset();
    }

    /** Starts again at the beginning of the same buffer. */
    public BytesWriter reset() {
        at = start;
        plain = true;
        return this;
    }

    /** Whether every text so far was ASCII, so that what is read again is surely the same. */
    public boolean isPlain() {
        return plain;
    }

    public MutableDirectBuffer buffer() {
        return buffer;
    }

    public int offset() {
        return start;
    }

    public int length() {
        return at - start;
    }

    public BytesWriter i8(int value) {
        buffer.putByte(at, (byte) value);
        at += 1;
        return this;
    }

    public BytesWriter flag(boolean value) {
        return i8(value ? 1 : 0);
    }

    public BytesWriter i32(int value) {
        buffer.putInt(at, value, ORDER);
        at += Integer.BYTES;
        return this;
    }

    public BytesWriter i64(long value) {
        buffer.putLong(at, value, ORDER);
        at += Long.BYTES;
        return this;
    }

    /** UTF-8 with its length in front; ASCII, the usual case, is written without garbage. */
    public BytesWriter text(String value) {
        int n = value.length();
        makeRoom(n);
        value.getChars(0, n, chars, 0);
        return chars(n);
    }

    /** Two texts as one, with a space between them. */
    public BytesWriter text(String first, String second) {
        int space = first.length();
        int n = space + 1 + second.length();
        makeRoom(n);
        first.getChars(0, space, chars, 0);
        chars[space] = ' ';
        second.getChars(0, second.length(), chars, space + 1);
        return chars(n);
    }

    private void makeRoom(int n) {
        if (n > ascii.length) {
            chars = new char[2 * n];
            ascii = new byte[2 * n];
        }
    }

    private BytesWriter chars(int n) {
        int all = 0;
        for (int i = 0; i < n; i++) {
            all |= chars[i];
            ascii[i] = (byte) chars[i];
        }
        if (all < ASCII_END) {
            return bytes(ascii, n);
        }
        plain = false;
        return bytes(new String(chars, 0, n).getBytes(StandardCharsets.UTF_8));
    }

    public BytesWriter bytes(byte[] value) {
        return bytes(value, value.length);
    }

    /** The first bytes of an array. */
    public BytesWriter bytes(byte[] value, int length) {
        i32(length);
        buffer.putBytes(at, value, 0, length);
        at += length;
        return this;
    }

    /** What another writer holds, as bytes. */
    public BytesWriter bytes(BytesWriter value) {
        return bytes(value.buffer(), value.offset(), value.length());
    }

    public BytesWriter bytes(DirectBuffer from, int offset, int length) {
        i32(length);
        buffer.putBytes(at, from, offset, length);
        at += length;
        return this;
    }

    /** Puts bytes at an index of the buffer and says how many. */
    public interface Filling {
        int fill(MutableDirectBuffer buffer, int index);
    }

    /** The same as {@link #bytes}, without an array between. */
    public BytesWriter filled(Filling filling) {
        int n = filling.fill(buffer, at + Integer.BYTES);
        buffer.putInt(at, n, ORDER);
        at += Integer.BYTES + n;
        return this;
    }

    /** Writes a number where four bytes have been written before, {@code index} from the start. */
    public void putI32(int index, int value) {
        buffer.putInt(start + index, value, ORDER);
    }

    public byte[] toBytes() {
        byte[] copy = new byte[length()];
        buffer.getBytes(start, copy);
        return copy;
    }
}
