package hotswitch.acd.call;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** Rows by id. Looked up by hash, walked in id order only. */
public final class Table<T extends Row> {
    private final Long2ObjectHashMap<T> byId = new Long2ObjectHashMap<>();
    private final List<T> rows = new ArrayList<>();

    public int size() {
        return rows.size();
    }

    /** Null if there is none. */
    public T get(long id) {
        return byId.get(id);
    }

    public void add(T row) {
        if (byId.put(row.id, row) != null) {
            throw new IllegalStateException("id " + row.id + " was given twice");
        }
        row.slot = rows.size();
        rows.add(row);
    }

    public void remove(T row) {
        byId.remove(row.id);
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
        byId.clear();
        rows.clear();
    }
}
