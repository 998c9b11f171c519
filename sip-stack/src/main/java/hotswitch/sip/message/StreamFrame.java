package hotswitch.sip.message;

/** Finds where a message ends in a stream of bytes (RFC 3261 §7.5, §18.3). */
public final class StreamFrame {
    /** {@link #length}: no Content-Length, or two, or none that is a number; the stream cannot be read on. */
    public static final int NO_LENGTH = -1;
    /** {@link #length}: longer than {@link SipMessage#MAX_MESSAGE}. */
    public static final int TOO_LONG = -2;
    /** {@link #length}: a carriage return or line feed stands alone. */
    public static final int MALFORMED = -3;

    private StreamFrame() {}

    /**
     * Bytes of leading CRLFs (0 when none): a keep-alive ping is two of them (RFC 5626 §3.5.1). A trailing CR that
     * may yet
     * become a CRLF does not count.
     */
    public static int keepAliveLength(byte[] buffer, int offset, int length) {
        return skipCrlf(buffer, offset, offset + length) - offset;
    }

    static int skipCrlf(byte[] buffer, int from, int end) {
        int at = from;
        while (at + 1 < end && buffer[at] == '\r' && buffer[at + 1] == '\n') {
            at += 2;
        }
        return at;
    }

    /**
     * Length of the first message in a stream (§18.3: Content-Length is mandatory there): 0 when more bytes are needed,
     * negative when there is no message to be found. Leading CRLFs (RFC 5626 §3.5.1) count.
     */
    public static int length(byte[] buffer, int offset, int length) {
        int whole = wholeLength(buffer, offset, length);
        return whole > length ? 0 : whole;
    }

    /** Like {@link #length}, but known as soon as the header is complete. */
    public static int wholeLength(byte[] buffer, int offset, int length) {
        int end = offset + Math.min(length, SipMessage.MAX_MESSAGE);
        int at = skipCrlf(buffer, offset, end);
        if (at == end || (at + 1 == end && buffer[at] == '\r')) {
            return 0;
        }
        long declared = -1;
        while (true) {
            int crlf = crlf(buffer, at, end);
            if (crlf < 0) {
                return MALFORMED;
            }
            if (crlf == end) {
                return length >= SipMessage.MAX_MESSAGE ? TOO_LONG : 0;
            }
            if (crlf == at) {
                return total(declared, crlf + 2 - offset);
            }
            if (isContentLength(buffer, at, crlf)) {
                declared = declared == -1 ? value(buffer, at, crlf, end) : -2;
            }
            at = crlf + 2;
        }
    }

    private static int total(long declared, int head) {
        if (declared < 0) {
            return NO_LENGTH;
        }
        return head + declared > SipMessage.MAX_MESSAGE ? TOO_LONG : (int) (head + declared);
    }

    /** Like {@link Scan#crlf}, but a CR at the very end may still become a CRLF. */
    private static int crlf(byte[] buffer, int from, int end) {
        int at = Scan.crlf(buffer, from, end);
        return at < 0 && endsInCr(buffer, from, end) ? end : at;
    }

    private static boolean endsInCr(byte[] buffer, int from, int end) {
        return buffer[end - 1] == '\r' && Scan.crlf(buffer, from, end - 1) == end - 1;
    }

    private static boolean isContentLength(byte[] buffer, int from, int end) {
        byte first = buffer[from];
        if (first != 'C' && first != 'c' && first != 'L' && first != 'l') {
            return false;
        }
        int nameEnd = Scan.skipToken(buffer, from, end);
        return HeaderName.of(buffer, from, nameEnd - from) == HeaderName.CONTENT_LENGTH;
    }

    /** The number after the colon; -2 when it is none. A folded Content-Length is refused: nobody honest sends one. */
    private static long value(byte[] buffer, int from, int end, int limit) {
        int colon = Scan.skipSpace(buffer, Scan.skipToken(buffer, from, end), end);
        boolean folded = end + 2 < limit && (buffer[end + 2] == ' ' || buffer[end + 2] == '\t');
        if (folded || colon >= end || buffer[colon] != ':') {
            return -2;
        }
        int begin = Scan.skipSpace(buffer, colon + 1, end);
        int last = end;
        while (last > begin && Scan.isSpace(buffer[last - 1])) {
            last--;
        }
        long number = Scan.number(buffer, begin, last - begin, Integer.MAX_VALUE);
        return number < 0 ? -2 : number;
    }
}
