package hotswitch.acd;

/**
 * Calls, legs, offers and plays are numbers. The edge's are {@code boot epoch << 40 | n}, even; the core's own are
 * odd and
 * count on in its state, so that neither can collide with the other, nor a process with its predecessor.
 */
public final class Ids {
    private static final int EPOCH_SHIFT = 40;

    private Ids() {}

    /** The n-th id (from 0) that an edge gives in this boot; {@code bootEpoch} below 2^22. */
    public static long ofEdge(long bootEpoch, long n) {
        return bootEpoch << EPOCH_SHIFT | n << 1;
    }

    public static boolean isOfCore(long id) {
        return (id & 1) == 1;
    }
}
