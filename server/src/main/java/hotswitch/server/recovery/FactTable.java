package hotswitch.server.recovery;

import hotswitch.sip.timer.Spares;

/**
 * Rows by key, a text or a number, in the order in which the keys came; a row that is out is the next one that comes
 * in. {@code LinkedHashMap} makes an entry for each key, which is garbage a call later.
 */
final class FactTable {
    private static final int SMALLEST = 64;
    private Row[] heads = new Row[SMALLEST];
    private Row first;
    private Row last;
    private final Spares<Row> spares = new Spares<>();
    private int size;

    /** The first so many bytes of an array that may be longer. */
    static final class Row {
        /** Null: the number is all of it. */
        private String key;
        /** The key itself, or its hash. */
        private long number;

        byte[] bytes;
        int length;
        /** The number of the last copy before these bytes came. */
        long sinceCopy = -1;
        /** The next one in the order of the table. */
        Row after;

        private Row before;
        private Row chained;

        /** As a text; of a number in decimal digits. */
        String key() {
            return key == null ? Long.toString(number) : key;
        }

        private boolean is(long wanted, String text) {
            return number == wanted && (text == null ? key == null : text.equals(key));
        }
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
        return find(key.hashCode(), key);
    }

    Row get(long number) {
        return find(number, null);
    }

    private Row find(long number, String key) {
        Row row = heads[home(number)];
        while (row != null && !row.is(number, key)) {
            row = row.chained;
        }
        return row;
    }

    /** The row of this key, with its bytes if it was here already. */
    Row put(String key) {
        Row row = get(key);
        return row == null ? added(key.hashCode(), key) : row;
    }

    Row put(long number) {
        Row row = get(number);
        return row == null ? added(number, null) : row;
    }

    /** A row with the key of one of another table, which is not here. */
    Row putAs(Row other) {
        return added(other.number, other.key);
    }

    private Row added(long number, String key) {
        if (size == heads.length) {
            grow();
        }
        Row spare = spares.take();
        Row row = spare == null ? new Row() : spare;
        row.number = number;
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
    Row remove(String key) {
        return removed(get(key));
    }

    Row remove(long number) {
        return removed(get(number));
    }

    @SuppressWarnings("ReferenceEquality") // rows are themselves, not values
    private Row removed(Row row) {
        if (row == null) {
            return null;
        }
        int home = home(row.number);
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
        row.after = null;
        spares.add(row);
    }

    /** A while has passed. */
    void tidy() {
        spares.tidy(1);
    }

    private void grow() {
        heads = new Row[2 * heads.length];
        for (Row row = first; row != null; row = row.after) {
            chain(row);
        }
    }

    private void chain(Row row) {
        int home = home(row.number);
        row.chained = heads[home];
        heads[home] = row;
    }

    /** Ids have a pattern (all even, say): multiplied by 2^64 over the golden ratio they have none. */
    private int home(long number) {
        return (int) ((number * 0x9E3779B97F4A7C15L) >>> 33) & (heads.length - 1);
    }
}
