package hotswitch.server.journal;

import hotswitch.acd.Fact;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The facts that one reader has decoded lately: those behind it find them here and need not do it again. One thread
 * puts, any may look.
 */
final class DecodedFacts {
    /** What half a second of a busy centre brings. */
    private static final int PLACES = 1 << 14;

    private static final long NONE = 0;

    private final AtomicLongArray seqs = new AtomicLongArray(PLACES);
    private final AtomicReferenceArray<Fact> facts = new AtomicReferenceArray<>(PLACES);

    /** The number is taken away before the fact is changed: who reads both between sees that it is no longer so. */
    void put(long seq, Fact fact) {
        int place = place(seq);
        seqs.setRelease(place, NONE);
        facts.setRelease(place, fact);
        seqs.setRelease(place, seq);
    }

    /** Null when it is not here. */
    Fact of(long seq) {
        int place = place(seq);
        if (seqs.getAcquire(place) != seq) {
            return null;
        }
        Fact fact = facts.getAcquire(place);
        return seqs.getAcquire(place) == seq ? fact : null;
    }

    private static int place(long seq) {
        return (int) seq & (PLACES - 1);
    }
}
