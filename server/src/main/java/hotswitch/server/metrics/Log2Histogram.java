package hotswitch.server.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.Supplier;

/**
 * A histogram kept elsewhere in powers of two of nanoseconds, shown in seconds. Its sum takes the middle of each
 * bucket.
 */
final class Log2Histogram implements Collector {
    private static final int FIRST_POWER = 10;
    private static final int LAST_POWER = 30;
    private static final double NS_PER_S = 1e9;
    private final String name;
    private final String help;
    private final Supplier<List<Long>> counts;

    Log2Histogram(String name, String help, Supplier<List<Long>> counts) {
        this.name = name;
        this.help = help;
        this.counts = counts;
    }

    @Override
    public MetricSnapshot collect() {
        List<Long> now = counts.get();
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        long below = 0;
        double sum = 0;
        for (int power = 0; power < now.size(); power++) {
            below += now.get(power);
            sum += now.get(power) * 0.75 * Math.pow(2, power) / NS_PER_S;
            if (power >= FIRST_POWER && power < LAST_POWER) {
                buckets.bucket(Math.pow(2, power) / NS_PER_S, below);
                below = 0;
            }
        }
        buckets.bucket(Double.POSITIVE_INFINITY, below);
        return HistogramSnapshot.builder()
                .name(name)
                .help(help)
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(buckets.build())
                        .sum(sum)
                        .build())
                .build();
    }
}
