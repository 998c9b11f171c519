package hotswitch.server.store;

/**
 * Numbers as the objects that JDBC wants. The same ids and times come in many rows of a batch: for each a number that
 * was seen lately is the same object.
 */
final class Numbers {
    private static final int PLACES = 4_096;

    private final Long[] seen = new Long[PLACES];

    Long of(long value) {
        int place = (int) ((value * 0x9E3779B97F4A7C15L) >>> 52);
        Long known = seen[place];
        if (known == null || known != value) {
            known = value;
            seen[place] = known;
        }
        return known;
    }
}
