package hotswitch.acd.codec;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads what {@link BytesWriter} wrote. Throws {@link IndexOutOfBoundsException} where bytes are missing. */
public final class BytesReader {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final byte[] NOTHING = {};
    private static final int PAIRS_BITS = 12;
    /** Two places for each hash. */
    private static final int KNOWN_TEXTS = 2 << PAIRS_BITS;
    /**
     * 2^32 over the golden ratio. Names of seats and callers' numbers are digits, and the sums of their characters lie
     * close together: multiplied by this they lie apart (of 1,600 seats three quarters less were put out by others).
     */
    private static final int APART = 0x9E3779B9;

    /** A hash of the configuration stands in facts of every call. */
    private static final int KNOWN_LENGTH_MAX = 64;

    private DirectBuffer buffer;
    private int at;
    private int end;
    private byte[] scratch = new byte[64];
    /** Short texts met before, by their hash, of two the later one first; null: none are kept. */
    private final String[] known;

    public BytesReader() {
        this(null, NOTHING);
    }

    public BytesReader(byte[] bytes) {
        this(null, bytes);
    }

    private BytesReader(String[] known, byte[] bytes) {
        this.known = known;
        wrap(bytes);
    }

    /** A reader for many reads: names that come again and again (queues, trunks, reasons) are one object each. */
    public static BytesReader lasting() {
        return new BytesReader(new String[KNOWN_TEXTS], new byte[0]);
    }

    public BytesReader wrap(byte[] bytes) {
        return wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    /** What the writer holds at present; it must not be written to meanwhile. */
    public BytesReader wrap(BytesWriter written) {
        return wrap(written.buffer(), written.offset(), written.length());
    }

    public BytesReader wrap(DirectBuffer from, int offset, int length) {
        buffer = from;
        at = offset;
        end = offset + length;
        return this;
    }

    /** Where in the buffer the next byte lies. */
    public int position() {
        return at;
    }

    public int remaining() {
        return end - at;
    }

    /** The byte that comes next, without going on. */
    public int peek() {
        return buffer.getByte(at);
    }

    /** To a place that {@link #position} gave before. */
    public void backTo(int position) {
        at = position;
    }

    public void skip(int bytes) {
        take(bytes);
    }

    public int i8() {
        return buffer.getByte(take(1));
    }

    public boolean flag() {
        return i8() != 0;
    }

    public int i32() {
        return buffer.getInt(take(Integer.BYTES), ORDER);
    }

    public int varint() {
        int value = 0;
        int part = BytesWriter.VARINT_MORE;
        for (int shift = 0; (part & BytesWriter.VARINT_MORE) != 0; shift += BytesWriter.VARINT_SHIFT) {
            part = i8();
            value |= (part & BytesWriter.VARINT_BITS) << shift;
        }
        return value;
    }

    public long i64() {
        return buffer.getLong(take(Long.BYTES), ORDER);
    }

    public String text() {
        int n = length();
        if (n == 0) {
            return "";
        }
        if (n > scratch.length) {
            scratch = new byte[2 * n];
        }
        buffer.getBytes(take(n), scratch, 0, n);
        return known == null || n > KNOWN_LENGTH_MAX ? fresh(n) : known(n);
    }

    private String fresh(int n) {
        return new String(scratch, 0, n, StandardCharsets.UTF_8);
    }

    private String known(int n) {
        int hash = 0;
        for (int i = 0; i < n; i++) {
            hash = 31 * hash + scratch[i];
        }
        int place = 2 * ((hash * APART) >>> (Integer.SIZE - PAIRS_BITS));
        String later = known[place];
        if (later != null && isAscii(later, n)) {
            return later;
        }
        // Numbers of callers, each another, pass through the places: what comes again is not lost to the first of them.
        String former = known[place + 1];
        String text = former != null && isAscii(former, n) ? former : fresh(n);
        known[place + 1] = later;
        known[place] = text;
        return text;
    }

    /** Whether the first bytes of the scratch are this text, all of it in ASCII. */
    private boolean isAscii(String text, int n) {
        boolean same = text.length() == n;
        for (int i = 0; same && i < n; i++) {
            same = text.charAt(i) == scratch[i];
        }
        return same;
    }

    /** A text in decimal digits as the number that it is; {@link NumberFormatException} on another. */
    public long decimal() {
        int n = length();
        return buffer.parseLongAscii(take(n), n);
    }

    public byte[] bytes() {
        int n = length();
        byte[] copy = new byte[n];
        into(copy, 0, n);
        return copy;
    }

    /** Copies the next bytes to this place of an array. */
    public void into(byte[] array, int index, int n) {
        buffer.getBytes(take(n), array, index, n);
    }

    /** The length in front of a text or of bytes, for a reader who has a place for them: {@link #into}. */
    public int length() {
        int n = i32();
        if (n < 0 || n > remaining()) {
            throw new IndexOutOfBoundsException("length " + n + ", " + remaining() + " bytes left");
        }
        return n;
    }

    private int take(int n) {
        int from = at;
        if (n > end - from) {
            throw new IndexOutOfBoundsException(n + " bytes wanted, " + (end - from) + " left");
        }
        at = from + n;
        return from;
    }
}
