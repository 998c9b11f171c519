package hotswitch.acd.call;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows that are over, for later ones: a call has the place in memory of one that ended just now, and leaves no garbage.
 * Until the turn ends a row stays as it was when it was over, for who still looks at it.
 */
final class Spare<T extends Row> {
    /** So many are kept; a rush of more leaves garbage once. */
    private static final int KEPT_MAX = 20_000;

    private final List<T> free = new ArrayList<>();
    private final List<T> over = new ArrayList<>();

    /** Null: there is none. */
    T take() {
        return free.isEmpty() ? null : free.removeLast();
    }

    void over(T row) {
        over.add(row);
    }

    /** The next turn begins: nobody looks at what ended in the last one. */
    void nextTurn() {
        while (!over.isEmpty()) {
            T row = over.removeLast();
            if (free.size() < KEPT_MAX) {
                free.add(row);
            }
        }
    }
}
