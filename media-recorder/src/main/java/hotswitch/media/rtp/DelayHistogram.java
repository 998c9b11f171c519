package hotswitch.media.rtp;

import java.util.ArrayList;
import java.util.List;

/** Counts delays by powers of two of nanoseconds. */
public final class DelayHistogram {
    private static final int BUCKETS = 40;

    private final long[] counts = new long[BUCKETS];

    public void record(long delayNs) {
        counts[Math.min(BUCKETS - 1, 64 - Long.numberOfLeadingZeros(Math.max(0, delayNs)))]++;
    }

    public void addTo(long[] sum) {
        for (int i = 0; i < BUCKETS; i++) sum[i] += counts[i];
    }

    public static long[] empty() {
        return new long[BUCKETS];
    }

    public static List<Long> list(long[] counts) {
        List<Long> list = new ArrayList<>(counts.length);
        for (long count : counts) list.add(count);
        return List.copyOf(list);
    }
}
