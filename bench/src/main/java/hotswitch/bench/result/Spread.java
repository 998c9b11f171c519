package hotswitch.bench.result;

import java.util.Arrays;
import java.util.List;

/** Sorted samples of one figure. */
public final class Spread {
    private final double[] sorted;

    public Spread(double[] samples) {
        sorted = samples.clone();
        Arrays.sort(sorted);
    }

    public static Spread of(List<Double> samples) {
        return new Spread(samples.stream().mapToDouble(Double::doubleValue).toArray());
    }

    public int size() {
        return sorted.length;
    }

    /** The smallest sample that so large a share (0 to 1) does not exceed; 0 without samples. */
    public double quantile(double share) {
        if (sorted.length == 0) {
            return 0;
        }
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    public double median() {
        return quantile(0.5);
    }

    /** {@code MIN–MAX}, as whole numbers where they are large. */
    public String range() {
        if (sorted.length == 0) {
            return "";
        }
        String format = sorted[0] >= 10 ? "%.0f–%.0f" : "%.2f–%.2f";
        return String.format(java.util.Locale.ROOT, format, sorted[0], sorted[sorted.length - 1]);
    }
}
