package hotswitch.sip.message;

import java.util.Arrays;

/** The header lines of one message in order, and for each listed name the first and last of its lines. */
final class HeaderTable {
    private static final HeaderName[] NAMES = HeaderName.values();
    private static final int INITIAL = 32;

    private final short[] first = new short[NAMES.length];
    private final short[] last = new short[NAMES.length];
    private final short[] counts = new short[NAMES.length];
    private long[] names = new long[INITIAL];
    private long[] values = new long[INITIAL];
    private byte[] ordinals = new byte[INITIAL];
    private short[] nexts = new short[INITIAL];
    private int size;

    void clear() {
        size = 0;
        Arrays.fill(first, (short) -1);
        Arrays.fill(counts, (short) 0);
    }

    void add(HeaderName header, long name, long value) {
        if (size == names.length) {
            grow();
        }
        int ordinal = header.ordinal();
        names[size] = name;
        values[size] = value;
        ordinals[size] = (byte) ordinal;
        nexts[size] = -1;
        if (first[ordinal] < 0) {
            first[ordinal] = (short) size;
        } else {
            nexts[last[ordinal]] = (short) size;
        }
        last[ordinal] = (short) size;
        counts[ordinal]++;
        size++;
    }

    private void grow() {
        names = Arrays.copyOf(names, 2 * size);
        values = Arrays.copyOf(values, 2 * size);
        ordinals = Arrays.copyOf(ordinals, 2 * size);
        nexts = Arrays.copyOf(nexts, 2 * size);
    }

    int size() {
        return size;
    }

    /** Line of the first header of this name; -1 when there is none. */
    int first(HeaderName header) {
        return first[header.ordinal()];
    }

    /** The following line of the same name; -1 when there is none. */
    int next(int line) {
        return nexts[line];
    }

    int count(HeaderName header) {
        return counts[header.ordinal()];
    }

    HeaderName header(int line) {
        return NAMES[ordinals[line]];
    }

    long name(int line) {
        return names[line];
    }

    long value(int line) {
        return values[line];
    }
}
