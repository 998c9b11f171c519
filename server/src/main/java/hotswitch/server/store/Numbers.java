package hotswitch.server.store;

/**
 * Numbers as the objects that JDBC wants. The same times come in many rows of a batch: for each a number that was seen
 * lately is the same object, and of small ones (agents, durations, counts) there is one for good.
 */
final class Numbers {
    private static final int BITS = 14;
    private static final int PLACES = 1 << BITS;
    private static final int SMALL = 1 << 15;

    private final Long[] seen = new Long[PLACES];
    /** Each made when it is first wanted. */
    private final Long[] small = new Long[SMALL];

    Long of(long value) {
        if (value >= 0 && value < SMALL) {
            return small((int) value);
        }
        int place = (int) ((value * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
        Long known = seen[place];
        if (known == null || known != value) {
            known = value;
            seen[place] = known;
        }
        return known;
    }

    private Long small(int value) {
        Long known = small[value];
        if (known == null) {
            known = (long) value;
            small[value] = known;
        }
        return known;
    }
}
