package hotswitch.server.store;

/**
 * Numbers as the objects that JDBC wants. The same ids and times come in many rows of a batch: for each a number that
 * was seen lately is the same object. A fact's number is told from the first one of its batch, which is one object,
 * by how far behind it is.
 */
final class Numbers {
    private static final int BITS = 14;
    private static final int PLACES = 1 << BITS;
    /** Facts of a batch. */
    private static final int STEPS = 8_192;

    private final Long[] seen = new Long[PLACES];
    private final Long[] steps = new Long[STEPS];
    private Long first = 0L;

    Numbers() {
        for (int i = 0; i < STEPS; i++) {
            steps[i] = (long) i;
        }
    }

    /** Of the batch to which this fact belongs. */
    Long first(long seq) {
        if (seq < first || seq - first >= STEPS) {
            first = seq;
        }
        return first;
    }

    /** How far this fact is behind the first. */
    Long step(long seq) {
        return steps[(int) (seq - first(seq))];
    }

    Long of(long value) {
        int place = (int) ((value * 0x9E3779B97F4A7C15L) >>> (Long.SIZE - BITS));
        Long known = seen[place];
        if (known == null || known != value) {
            known = value;
            seen[place] = known;
        }
        return known;
    }
}
