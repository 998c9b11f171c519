package hotswitch.acd.snapshot;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/** xxHash64, as its specification (version 0.1.1) describes it. Not for secrets. */
public final class XxHash64 {
    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final long P1 = 0x9E3779B185EBCA87L;
    private static final long P2 = 0xC2B2AE3D27D4EB4FL;
    private static final long P3 = 0x165667B19E3779F9L;
    private static final long P4 = 0x85EBCA77C2B2AE63L;
    private static final long P5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;

    private XxHash64() {}

    public static long of(DirectBuffer buffer, int offset, int length) {
        return of(buffer, offset, length, 0);
    }

    static long of(DirectBuffer buffer, int offset, int length, long seed) {
        int at = offset;
        int end = offset + length;
        long h = seed + P5;
        if (length >= STRIPE) {
            long a = seed + P1 + P2;
            long b = seed + P2;
            long c = seed;
            long d = seed - P1;
            for (; at <= end - STRIPE; at += STRIPE) {
                a = round(a, buffer.getLong(at, ORDER));
                b = round(b, buffer.getLong(at + 8, ORDER));
                c = round(c, buffer.getLong(at + 16, ORDER));
                d = round(d, buffer.getLong(at + 24, ORDER));
            }
            h = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
            h = merge(merge(merge(merge(h, a), b), c), d);
        }
        return avalanche(tail(h + length, buffer, at, end));
    }

    private static long tail(long from, DirectBuffer buffer, int offset, int end) {
        long h = from;
        int at = offset;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            h = Long.rotateLeft(h ^ round(0, buffer.getLong(at, ORDER)), 27) * P1 + P4;
        }
        if (at <= end - Integer.BYTES) {
            h = Long.rotateLeft(h ^ (buffer.getInt(at, ORDER) & 0xFFFFFFFFL) * P1, 23) * P2 + P3;
            at += Integer.BYTES;
        }
        for (; at < end; at++) {
            h = Long.rotateLeft(h ^ (buffer.getByte(at) & 0xFF) * P5, 11) * P1;
        }
        return h;
    }

    private static long round(long acc, long input) {
        return Long.rotateLeft(acc + input * P2, 31) * P1;
    }

    private static long merge(long h, long acc) {
        return (h ^ round(0, acc)) * P1 + P4;
    }

    private static long avalanche(long from) {
        long h = from;
        h = (h ^ (h >>> 33)) * P2;
        h = (h ^ (h >>> 29)) * P3;
        return h ^ (h >>> 32);
    }
}
