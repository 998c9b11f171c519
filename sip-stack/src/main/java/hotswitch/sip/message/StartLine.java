package hotswitch.sip.message;

/** Request line or status line (RFC 3261 §7.1, §7.2). */
final class StartLine {
    boolean request;
    Method method;
    long methodText;
    long uri;
    int status;

    void clear() {
        request = true;
        method = Method.OTHER;
        methodText = Scan.NONE;
        uri = Scan.NONE;
        status = 0;
    }

    Malformed parse(byte[] buffer, int from, int end) {
        clear();
        if (end - from >= 4 && Scan.equalsIgnoreCase(buffer, from, 4, "SIP/")) {
            request = false;
            return statusLine(buffer, from, end);
        }
        return requestLine(buffer, from, end);
    }

    private Malformed statusLine(byte[] buffer, int from, int end) {
        int space = from;
        while (space < end && buffer[space] != ' ') {
            space++;
        }
        Malformed version = version(buffer, from, space);
        int code = space + 1;
        boolean shape = end >= code + 3 && (end == code + 3 || buffer[code + 3] == ' ');
        status = shape ? (int) Scan.number(buffer, code, 3, 699) : -1;
        if (status < 100) {
            status = 0;
            return Malformed.BAD_START_LINE;
        }
        return version;
    }

    private Malformed requestLine(byte[] buffer, int from, int end) {
        int afterMethod = Scan.skipToken(buffer, from, end);
        if (afterMethod > from) {
            methodText = Scan.slice(from, afterMethod - from);
            method = Method.of(buffer, from, afterMethod - from);
        }
        int lastSpace = end - 1;
        while (lastSpace > afterMethod && buffer[lastSpace] != ' ') {
            lastSpace--;
        }
        if (afterMethod == from || lastSpace <= afterMethod + 1 || buffer[afterMethod] != ' ') {
            return Malformed.BAD_START_LINE;
        }
        Malformed version = version(buffer, lastSpace + 1, end);
        if (version == Malformed.BAD_START_LINE) {
            return version;
        }
        uri = Scan.slice(afterMethod + 1, lastSpace - afterMethod - 1);
        Malformed target = target(buffer, afterMethod + 1, lastSpace);
        return target == Malformed.NONE ? version : target;
    }

    private static Malformed target(byte[] buffer, int from, int end) {
        if (end - from > SipMessage.MAX_LINE) {
            return Malformed.URI_TOO_LONG;
        }
        int scheme = Scan.skipToken(buffer, from, end);
        boolean valid = scheme > from && scheme + 1 < end && buffer[scheme] == ':';
        for (int at = from; at < end && valid; at++) {
            valid = buffer[at] < 0 || Scan.isUri(buffer[at]);
        }
        return valid && !hasHeaders(buffer, from, end) ? Malformed.NONE : Malformed.BAD_REQUEST_URI;
    }

    /**
     * RFC 3261 §19.1.1: in a Request-URI a sip or sips URI has no headers; a question mark may stand in its user
     * part.
     */
    private static boolean hasHeaders(byte[] buffer, int from, int end) {
        boolean sip = Scan.equalsIgnoreCase(buffer, from, 4, "sip:") || Scan.equalsIgnoreCase(buffer, from, 5, "sips:");
        int at = end - 1;
        while (sip && at > from && buffer[at] != '@' && buffer[at] != '?') {
            at--;
        }
        return sip && buffer[at] == '?';
    }

    private static Malformed version(byte[] buffer, int from, int end) {
        if (Scan.equalsIgnoreCase(buffer, from, end - from, "SIP/2.0")) {
            return Malformed.NONE;
        }
        boolean shape = end - from > 4 && Scan.equalsIgnoreCase(buffer, from, 4, "SIP/");
        int digits = 0;
        int dots = 0;
        for (int at = from + 4; at < end && shape; at++) {
            byte b = buffer[at];
            digits += Scan.isDigit(b) ? 1 : 0;
            dots += b == '.' ? 1 : 0;
        }
        boolean number = shape && dots == 1 && digits == end - from - 5 && digits >= 2;
        return number ? Malformed.BAD_VERSION : Malformed.BAD_START_LINE;
    }
}
