package hotswitch.sip.message;

/** Checks the shape of From or To and finds the tag (RFC 3261 §20.20, §20.39). */
final class NameAddrTag {
    private static final String TAG = ";tag=";

    private final ParamCursor params = new ParamCursor();

    boolean valid;
    /** {@link Scan#NONE} when there is no tag. */
    long tag;

    /** What stands before the parameters: display name and address. */
    long address;

    /** After it comes the tag, if there is one, and nothing else. */
    boolean plain;

    void clear() {
        valid = false;
        plain = false;
        tag = Scan.NONE;
    }

    void parse(byte[] buffer, int from, int end) {
        clear();
        int after = address(buffer, from, end);
        if (after < 0) {
            return;
        }
        address = Scan.slice(from, after - from);
        params.start(buffer, after, end);
        int tags = 0;
        while (params.next()) {
            if (params.isNamed("tag")) {
                tag = params.value;
                tags++;
            }
        }
        valid = !params.bad() && params.position() >= end && tags <= 1 && (tags == 0 || tag != Scan.NONE);
        plain = valid && (tags == 0 ? after == end : isTagAlone(after, end));
    }

    private boolean isTagAlone(int from, int end) {
        return Scan.offset(tag) == from + TAG.length() && Scan.offset(tag) + Scan.length(tag) == end;
    }

    /** The offset after {@code [display-name] <addr-spec>} or a bare addr-spec; -1 when it is neither. */
    private static int address(byte[] buffer, int from, int end) {
        if (from < end && buffer[from] == '"') {
            int quoted = Scan.quotedEnd(buffer, from, end);
            int at = quoted < 0 ? end : Scan.skipSpace(buffer, quoted, end);
            return at < end && buffer[at] == '<' ? bracketed(buffer, at, end) : -1;
        }
        int at = from;
        while (at < end && isDisplay(buffer[at])) {
            at++;
        }
        if (at >= end) {
            return -1;
        }
        return switch (buffer[at]) {
            case '<' -> bracketed(buffer, at, end);
            case ':' -> bare(buffer, from, at, end);
            default -> -1;
        };
    }

    /** Tokens and space; also raw bytes of a larger alphabet, which some phones send unquoted. */
    private static boolean isDisplay(byte b) {
        return b < 0 || Scan.isToken(b) || Scan.isSpace(b);
    }

    private static int bracketed(byte[] buffer, int from, int end) {
        int colon = 0;
        for (int at = from + 1; at < end; at++) {
            byte b = buffer[at];
            if (b == '>') {
                return colon > from + 1 ? at + 1 : -1;
            }
            if (b == ':' && colon == 0) {
                colon = at;
            }
            if (b >= 0 && !Scan.isUri(b)) {
                return -1;
            }
        }
        return -1;
    }

    /**
     * RFC 3261 §20: without brackets a semicolon begins the header's parameters, and neither comma nor question mark
     * may stand.
     */
    private static int bare(byte[] buffer, int from, int colon, int end) {
        if (Scan.skipToken(buffer, from, colon) != colon || colon == from) {
            return -1;
        }
        int at = colon + 1;
        while (at < end && buffer[at] != ';' && !Scan.isSpace(buffer[at])) {
            byte b = buffer[at];
            if (b == ',' || b == '?' || (b >= 0 && !Scan.isUri(b))) {
                return -1;
            }
            at++;
        }
        return at > colon + 1 ? at : -1;
    }
}
