package hotswitch.sip.timer;

import java.util.ArrayList;

/**
 * Things that are over, for the next ones: what lives for a call's time, and is made anew for each, a collector moves
 * twice before it goes. As many are kept as were wanted at once of late: of those that lay here unused since the last
 * look half goes with each, so that an hour after a peak its memory is free.
 */
public final class Spares<T> {
    private final ArrayList<T> unused = new ArrayList<>();
    /** The fewest that lay here since the last look: so many were never wanted meanwhile. */
    private int least;

    /** Null: there is none. */
    public T take() {
        if (unused.isEmpty()) {
            return null;
        }
        T taken = unused.removeLast();
        least = Math.min(least, unused.size());
        return taken;
    }

    /** Nobody has it any more. */
    public void add(T over) {
        unused.add(over);
    }

    public int size() {
        return unused.size();
    }

    /** So many whiles have passed since the last look: {@link Whiles}. */
    public void tidy(int whiles) {
        for (int n = whiles; n > 0; n--) {
            int idle = (least + 1) / 2;
            if (idle > 0) {
                unused.subList(0, idle).clear();
                unused.trimToSize();
            }
            least = unused.size();
        }
    }
}
