package hotswitch.call.toll;

import java.nio.ByteBuffer;

/** Calls of the last sixty minutes, counted by the minute. */
final class LastHour {
    private static final int MINUTES = 60;
    private static final long MINUTE_NS = 60_000_000_000L;
    private static final int BYTES = Long.BYTES + MINUTES * Short.BYTES;
    private final short[] counts = new short[MINUTES];
    private long minute;

    /** So many were there. */
    int calls(long nowNs) {
        pass(nowNs / MINUTE_NS);
        int sum = 0;
        for (short count : counts) {
            sum += count;
        }
        return sum;
    }

    void add(long nowNs) {
        pass(nowNs / MINUTE_NS);
        int at = (int) (minute % MINUTES);
        counts[at] = (short) Math.min(Short.MAX_VALUE, counts[at] + 1);
    }

    /** What is sixty minutes old is forgotten. */
    private void pass(long nowMinute) {
        for (long at = Math.max(minute, nowMinute - MINUTES) + 1; at <= nowMinute; at++) {
            counts[(int) (at % MINUTES)] = 0;
        }
        minute = Math.max(minute, nowMinute);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).putLong(minute);
        out.asShortBuffer().put(counts);
        return out.array();
    }

    static LastHour of(byte[] kept) {
        LastHour hour = new LastHour();
        ByteBuffer in = ByteBuffer.wrap(kept);
        hour.minute = in.getLong();
        in.asShortBuffer().get(hour.counts);
        return hour;
    }
}
