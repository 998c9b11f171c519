package hotswitch.sip.stream;

import org.agrona.DirectBuffer;

/** Finds the end of a header and the Content-Length in it, without an index of the rest. */
final class ContentLength {
    static final int ABSENT = -1;
    static final int BAD = -2;

    private static final byte[] LONG_NAME = {
        'c', 'o', 'n', 't', 'e', 'n', 't', '-', 'l', 'e', 'n', 'g', 't', 'h'
    };
    private static final byte[] COMPACT_NAME = {'l'};

    private ContentLength() {}

    /** Bytes up to and with the empty line, or 0 if it has not come; the first {@code scanned} bytes hold none. */
    static int headerBytes(DirectBuffer bytes, int offset, int length, int scanned) {
        for (int i = Math.max(3, scanned); i < length; i++) {
            if (bytes.getByte(offset + i) == '\n'
                    && bytes.getByte(offset + i - 1) == '\r'
                    && bytes.getByte(offset + i - 2) == '\n'
                    && bytes.getByte(offset + i - 3) == '\r') {
                return i + 1;
            }
        }
        return 0;
    }

    /** The value, {@link #ABSENT} or {@link #BAD}. */
    static int of(DirectBuffer bytes, int offset, int headerBytes) {
        int found = ABSENT;
        int end = offset + headerBytes - 2;
        for (int i = offset; i < end; i++) {
            if (bytes.getByte(i) != '\n') {
                continue;
            }
            int value = valueAt(bytes, i + 1, end);
            if (value == BAD || (value != ABSENT && found != ABSENT && value != found)) {
                return BAD;
            }
            found = value == ABSENT ? found : value;
        }
        return found;
    }

    /** RFC 3261 §25.1: may this byte begin a message, as part of a token? */
    static boolean token(byte b) {
        return (b >= 'A' && b <= 'Z')
                || (b >= 'a' && b <= 'z')
                || (b >= '0' && b <= '9')
                || "-.!%*_+`'~".indexOf(b) >= 0;
    }

    private static int valueAt(DirectBuffer bytes, int line, int end) {
        int at = Math.max(afterName(bytes, line, end, LONG_NAME), afterName(bytes, line, end, COMPACT_NAME));
        return at < 0 ? ABSENT : number(bytes, at, end);
    }

    /** The place after the colon if the line has this name, else -1. */
    private static int afterName(DirectBuffer bytes, int line, int end, byte[] name) {
        int at = line;
        for (byte letter : name) {
            if (at >= end || (bytes.getByte(at++) | 0x20) != (letter | 0x20)) {
                return -1;
            }
        }
        while (at < end && blank(bytes.getByte(at))) {
            at++;
        }
        return at < end && bytes.getByte(at) == ':' ? at + 1 : -1;
    }

    /** Digits between white space and the end of the line; a folded line counts as white space. */
    private static int number(DirectBuffer bytes, int from, int end) {
        int at = from;
        while (at < end && (blank(bytes.getByte(at)) || lineEnd(bytes.getByte(at)))) {
            at++;
        }
        int first = at;
        int value = 0;
        while (at < end && bytes.getByte(at) >= '0' && bytes.getByte(at) <= '9') {
            value = Math.min(value * 10 + bytes.getByte(at) - '0', 100_000_000);
            at++;
        }
        int digits = at - first;
        while (at < end && blank(bytes.getByte(at))) {
            at++;
        }
        return digits > 0 && at < end && lineEnd(bytes.getByte(at)) ? value : BAD;
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static boolean lineEnd(byte b) {
        return b == '\r' || b == '\n';
    }
}
