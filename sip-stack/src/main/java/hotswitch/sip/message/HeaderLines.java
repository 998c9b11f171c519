package hotswitch.sip.message;

import org.agrona.DirectBuffer;

/** Cuts the header part into lines (RFC 3261 §7.3.1): only CRLF ends a line, and space after it continues the line. */
final class HeaderLines {
    /** Where the body begins; the end of the bytes when the empty line is missing. */
    int bodyFrom;

    /** Reads from {@code from} (after the start line); the first fault, with all readable lines in the table. */
    Malformed read(DirectBuffer buffer, int from, int end, HeaderTable table) {
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
            if (table.size() == SipMessage.MAX_HEADERS) {
                bodyFrom = end;
                return Malformed.TOO_MANY_HEADERS;
            }
            Malformed line = line(buffer, at, lineEnd, table);
            fault = fault == Malformed.NONE ? line : fault;
            at = lineEnd + 2;
        }
        bodyFrom = end;
        return fault == Malformed.NONE ? Malformed.UNFINISHED_HEADERS : fault;
    }

    /** The offset of the CRLF that ends the (perhaps folded) line; the end of the bytes; -1 at a stray CR or LF. */
    private static int lineEnd(DirectBuffer buffer, int from, int end) {
        int at = from;
        while (true) {
            at = crlf(buffer, at, end);
            boolean folded = at > from && at + 2 < end && isBlank(buffer.getByte(at + 2));
            if (!folded) {
                return at;
            }
            at += 2;
        }
    }

    /** The offset of the next CRLF, or {@code end}; -1 at a CR or LF that stands alone. */
    static int crlf(DirectBuffer buffer, int from, int end) {
        int at = from;
        while (at < end) {
            byte b = buffer.getByte(at);
            if (b < ' ' && (b == '\r' || b == '\n')) {
                return b == '\r' && at + 1 < end && buffer.getByte(at + 1) == '\n' ? at : -1;
            }
            at++;
        }
        return end;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t';
    }

    private static Malformed line(DirectBuffer buffer, int from, int end, HeaderTable table) {
        int nameEnd = Scan.skipToken(buffer, from, end);
        int colon = Scan.skipSpace(buffer, nameEnd, end);
        if (nameEnd == from || colon >= end || buffer.getByte(colon) != ':') {
            return Malformed.BAD_HEADER;
        }
        int begin = Scan.skipSpace(buffer, colon + 1, end);
        int last = end;
        while (last > begin && Scan.isSpace(buffer.getByte(last - 1))) {
            last--;
        }
        HeaderName header = HeaderName.of(buffer, from, nameEnd - from);
        table.add(header, Scan.slice(from, nameEnd - from), Scan.slice(begin, last - begin));
        return end - from > SipMessage.MAX_LINE ? Malformed.LINE_TOO_LONG : Malformed.NONE;
    }
}
