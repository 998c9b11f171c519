package hotswitch.sim.day;

import hotswitch.sim.Dice;
import hotswitch.sim.day.DayPlan.Arrival;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long callers would have waited, from those who left and those who were answered before they left (Kaplan and
 * Meier 1958). Beyond the longest observed wait the mean hazard of all goes on.
 */
public final class Impatience {
    private final long[] atNs;
    private final double[] survives;
    private final double meanNs;

    private record Wait(long ns, boolean left) {}

    public Impatience(List<Arrival> arrivals) {
        List<Wait> waits = new ArrayList<>();
        double exposure = 0;
        int left = 0;
        for (Arrival arrival : arrivals) {
            if (arrival.patience().queueNs() >= 0) {
                waits.add(new Wait(
                        arrival.patience().queueNs(), arrival.patience().known()));
                exposure += arrival.patience().queueNs();
                left += arrival.patience().known() ? 1 : 0;
            }
        }
        meanNs = left == 0 ? Double.POSITIVE_INFINITY : Math.max(1, exposure / left);
        waits.sort(Comparator.comparingLong(Wait::ns));
        atNs = new long[left];
        survives = new double[left];
        double share = 1;
        int n = 0;
        for (int i = 0; i < waits.size(); i++) {
            if (waits.get(i).left) {
                share *= 1 - 1.0 / (waits.size() - i);
                atNs[n] = waits.get(i).ns;
                survives[n++] = share;
            }
        }
    }

    /** The share of callers who would wait longer. */
    public double survival(long ns) {
        int i = firstAfter(ns);
        return i == 0 ? 1 : survives[i - 1];
    }

    /** Waiting of all ÷ those who left, in s: the mean of an exponential patience. 0 if nobody ever left. */
    public double meanS() {
        return Double.isInfinite(meanNs) ? 0 : meanNs / 1e9;
    }

    /** Ns of patience of a caller who is known to have waited so long; {@link Long#MAX_VALUE}: would never leave. */
    long draw(Dice dice, long waitedNs) {
        double target = survival(waitedNs) * dice.uniform(0, 1);
        for (int i = firstAfter(waitedNs); i < atNs.length; i++) {
            if (survives[i] <= target) {
                return atNs[i];
            }
        }
        if (Double.isInfinite(meanNs)) {
            return Long.MAX_VALUE;
        }
        long last = atNs.length == 0 ? 0 : atNs[atNs.length - 1];
        return Math.max(waitedNs, last) + dice.exponential(meanNs);
    }

    private int firstAfter(long ns) {
        int low = 0;
        int high = atNs.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (atNs[middle] > ns) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
