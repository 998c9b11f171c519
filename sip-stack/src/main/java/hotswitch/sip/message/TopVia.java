package hotswitch.sip.message;

import org.agrona.DirectBuffer;

/** The first Via of a message (RFC 3261 §20.42, RFC 3581). */
final class TopVia {
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
    }

    void parse(DirectBuffer buffer, int from, int valueEnd) {
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
    private static int word(DirectBuffer buffer, int from, int valueEnd, char mark) {
        int begin = from < 0 ? valueEnd : Scan.skipSpace(buffer, from, valueEnd);
        int after = Scan.skipToken(buffer, begin, valueEnd);
        int at = Scan.skipSpace(buffer, after, valueEnd);
        return after > begin && at < valueEnd && buffer.getByte(at) == mark ? at + 1 : -1;
    }

    private boolean sentBy(DirectBuffer buffer, int from, int valueEnd) {
        int at = from;
        if (at < valueEnd && buffer.getByte(at) == '[') {
            while (at < valueEnd && buffer.getByte(at) != ']') {
                at++;
            }
            at++;
        } else {
            while (at < valueEnd && buffer.getByte(at) != ':' && Scan.isHost(buffer.getByte(at))) {
                at++;
            }
        }
        if (at == from || at > valueEnd) {
            return false;
        }
        host = Scan.slice(from, at - from);
        paramsFrom = at;
        at = Scan.skipSpace(buffer, at, valueEnd);
        return at >= valueEnd || buffer.getByte(at) != ':' || port(buffer, at + 1, valueEnd);
    }

    private boolean port(DirectBuffer buffer, int from, int valueEnd) {
        int begin = Scan.skipSpace(buffer, from, valueEnd);
        int after = begin;
        while (after < valueEnd && Scan.isDigit(buffer.getByte(after))) {
            after++;
        }
        port = (int) Scan.number(buffer, begin, after - begin, 65_535);
        paramsFrom = after;
        return port >= 0;
    }

    private boolean params(DirectBuffer buffer, int valueEnd) {
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
            }
        }
        end = params.position();
        return !params.bad();
    }
}
