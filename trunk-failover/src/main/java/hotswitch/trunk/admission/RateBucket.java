package hotswitch.trunk.admission;

/**
 * Calls per second as a bucket that holds one second's worth: it is kept as the time at which the bucket would be full
 * again, so one number is the whole state and nothing is rounded.
 */
final class RateBucket {
    private static final long SECOND_NS = 1_000_000_000;

    private long intervalNs;
    private long slackNs;
    private long fullAtNs = Long.MIN_VALUE;

    RateBucket(int perSecond) {
        rate(perSecond);
    }

    void rate(int perSecond) {
        intervalNs = SECOND_NS / perSecond;
        slackNs = SECOND_NS - intervalNs;
    }

    /** Takes one if there is one. */
    boolean take(long nowNs) {
        long from = Math.max(fullAtNs, nowNs);
        if (from - nowNs > slackNs) {
            return false;
        }
        fullAtNs = from + intervalNs;
        return true;
    }
}
