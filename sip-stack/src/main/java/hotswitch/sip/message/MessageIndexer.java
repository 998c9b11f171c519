package hotswitch.sip.message;

/**
 * Fills a {@link SipMessage} and finds its first fault; it reads on after a fault, so that the request can be
 * refused.
 */
final class MessageIndexer {
    /** RFC 3261 §8.1.1.5: below 2^31. */
    private static final long CSEQ_MAX = (1L << 31) - 1;

    private static final HeaderName[] SINGLE = {
        HeaderName.FROM,
        HeaderName.TO,
        HeaderName.CALL_ID,
        HeaderName.CSEQ,
        HeaderName.MAX_FORWARDS,
        HeaderName.CONTENT_TYPE,
        HeaderName.EXPIRES,
        HeaderName.SESSION_EXPIRES,
        HeaderName.REPLACES,
        HeaderName.REFER_TO,
        HeaderName.EVENT,
        HeaderName.RSEQ,
        HeaderName.RACK,
    };

    private final SipMessage message;
    private Malformed fault;

    MessageIndexer(SipMessage message) {
        this.message = message;
    }

    Malformed index() {
        clear();
        byte[] buffer = message.octets;
        int end = Math.min(message.octetCount, SipMessage.MAX_MESSAGE);
        int from = StreamFrame.skipCrlf(buffer, 0, end);
        int lineEnd = Scan.crlf(buffer, from, end);
        if (lineEnd < 0 || lineEnd >= end) {
            return Malformed.BAD_START_LINE;
        }
        note(message.start.parse(buffer, from, lineEnd));
        note(message.headers.read(buffer, lineEnd + 2, end));
        message.bodyFrom = message.headers.bodyFrom;
        parties(buffer);
        numbers(buffer);
        body(buffer, end);
        if (message.octetCount > SipMessage.MAX_MESSAGE) {
            note(Malformed.TOO_LONG);
        }
        return fault;
    }

    private void clear() {
        fault = Malformed.NONE;
        message.headers.clear();
        message.start.clear();
        message.via.clear();
        message.from.clear();
        message.to.clear();
        message.bodyFrom = 0;
        message.bodyLength = 0;
        message.cseq = -1;
        message.cseqMethod = Method.OTHER;
        message.cseqMethodText = Scan.NONE;
        message.maxForwards = -1;
    }

    /** The first fault is the one that counts. */
    private void note(Malformed next) {
        if (fault == Malformed.NONE && next != Malformed.NONE) {
            fault = next;
        }
    }

    private void parties(byte[] buffer) {
        HeaderTable headers = message.headers;
        int via = headers.first(HeaderName.VIA);
        if (via >= 0) {
            message.via.parse(buffer, from(via), to(via));
        }
        note(via < 0 ? Malformed.MISSING_VIA : message.via.valid ? Malformed.NONE : Malformed.BAD_VIA);
        int from = headers.first(HeaderName.FROM);
        if (from >= 0) {
            message.from.parse(buffer, from(from), to(from));
        }
        note(from < 0 ? Malformed.MISSING_FROM : message.from.valid ? Malformed.NONE : Malformed.BAD_FROM);
        int to = headers.first(HeaderName.TO);
        if (to >= 0) {
            message.to.parse(buffer, from(to), to(to));
        }
        note(to < 0 ? Malformed.MISSING_TO : message.to.valid ? Malformed.NONE : Malformed.BAD_TO);
        note(callId(buffer, headers.first(HeaderName.CALL_ID)));
        for (HeaderName single : SINGLE) {
            note(headers.count(single) > 1 ? Malformed.DUPLICATE_SINGLE_HEADER : Malformed.NONE);
        }
    }

    private Malformed callId(byte[] buffer, int line) {
        if (line < 0) {
            return Malformed.MISSING_CALL_ID;
        }
        for (int at = from(line); at < to(line); at++) {
            if (Scan.isSpace(buffer[at])) {
                return Malformed.BAD_CALL_ID;
            }
        }
        return from(line) < to(line) ? Malformed.NONE : Malformed.BAD_CALL_ID;
    }

    private void numbers(byte[] buffer) {
        int line = message.headers.first(HeaderName.CSEQ);
        note(line < 0 ? Malformed.MISSING_CSEQ : cseq(buffer, from(line), to(line)));
        int hops = message.headers.first(HeaderName.MAX_FORWARDS);
        if (hops >= 0) {
            message.maxForwards = (int) Scan.number(buffer, from(hops), to(hops) - from(hops), 255);
            note(message.maxForwards < 0 ? Malformed.BAD_MAX_FORWARDS : Malformed.NONE);
        }
    }

    private Malformed cseq(byte[] buffer, int from, int to) {
        int digits = from;
        while (digits < to && Scan.isDigit(buffer[digits])) {
            digits++;
        }
        int method = Scan.skipSpace(buffer, digits, to);
        int methodEnd = Scan.skipToken(buffer, method, to);
        long number = Scan.number(buffer, from, digits - from, CSEQ_MAX);
        if (number < 0 || method == digits || methodEnd == method || methodEnd != to) {
            return Malformed.BAD_CSEQ;
        }
        message.cseq = number;
        message.cseqMethod = Method.of(buffer, method, methodEnd - method);
        message.cseqMethodText = Scan.slice(method, methodEnd - method);
        return message.start.request && !sameMethod(buffer) ? Malformed.CSEQ_MISMATCH : Malformed.NONE;
    }

    private boolean sameMethod(byte[] buffer) {
        if (message.cseqMethod != Method.OTHER || message.start.method != Method.OTHER) {
            return message.cseqMethod == message.start.method;
        }
        long a = message.cseqMethodText;
        long b = message.start.methodText;
        boolean same = b != Scan.NONE && Scan.length(a) == Scan.length(b);
        for (int i = 0; same && i < Scan.length(a); i++) {
            same = buffer[Scan.offset(a) + i] == buffer[Scan.offset(b) + i];
        }
        return same;
    }

    /**
     * RFC 3261 §18.3: without Content-Length the body reaches to the end of the datagram; bytes beyond it are not
     * ours.
     */
    private void body(byte[] buffer, int end) {
        message.bodyLength = end - message.bodyFrom;
        long declared = -1;
        int line = message.headers.first(HeaderName.CONTENT_LENGTH);
        for (int next = line; next >= 0; next = message.headers.next(next)) {
            long value = Scan.number(buffer, from(next), to(next) - from(next), Integer.MAX_VALUE);
            if (value < 0 || value > message.bodyLength) {
                note(Malformed.BAD_CONTENT_LENGTH);
                return;
            }
            if (next != line) {
                note(value == declared ? Malformed.DUPLICATE_SINGLE_HEADER : Malformed.CONFLICTING_CONTENT_LENGTH);
                return;
            }
            declared = value;
        }
        message.bodyLength = declared < 0 ? message.bodyLength : (int) declared;
    }

    private int from(int line) {
        return Scan.offset(message.headers.value(line));
    }

    private int to(int line) {
        return from(line) + Scan.length(message.headers.value(line));
    }
}
