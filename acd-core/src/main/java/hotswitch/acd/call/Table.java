package hotswitch.acd.call;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Rows by id. Looked up by hash, walked in id order only. Open addressing: a row lies at the hash of its id or as near
 * behind it as there was room; at most half of the places are taken.
 */
public final class Table<T extends Row> {
    /** Fibonacci hashing (Knuth, TAOCP 3, §6.4): whatever the ids count up by, their blocks are spread evenly. */
    private static final long SPREAD = 0x9e3779b97f4a7c15L;

    /** Places of a block of ids: rows that came one after the other are found in the same lines of the cache. */
    private static final int BLOCK = 16;

    /** Half as many rows come without that it grows: more than a district has. */
    private static final int PLACES_MIN = 4_096;

    private final List<T> rows = new ArrayList<>();
    private Row[] byHash = new Row[PLACES_MIN];
    /** Their ids, beside them: to find one, no other row has to be looked at. 0, which is no id: the place is free. */
    private long[] ids = new long[PLACES_MIN];

    public int size() {
        return rows.size();
    }

    /** Null if there is none. */
    @SuppressWarnings("unchecked") // Only rows of T are put in.
    public T get(long id) {
        return (T) byHash[place(id)];
    }

    public void add(T row) {
        if (2 * rows.size() >= byHash.length) {
            grow();
        }
        int place = place(row.id);
        if (ids[place] != 0) {
            throw new IllegalStateException("id " + row.id + " was given twice");
        }
        row.slot = rows.size();
        rows.add(row);
        put(place, row.id, row);
    }

    public void remove(T row) {
        vacate(place(row.id));
        int slot = row.slot;
        T last = rows.removeLast();
        if (slot < rows.size()) {
            rows.set(slot, last);
            last.slot = slot;
        }
    }

    /** A sorted copy. */
    public List<T> inIdOrder() {
        List<T> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingLong(row -> row.id));
        return sorted;
    }

    public void clear() {
        Arrays.fill(ids, 0);
        Arrays.fill(byHash, null);
        rows.clear();
    }

    /** Where it is, or where it would be put. */
    private int place(long id) {
        int place = home(id);
        while (ids[place] != id && ids[place] != 0) {
            place = next(place);
        }
        return place;
    }

    private int home(long id) {
        long oneOfParity = id >>> 1;
        int block = (int) ((oneOfParity / BLOCK * SPREAD) >>> Integer.SIZE);
        return (block * BLOCK + (int) (oneOfParity % BLOCK)) & (byHash.length - 1);
    }

    private int next(int place) {
        return (place + 1) & (byHash.length - 1);
    }

    /** Whoever would not be found any more behind the gap moves into it. */
    private void vacate(int place) {
        int gap = place;
        for (int at = next(gap); ids[at] != 0; at = next(at)) {
            int wayFromHome = (at - home(ids[at])) & (byHash.length - 1);
            int wayFromGap = (at - gap) & (byHash.length - 1);
            if (wayFromHome >= wayFromGap) {
                byHash[gap] = byHash[at];
                ids[gap] = ids[at];
                gap = at;
            }
        }
        byHash[gap] = null;
        ids[gap] = 0;
    }

    /** By the ids that lie here side by side: to look at 60,000 rows would take ten times as long. */
    private void grow() {
        long[] formerIds = ids;
        Row[] former = byHash;
        byHash = new Row[2 * former.length];
        ids = new long[byHash.length];
        for (int i = 0; i < former.length; i++) {
            if (formerIds[i] != 0) {
                put(place(formerIds[i]), formerIds[i], former[i]);
            }
        }
    }

    private void put(int place, long id, Row row) {
        byHash[place] = row;
        ids[place] = id;
    }
}
