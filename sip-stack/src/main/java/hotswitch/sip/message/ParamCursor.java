package hotswitch.sip.message;

/**
 * Walks the parameters of a header value: {@code *( SEMI token [ EQUAL ( token / host / quoted-string ) ] )}, RFC
 * 3261 §25.1.
 */
final class ParamCursor {
    private byte[] buffer;
    private int at;
    private int end;
    private boolean bad;

    long name;
    /** {@link Scan#NONE} when the parameter has no value. */
    long value;

    void start(byte[] buffer, int from, int end) {
        this.buffer = buffer;
        this.at = from;
        this.end = end;
        this.bad = false;
    }

    /** Moves to the next parameter; false at the end, at a comma, and where the grammar is broken. */
    boolean next() {
        at = Scan.skipSpace(buffer, at, end);
        if (at >= end || buffer[at] == ',') {
            return false;
        }
        int begin = buffer[at] == ';' ? Scan.skipSpace(buffer, at + 1, end) : end;
        int nameEnd = Scan.skipToken(buffer, begin, end);
        if (nameEnd == begin) {
            return fail();
        }
        name = Scan.slice(begin, nameEnd - begin);
        value = Scan.NONE;
        at = Scan.skipSpace(buffer, nameEnd, end);
        return at >= end || buffer[at] != '=' || value(Scan.skipSpace(buffer, at + 1, end));
    }

    private boolean value(int from) {
        int to = from;
        if (from < end && buffer[from] == '"') {
            to = Scan.quotedEnd(buffer, from, end);
        } else {
            while (to < end && Scan.isValue(buffer[to])) {
                to++;
            }
        }
        if (to <= from) {
            return fail();
        }
        value = Scan.slice(from, to - from);
        at = to;
        return true;
    }

    private boolean fail() {
        bad = true;
        return false;
    }

    boolean bad() {
        return bad;
    }

    boolean isNamed(String text) {
        return Scan.equalsIgnoreCase(buffer, Scan.offset(name), Scan.length(name), text);
    }

    /** Where the walk stopped: the end of the value, or the comma before the next one. */
    int position() {
        return at;
    }
}
