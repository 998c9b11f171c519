package hotswitch.sip.overload;

/**
 * The share of one kind of request that is refused, from 0 to 950 in a thousand. It rises while requests of all kinds
 * stand in line longer than this kind's target, and falls when they do not: at once when nobody waits at all.
 */
final class Budget {
    private static final int LOSS_MAX = 950;
    private static final int FULL = 1_000;
    private static final int STEP = 60;
    /** Waits of so many targets ask for the larger step. */
    private static final int FAR = 3;

    private final int targets;
    private int loss;

    /** {@code targets}: how many times the delay target this kind may wait. */
    Budget(int targets) {
        this.targets = targets;
    }

    /** {@code leastNs} and {@code mostNs}: the shortest and the longest wait of the last window. */
    void adjust(long leastNs, long mostNs, long delayTargetNs) {
        long targetNs = delayTargetNs * targets;
        if (leastNs > targetNs) {
            loss = Math.min(LOSS_MAX, loss + (leastNs > FAR * targetNs ? FAR * STEP : STEP));
        } else if (mostNs <= targetNs / 2) {
            loss = loss < STEP ? 0 : loss / 2;
        } else {
            loss = Math.max(0, loss - loss / 16 - 1);
        }
    }

    /** In a thousand. */
    int loss() {
        return loss;
    }

    void clear() {
        loss = 0;
    }

    /** The same request is always judged alike while the share stays: a repeated INVITE is not let in by luck. */
    boolean refuses(long hash) {
        return loss > 0 && Math.floorMod(hash ^ hash >>> 32, FULL) < loss;
    }
}
