package hotswitch.sip.message;

import java.util.Arrays;

/**
 * The header lines of one message in order, and for each listed name its lines. Only CRLF ends a line, and space
 * after it
 * continues the line (RFC 3261 §7.3.1).
 */
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

    /** Where the body begins; the end of the bytes when the empty line is missing. */
    int bodyFrom;

    void clear() {
        size = 0;
        Arrays.fill(first, (short) -1);
        Arrays.fill(counts, (short) 0);
    }

    /** Reads from {@code from} (after the start line); the first fault, with all readable lines kept. */
    Malformed read(byte[] buffer, int from, int end) {
        Malformed fault = Malformed.NONE;
        int at = from;
        while (at < end) {
            int lineEnd = lineEnd(buffer, at, end);
            if (lineEnd < 0) {
                bodyFrom = end;
                return Malformed.BAD_HEADER;
            }
            if (lineEnd == at) {
                bodyFrom = at + 2;
                return fault;
            }
            if (size == SipMessage.MAX_HEADERS) {
                bodyFrom = end;
                return Malformed.TOO_MANY_HEADERS;
            }
            Malformed line = line(buffer, at, lineEnd);
            fault = fault == Malformed.NONE ? line : fault;
            at = lineEnd + 2;
        }
        bodyFrom = end;
        return fault == Malformed.NONE ? Malformed.UNFINISHED_HEADERS : fault;
    }

    /** The offset of the CRLF that ends the (perhaps folded) line; the end of the bytes; -1 at a stray CR or LF. */
    private static int lineEnd(byte[] buffer, int from, int end) {
        int at = from;
        while (true) {
            at = Scan.crlf(buffer, at, end);
            boolean folded = at > from && at + 2 < end && isBlank(buffer[at + 2]);
            if (!folded) {
                return at;
            }
            at += 2;
        }
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private Malformed line(byte[] buffer, int from, int end) {
        int colon = Scan.colon(buffer, from, end);
        int nameEnd = colon;
        HeaderName header = colon < end ? HeaderName.of(buffer, from, nameEnd - from) : HeaderName.OTHER;
        if (header == HeaderName.OTHER) {
            nameEnd = Scan.skipToken(buffer, from, end);
            colon = Scan.skipSpace(buffer, nameEnd, end);
            if (nameEnd == from || colon >= end || buffer[colon] != ':') {
                return Malformed.BAD_HEADER;
            }
            header = HeaderName.of(buffer, from, nameEnd - from);
        }
        int begin = Scan.skipSpace(buffer, colon + 1, end);
        int last = end;
        while (last > begin && Scan.isSpace(buffer[last - 1])) {
            last--;
        }
        add(header, Scan.slice(from, nameEnd - from), Scan.slice(begin, last - begin));
        return end - from > SipMessage.MAX_LINE ? Malformed.LINE_TOO_LONG : Malformed.NONE;
    }

    private void add(HeaderName header, long name, long value) {
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

    /** Line {@code i} (from 0) of this name; -1 when there are fewer. */
    int line(HeaderName header, int i) {
        int line = first(header);
        for (int n = 0; n < i && line >= 0; n++) {
            line = next(line);
        }
        return line;
    }

    /** The first line of this name, which is not a listed one; -1 when there is none. */
    int other(byte[] buffer, String name) {
        int line = first(HeaderName.OTHER);
        while (line >= 0 && !Scan.equalsIgnoreCase(buffer, Scan.offset(names[line]), Scan.length(names[line]), name)) {
            line = next(line);
        }
        return line;
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
