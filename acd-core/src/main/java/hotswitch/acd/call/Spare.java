package hotswitch.acd.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are over, for later ones: a call has the place in memory of one that ended just now, and leaves no garbage.
 * Until the turn ends a row stays as it was when it was over, for who still looks at it. Of rows that were not wanted
 * for a minute half goes: an hour after a peak its memory is free. Nothing of this is state: a row is the same whether
 * it was one before or not.
 */
final class Spare<T extends Row> {
    private static final long MINUTE_NS = 60_000_000_000L;
    /** After so many without a call hardly any is left. */
    private static final long MINUTES_MAX = 20;

    private final ArrayList<T> free = new ArrayList<>();
    private final List<T> over = new ArrayList<>();
    /** The fewest that were free since the last look. */
    private int least;

    private long lookedNs;

    /** Null: there is none. */
    T take() {
        if (free.isEmpty()) {
            return null;
        }
        T taken = free.removeLast();
        least = Math.min(least, free.size());
        return taken;
    }

    void over(T row) {
        over.add(row);
    }

    /** The next turn begins: nobody looks at what ended in the last one. */
    void nextTurn(long nowNs) {
        while (!over.isEmpty()) {
            free.add(over.removeLast());
        }
        if (nowNs - lookedNs >= MINUTE_NS) {
            for (long n = Math.min((nowNs - lookedNs) / MINUTE_NS, MINUTES_MAX); n > 0; n--) {
                tidy();
            }
            lookedNs = nowNs;
        }
    }

    private void tidy() {
        int idle = (least + 1) / 2;
        if (idle > 0) {
            free.subList(0, idle).clear();
            free.trimToSize();
        }
        least = free.size();
    }

    int size() {
        return free.size();
    }
}
