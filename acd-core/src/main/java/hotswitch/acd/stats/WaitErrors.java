package hotswitch.acd.stats;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * By how much expected waits were wrong: a histogram of what lies between the wait that was expected at the entry and
 * the one until the answer. Callers who gave up are not in it: nobody knows how long they would have waited.
 */
public final class WaitErrors {
    /** Upper bounds in ms; beyond the last is one more. */
    private static final int[] BOUNDS_MS = {
        1_000, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 45_000, 60_000, 90_000, 120_000, 180_000,
        240_000, 300_000, 420_000, 600_000, 900_000, 1_200_000, 1_800_000, 3_600_000
    };

    private static final int PER_MILLE = 1_000;
    private final int[] counts = new int[BOUNDS_MS.length + 1];
    private int total;

    public void add(long errorMs) {
        int bucket = 0;
        while (bucket < BOUNDS_MS.length && errorMs > BOUNDS_MS[bucket]) {
            bucket++;
        }
        counts[bucket]++;
        total++;
    }

    public int total() {
        return total;
    }

    /**
     * So many per mille were wrong by no more than this, ms: within the bucket as if they lay evenly; 0 without any,
     * an hour for what is beyond.
     */
    public long quantileMs(int perMille) {
        long wanted = ((long) total * perMille + PER_MILLE - 1) / PER_MILLE;
        long passed = 0;
        for (int bucket = 0; bucket < BOUNDS_MS.length && wanted > 0; bucket++) {
            if (passed + counts[bucket] >= wanted) {
                long from = bucket == 0 ? 0 : BOUNDS_MS[bucket - 1];
                return from + (BOUNDS_MS[bucket] - from) * (wanted - passed) / counts[bucket];
            }
            passed += counts[bucket];
        }
        return wanted == 0 ? 0 : BOUNDS_MS[BOUNDS_MS.length - 1];
    }

    /** How many lie in each bucket. */
    public List<Integer> counts() {
        List<Integer> list = new ArrayList<>(counts.length);
        for (int count : counts) {
            list.add(count);
        }
        return list;
    }

    /** Instead of what it has. */
    public void set(List<Integer> others) {
        total = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = bucket < others.size() ? others.get(bucket) : 0;
            total += counts[bucket];
        }
    }

    void write(BytesWriter out) {
        for (int count : counts) {
            out.i32(count);
        }
    }

    void read(BytesReader in) {
        total = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = in.i32();
            total += counts[bucket];
        }
    }
}
