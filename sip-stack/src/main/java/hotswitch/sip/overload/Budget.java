package hotswitch.sip.overload;

/**
 * The share of one kind of request that is refused, from 0 to 950 in a thousand. A proportional integral controller
 * (RFC 8033, PIE, §4.2): it moves with how far the wait is from this kind's target, and ten times more with how fast
 * the wait grows, so that it stops rising when the line gets shorter. Where nobody waits it falls by itself.
 */
final class Budget {
    private static final int LOSS_MAX = 950;
    private static final int FULL = 1_000;
    /** In a thousand, for each second that the wait is beyond the target. */
    private static final long PER_SECOND_OFF = 130;

    /** In a thousand, for each second that it grew since the window before. */
    private static final long PER_SECOND_GROWN = 1_300;

    private static final long NS_PER_S = 1_000_000_000;
    /** Longer waits, and faster ones to grow, count as this. */
    private static final long WAIT_MAX_NS = NS_PER_S;

    /** Waits of less than this share of the target are none. */
    private static final int NOTHING = 4;

    private static final int FALL = 3;
    private static final int FALL_MIN = 10;

    private final int targets;
    private int loss;
    private long formerNs;
    private boolean formerIdle;

    /** {@code targets}: how many times the delay target this kind may wait. */
    Budget(int targets) {
        this.targets = targets;
    }

    /** {@code leastNs} and {@code mostNs}: the shortest and the longest wait of the last window. */
    void adjust(long leastNs, long mostNs, long delayTargetNs) {
        long targetNs = delayTargetNs * targets;
        long waitNs = Math.min(leastNs, WAIT_MAX_NS);
        boolean idle = mostNs <= targetNs / NOTHING;
        if (idle && formerIdle) {
            loss -= loss / FALL + FALL_MIN;
        } else if (loss > 0 || waitNs > targetNs) {
            long off = (waitNs - targetNs) * PER_SECOND_OFF;
            long grown = (waitNs - formerNs) * PER_SECOND_GROWN;
            loss += Math.toIntExact((off + grown) / NS_PER_S);
        }
        loss = Math.clamp(loss, 0, LOSS_MAX);
        formerNs = waitNs;
        formerIdle = idle;
    }

    /** In a thousand. */
    int loss() {
        return loss;
    }

    void clear() {
        loss = 0;
        formerNs = 0;
        formerIdle = false;
    }

    /** The same request is always judged alike while the share stays: a repeated INVITE is not let in by luck. */
    boolean refuses(long hash) {
        return loss > 0 && Math.floorMod(hash ^ hash >>> 32, FULL) < loss;
    }
}
