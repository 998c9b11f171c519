package hotswitch.acd.codec;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.UnsafeApi;

/**
 * Appends fields, little-endian, to a growing buffer. The one byte form of commands, facts and snapshots. Written past
 * the buffer's methods, straight into its array once there is room: half of what stating a fact costs is spent here.
 * Not by a {@code VarHandle}: its many steps use up what the compiler puts into one piece, and the rest becomes calls.
 */
public final class BytesWriter {
    private static final long FIRST_BYTE = UnsafeApi.arrayBaseOffset(byte[].class);
    private static final boolean SWAPPED = ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN;
    private static final int ASCII_END = 128;
    /** Of a number, with its sign. */
    private static final int DIGITS_MAX = 20;

    private static final int HASH_HALF = 16;
    /** A power of two. */
    private static final int KNOWN_TEXTS = 512;
    /** A known text of this length or less is two numbers. */
    private static final int SHORT_TEXT = 2 * Long.BYTES;
    /** Numbers of a known text: its length, and its bytes if it is short. */
    private static final int ENTRY = 3;

    static final int VARINT_SHIFT = 7;
    static final int VARINT_MORE = 1 << VARINT_SHIFT;
    static final int VARINT_BITS = VARINT_MORE - 1;
    private final ExpandableArrayBuffer buffer;
    private final int start;
    /** The buffer's present array. */
    private byte[] bytes;

    private int at;
    private boolean plain = true;
    /** Texts in ASCII that were written before, each where its hash says; null: none are kept. */
    private final String[] known;
    /** So many of each: {@link #ENTRY}. */
    private final long[] knownBytes;

    public BytesWriter() {
        this(new ExpandableArrayBuffer(1024), 0);
    }

    /** From this offset of a buffer on, which nobody else may make longer between {@link #reset} and the last field. */
    public BytesWriter(ExpandableArrayBuffer into, int offset) {
        this(into, offset, null);
    }

    private BytesWriter(ExpandableArrayBuffer into, int offset, String[] known) {
        buffer = into;
        start = offset;
        this.known = known;
        knownBytes = known == null ? null : new long[ENTRY * known.length];
        reset();
    }

    /**
     * A writer for many texts that are mostly the same objects again (names of seats and queues, reasons, hashes of the
     * configuration): such a one is not looked at character by character every time.
     */
    public static BytesWriter lasting(ExpandableArrayBuffer into, int offset) {
        return new BytesWriter(into, offset, new String[KNOWN_TEXTS]);
    }

    /** Starts again at the beginning of the same buffer. */
    public BytesWriter reset() {
        bytes = buffer.byteArray();
        at = start;
        plain = true;
        return this;
    }

    /** Forgets what was written behind the first so many bytes. */
    public BytesWriter rewind(int length) {
        at = start + length;
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
        makeRoom(1);
        bytes[at] = (byte) value;
        at += 1;
        return this;
    }

    public BytesWriter flag(boolean value) {
        return i8(value ? 1 : 0);
    }

    public BytesWriter i32(int value) {
        makeRoom(Integer.BYTES);
        put(at, value);
        at += Integer.BYTES;
        return this;
    }

    /** In as few bytes as it needs, the lowest seven bits first; one that is not negative and small, in one. */
    public BytesWriter varint(int value) {
        int rest = value;
        while ((rest & ~VARINT_BITS) != 0) {
            i8(rest | VARINT_MORE);
            rest >>>= VARINT_SHIFT;
        }
        return i8(rest);
    }

    public BytesWriter i64(long value) {
        makeRoom(Long.BYTES);
        put(at, value);
        at += Long.BYTES;
        return this;
    }

    /** UTF-8 with its length in front; ASCII, the usual case, is written without garbage. */
    public BytesWriter text(String value) {
        return known == null ? unknown(value) : knownOrNot(value, known);
    }

    private BytesWriter unknown(String value) {
        int n = value.length();
        if (n == 0) {
            return i32(0);
        }
        makeRoom(Integer.BYTES + n);
        return isAscii(value, at + Integer.BYTES) ? written(n) : encoded(value);
    }

    /** One that is known is written without a look at its characters, which lie elsewhere in the memory. */
    @SuppressWarnings("ReferenceEquality") // equal ones are written alike either way
    private BytesWriter knownOrNot(String value, String[] texts) {
        int hash = value.hashCode();
        int home = (hash ^ hash >>> HASH_HALF) & (texts.length - 1);
        boolean ascii = texts[home] == value || remember(value, home);
        return ascii ? writeKnown(home) : unknown(value);
    }

    /** What is behind a short text is written over by the next field. */
    private BytesWriter writeKnown(int home) {
        int entry = ENTRY * home;
        int n = (int) knownBytes[entry];
        makeRoom(Integer.BYTES + Math.max(n, SHORT_TEXT));
        put(at, n);
        if (n <= SHORT_TEXT) {
            put(at + Integer.BYTES, knownBytes[entry + 1]);
            put(at + Integer.BYTES + Long.BYTES, knownBytes[entry + 2]);
        } else {
            copyLowBytes(known[home], at + Integer.BYTES);
        }
        at += Integer.BYTES + n;
        return this;
    }

    /** False: it has more than ASCII. */
    private boolean remember(String value, int home) {
        long low = 0;
        long high = 0;
        int all = 0;
        for (int i = value.length() - 1; i >= 0; i--) {
            char c = value.charAt(i);
            all |= c;
            high = high << Byte.SIZE | low >>> (Long.SIZE - Byte.SIZE);
            low = low << Byte.SIZE | c;
        }
        if (all >= ASCII_END) {
            return false;
        }
        known[home] = value;
        knownBytes[ENTRY * home] = value.length();
        knownBytes[ENTRY * home + 1] = low;
        knownBytes[ENTRY * home + 2] = high;
        return true;
    }

    @SuppressWarnings("deprecation") // getBytes drops high bytes: here there are none
    private void copyLowBytes(String value, int to) {
        value.getBytes(0, value.length(), bytes, to);
    }

    /** A number as a text in decimal digits. */
    public BytesWriter decimal(long value) {
        makeRoom(Integer.BYTES + DIGITS_MAX);
        return written(buffer.putLongAscii(at + Integer.BYTES, value));
    }

    /** Two texts as one, with a space between them. */
    public BytesWriter text(String first, String second) {
        int n = first.length() + 1 + second.length();
        makeRoom(Integer.BYTES + n);
        int space = at + Integer.BYTES + first.length();
        bytes[space] = ' ';
        boolean ascii = isAscii(first, at + Integer.BYTES) && isAscii(second, space + 1);
        return ascii ? written(n) : encoded(first + " " + second);
    }

    /** Puts the low bytes of a text's characters there; false if there is more to them. */
    private boolean isAscii(String value, int to) {
        byte[] into = bytes;
        int all = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            all |= c;
            into[to + i] = (byte) c;
        }
        return all < ASCII_END;
    }

    /** The bytes of a text are there: their number in front of them. */
    private BytesWriter written(int n) {
        i32(n);
        at += n;
        return this;
    }

    private BytesWriter encoded(String value) {
        plain = false;
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public BytesWriter bytes(byte[] value) {
        return bytes(value, value.length);
    }

    /** The first bytes of an array. */
    public BytesWriter bytes(byte[] value, int length) {
        makeRoom(Integer.BYTES + length);
        System.arraycopy(value, 0, bytes, at + Integer.BYTES, length);
        return written(length);
    }

    /** What another writer holds, as bytes. */
    public BytesWriter bytes(BytesWriter value) {
        return bytes(value.buffer(), value.offset(), value.length());
    }

    /** The same without their number in front. */
    public BytesWriter raw(BytesWriter value) {
        int n = value.length();
        makeRoom(n);
        System.arraycopy(value.bytes, value.start, bytes, at, n);
        at += n;
        return this;
    }

    /** So many bytes that come next there, as they are. */
    public BytesWriter raw(BytesReader from, int length) {
        makeRoom(length);
        from.into(bytes, at, length);
        at += length;
        return this;
    }

    public BytesWriter bytes(DirectBuffer from, int offset, int length) {
        makeRoom(Integer.BYTES + length);
        from.getBytes(offset, bytes, at + Integer.BYTES, length);
        return written(length);
    }

    /** Puts the bytes of something at an index of the buffer and says how many. */
    public interface Filling<T> {
        int fill(T what, MutableDirectBuffer buffer, int index);
    }

    /** The same as {@link #bytes}, without an array between. */
    public <T> BytesWriter filled(T what, Filling<T> filling) {
        int n = filling.fill(what, buffer, at + Integer.BYTES);
        bytes = buffer.byteArray();
        return written(n);
    }

    /** Leaves room for so many bytes, to be put there later. */
    public BytesWriter leave(int length) {
        makeRoom(length);
        at += length;
        return this;
    }

    /** Writes a number where there are four bytes already, {@code index} from the start. */
    public void putI32(int index, int value) {
        put(start + Objects.checkFromIndexSize(index, Integer.BYTES, length()), value);
    }

    /** The same with eight. */
    public void putI64(int index, long value) {
        put(start + Objects.checkFromIndexSize(index, Long.BYTES, length()), value);
    }

    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** Where there is room. */
    private void put(int index, int value) {
        UnsafeApi.putInt(bytes, FIRST_BYTE + index, SWAPPED ? Integer.reverseBytes(value) : value);
    }

    private void put(int index, long value) {
        UnsafeApi.putLong(bytes, FIRST_BYTE + index, SWAPPED ? Long.reverseBytes(value) : value);
    }

    private void makeRoom(int length) {
        if (length > bytes.length - at) {
            buffer.checkLimit(at + length);
            bytes = buffer.byteArray();
        }
    }
}
