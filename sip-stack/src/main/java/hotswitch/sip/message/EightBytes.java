package hotswitch.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes of an array in one look, the first of them lowest. */
public final class EightBytes {
    private static final VarHandle VIEW = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;

    private EightBytes() {}

    /** Throws {@link IndexOutOfBoundsException} where there are not so many. */
    public static long at(byte[] bytes, int offset) {
        return (long) VIEW.get(bytes, offset);
    }

    /**
     * Not 0 where one of them is this character of ASCII; {@link #first} says which. Several of these, joined by
     * {@code |}, say where the first of several characters stands.
     */
    public static long marks(long eight, char ascii) {
        long differences = eight ^ (ascii * ONES);
        return (differences - ONES) & ~differences & HIGHS;
    }

    /** Not 0 where one of them is below this character of ASCII; {@link #first} says which. */
    public static long marksBelow(long eight, char ascii) {
        return (eight - ascii * ONES) & ~eight & HIGHS;
    }

    /** The first {@code n}, from 1 to 8, with 0 for the others. */
    static long firstOf(long eight, int n) {
        return eight & (-1L >>> (Long.SIZE - n * Byte.SIZE));
    }

    /** Which of them, from 0, is marked first; of marks that are not 0. */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) / Byte.SIZE;
    }
}
