package hotswitch.sip.auth;

import java.nio.charset.StandardCharsets;

/** Hexadecimal digits in arrays, lower case: the platform's own makes a text of them each time. */
public final class Hex {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    /** Digits of a long. */
    static final int LONG_DIGITS = 16;

    private static final int LETTER = 9;

    private Hex() {}

    /** Writes bytes as twice as many digits; where they end. */
    public static int put(byte[] bytes, int from, int length, byte[] into, int at) {
        int to = at;
        for (int i = from; i < from + length; i++) {
            into[to++] = DIGITS[bytes[i] >> 4 & 15];
            into[to++] = DIGITS[bytes[i] & 15];
        }
        return to;
    }

    static void put(long value, byte[] into, int at) {
        long rest = value;
        for (int i = at + LONG_DIGITS - 1; i >= at; i--) {
            into[i] = DIGITS[(int) rest & 15];
            rest >>>= 4;
        }
    }

    /** The number of so many digits; of what are none, some number. */
    static long number(byte[] from, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            value = value << 4 | (((from[i] & 15) + (from[i] >> 6 & 1) * LETTER) & 15);
        }
        return value;
    }

    static boolean isDigit(byte b) {
        return (b >= '0' && b <= '9') || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
    }
}
