package hotswitch.acd.codec;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Reads what {@link BytesWriter} wrote. Throws {@link IndexOutOfBoundsException} where bytes are missing. */
public final class BytesReader {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private DirectBuffer buffer;
    private int at;
    private int end;

    public BytesReader() {
        wrap(new byte[0]);
    }

    public BytesReader(byte[] bytes) {
        wrap(bytes);
    }

    public BytesReader wrap(byte[] bytes) {
        return wrap(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    public BytesReader wrap(DirectBuffer from, int offset, int length) {
        buffer = from;
        at = offset;
        end = offset + length;
        return this;
    }

    public int remaining() {
        return end - at;
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

    public long i64() {
        return buffer.getLong(take(Long.BYTES), ORDER);
    }

    public String text() {
        byte[] utf8 = bytes();
        return utf8.length == 0 ? "" : new String(utf8, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        int n = i32();
        if (n < 0 || n > remaining()) {
            throw new IndexOutOfBoundsException("length " + n + ", " + remaining() + " bytes left");
        }
        byte[] copy = new byte[n];
        buffer.getBytes(take(n), copy);
        return copy;
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
