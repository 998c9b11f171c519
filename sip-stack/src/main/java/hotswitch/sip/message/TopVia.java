package hotswitch.sip.message;

/** The first Via of a message (RFC 3261 §20.42, RFC 3581). */
final class TopVia {
    private static final int FRACTION_DIGITS = 5;
    private final ParamCursor params = new ParamCursor();

    boolean valid;
    /** Protocol and sent-by can be read; enough to answer. */
    boolean addressed;

    long transport;
    long host;
    /** -1 when sent-by names none. */
    int port;

    long branch;
    long received;
    boolean rport;
    /** RFC 7339 §4.1: the sender would heed what we say about our load. */
    boolean overloadControl;
    /** RFC 7339 §4: what the responder says; values, {@link Scan#NONE} where there is none. */
    long loss;

    long lossAlgorithm;
    long lossValidity;
    long lossSequence;
    /** Where sent-by ends and the parameters begin; where this Via ends and a comma or the header's end follows. */
    int paramsFrom;

    int end;

    void clear() {
        valid = false;
        addressed = false;
        transport = Scan.NONE;
        host = Scan.NONE;
        port = -1;
        branch = Scan.NONE;
        received = Scan.NONE;
        rport = false;
        overloadControl = false;
        loss = Scan.NONE;
        lossAlgorithm = Scan.NONE;
        lossValidity = Scan.NONE;
        lossSequence = Scan.NONE;
    }

    void parse(byte[] buffer, int from, int valueEnd) {
        clear();
        int at = word(buffer, from, valueEnd, '/');
        at = word(buffer, at, valueEnd, '/');
        if (at < 0) {
            return;
        }
        int begin = Scan.skipSpace(buffer, at, valueEnd);
        int after = Scan.skipToken(buffer, begin, valueEnd);
        transport = Scan.slice(begin, after - begin);
        at = Scan.skipSpace(buffer, after, valueEnd);
        addressed = after > begin && at > after && sentBy(buffer, at, valueEnd);
        valid = addressed && params(buffer, valueEnd);
    }

    /** A token and a mark with space around; the offset after the mark, or -1. */
    private static int word(byte[] buffer, int from, int valueEnd, char mark) {
        int begin = from < 0 ? valueEnd : Scan.skipSpace(buffer, from, valueEnd);
        int after = Scan.skipToken(buffer, begin, valueEnd);
        int at = Scan.skipSpace(buffer, after, valueEnd);
        return after > begin && at < valueEnd && buffer[at] == mark ? at + 1 : -1;
    }

    private boolean sentBy(byte[] buffer, int from, int valueEnd) {
        int at = from;
        if (at < valueEnd && buffer[at] == '[') {
            while (at < valueEnd && buffer[at] != ']') {
                at++;
            }
            at++;
        } else {
            while (at < valueEnd && buffer[at] != ':' && Scan.isHost(buffer[at])) {
                at++;
            }
        }
        if (at == from || at > valueEnd) {
            return false;
        }
        host = Scan.slice(from, at - from);
        paramsFrom = at;
        at = Scan.skipSpace(buffer, at, valueEnd);
        return at >= valueEnd || buffer[at] != ':' || port(buffer, at + 1, valueEnd);
    }

    private boolean port(byte[] buffer, int from, int valueEnd) {
        int begin = Scan.skipSpace(buffer, from, valueEnd);
        int after = begin;
        while (after < valueEnd && Scan.isDigit(buffer[after])) {
            after++;
        }
        port = (int) Scan.number(buffer, begin, after - begin, 65_535);
        paramsFrom = after;
        return port >= 0;
    }

    private boolean params(byte[] buffer, int valueEnd) {
        params.start(buffer, paramsFrom, valueEnd);
        while (params.next()) {
            if (params.isNamed("branch")) {
                branch = params.value;
            } else if (params.isNamed("received")) {
                received = params.value;
            } else if (params.isNamed("rport")) {
                rport = true;
            } else if (params.isNamed("oc")) {
                overloadControl = true;
                loss = params.value;
            } else {
                control();
            }
        }
        end = params.position();
        return !params.bad();
    }

    private void control() {
        if (params.isNamed("oc-algo")) {
            lossAlgorithm = params.value;
        } else if (params.isNamed("oc-validity")) {
            lossValidity = params.value;
        } else if (params.isNamed("oc-seq")) {
            lossSequence = params.value;
        }
    }

    /** Null: none that we understand. */
    LoadReport report(byte[] buffer) {
        if (loss == Scan.NONE) {
            return null;
        }
        boolean ours = lossAlgorithm == Scan.NONE || isLoss(buffer);
        long percent = number(buffer, loss, 100);
        long validityMs = lossValidity == Scan.NONE ? LoadReport.VALIDITY_MS : number(buffer, lossValidity, 1_000_000);
        return !ours || percent < 0 || validityMs < 0
                ? null
                : new LoadReport((int) percent, (int) validityMs, sequence(buffer));
    }

    private boolean isLoss(byte[] buffer) {
        int at = Scan.offset(lossAlgorithm);
        int length = Scan.length(lossAlgorithm);
        return Scan.equalsIgnoreCase(buffer, at, length, "\"loss\"")
                || Scan.equalsIgnoreCase(buffer, at, length, "loss");
    }

    private static long number(byte[] buffer, long slice, long max) {
        return Scan.number(buffer, Scan.offset(slice), Scan.length(slice), max);
    }

    /** RFC 7339 §4.4: 1*12DIGIT "." 1*5DIGIT. 0: none, or none that can be read. */
    private long sequence(byte[] buffer) {
        if (lossSequence == Scan.NONE) {
            return 0;
        }
        int from = Scan.offset(lossSequence);
        int length = Scan.length(lossSequence);
        int dot = 0;
        while (dot < length && buffer[from + dot] != '.') {
            dot++;
        }
        int digits = length - dot - 1;
        long whole = Scan.number(buffer, from, dot, 999_999_999_999L);
        boolean fits = digits > 0 && digits <= FRACTION_DIGITS;
        long fraction = fits ? Scan.number(buffer, from + dot + 1, digits, 99_999) : -1;
        for (int i = digits; i < FRACTION_DIGITS; i++) {
            fraction *= 10;
        }
        return whole < 0 || fraction < 0 ? 0 : whole * 100_000 + fraction;
    }
}
