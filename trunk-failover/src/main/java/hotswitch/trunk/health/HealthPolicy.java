package hotswitch.trunk.health;

/**
 * When to ask and what to conclude.
 *
 * @param optionsMs between OPTIONS while UP; 0: never asked, only calls tell
 * @param retryMs between OPTIONS while SUSPECT or PROBING
 * @param restMs that a DOWN address is left alone
 * @param failuresToDown in a row
 * @param successesToUp in a row, from PROBING
 */
public record HealthPolicy(long optionsMs, long retryMs, long restMs, int failuresToDown, int successesToUp) {
    private static final long RETRY_MS_MAX = 1_000;
    private static final long REST_MS = 5_000;

    public HealthPolicy {
        if (optionsMs < 0 || retryMs < 1 || restMs < 1 || failuresToDown < 1 || successesToUp < 1) {
            throw new IllegalArgumentException("health policy below its least values");
        }
    }

    /** As shipped: three in a row is DOWN, two in a row is UP again. */
    public static HealthPolicy of(long optionsMs) {
        long retryMs = optionsMs == 0 ? RETRY_MS_MAX : Math.min(optionsMs, RETRY_MS_MAX);
        return new HealthPolicy(optionsMs, retryMs, optionsMs == 0 ? REST_MS : Math.min(optionsMs, REST_MS), 3, 2);
    }
}
