package hotswitch.server.recovery;

/**
 * Rows by key, in the order in which the keys came; a row that is out is the next one that comes in. {@code
 * LinkedHashMap} makes an entry for each key, which is garbage a call later.
 */
final class FactTable {
    private static final int SMALLEST = 64;
    private Row[] heads = new Row[SMALLEST];
    private Row first;
    private Row last;
    private Row spares;
    private int size;

    /** The first so many bytes of an array that may be longer. */
    static final class Row {
        String key;
        byte[] bytes;
        int length;
        /** The number of the last copy before these bytes came. */
        long sinceCopy = -1;
        /** The next one in the order of the table. */
        Row after;

        private Row before;
        private Row chained;
    }

    int size() {
        return size;
    }

    /** The oldest; null: there is none. */
    Row first() {
        return first;
    }

    /** Null: it is not here. */
    Row get(String key) {
        Row row = heads[home(key)];
        while (row != null && !row.key.equals(key)) {
            row = row.chained;
        }
        return row;
    }

    /** The row of this key, with its bytes if it was here already. */
    Row put(String key) {
        Row row = get(key);
        return row == null ? added(key) : row;
    }

    private Row added(String key) {
        if (size == heads.length) {
            grow();
        }
        Row row = spares == null ? new Row() : spares;
        spares = row.after;
        row.key = key;
        chain(row);
        row.after = null;
        row.before = last;
        if (last == null) {
            first = row;
        } else {
            last.after = row;
        }
        last = row;
        size++;
        return row;
    }

    /** Takes it out; null: it was not here. */
    @SuppressWarnings("ReferenceEquality") // rows are themselves, not values
    Row remove(String key) {
        Row row = get(key);
        if (row == null) {
            return null;
        }
        int home = home(key);
        if (heads[home] == row) {
            heads[home] = row.chained;
        } else {
            Row at = heads[home];
            while (at.chained != row) {
                at = at.chained;
            }
            at.chained = row.chained;
        }
        if (row.before == null) {
            first = row.after;
        } else {
            row.before.after = row.after;
        }
        if (row.after == null) {
            last = row.before;
        } else {
            row.after.before = row.before;
        }
        size--;
        return row;
    }

    /** A row that is out and that nobody holds. */
    void spare(Row row) {
        row.key = null;
        row.bytes = null;
        row.sinceCopy = -1;
        row.before = null;
        row.chained = null;
        row.after = spares;
        spares = row;
    }

    private void grow() {
        heads = new Row[2 * heads.length];
        for (Row row = first; row != null; row = row.after) {
            chain(row);
        }
    }

    private void chain(Row row) {
        int home = home(row.key);
        row.chained = heads[home];
        heads[home] = row;
    }

    private int home(String key) {
        int hash = key.hashCode();
        return (hash ^ hash >>> 16) & (heads.length - 1);
    }
}
