package hotswitch.sip.message;

/**
 * What is wrong with a message; {@link #status()} is the answer to a request that is {@link SipMessage#answerable()}.
 */
public enum Malformed {
    NONE(200),
    /** Not a request line and not a status line (RFC 3261 §7.1, §7.2), or more than one space between its parts. */
    BAD_START_LINE(400, "Malformed Start Line"),
    /** A well-formed version that is not SIP/2.0 (RFC 3261 §21.5.6). */
    BAD_VERSION(505),
    /** The Request-URI stands in angle brackets or holds a character that no URI may hold. */
    BAD_REQUEST_URI(400, "Malformed Request-URI"),
    /** A Request-URI longer than {@link SipMessage#MAX_LINE} (RFC 3261 §21.4.12). */
    URI_TOO_LONG(414),
    /** The whole message is longer than {@link SipMessage#MAX_MESSAGE} (RFC 3261 §21.5.7). */
    TOO_LONG(513),
    /** One header field is longer than {@link SipMessage#MAX_LINE}. */
    LINE_TOO_LONG(400, "Header Field Too Long"),
    /** More header lines than {@link SipMessage#MAX_HEADERS}. */
    TOO_MANY_HEADERS(400, "Too Many Header Fields"),
    /** A header line without a name or a colon, or with a carriage return or line feed that ends no line. */
    BAD_HEADER(400, "Malformed Header Field"),
    /** The empty line after the headers is missing. */
    UNFINISHED_HEADERS(400, "Missing Empty Line After Headers"),
    MISSING_VIA(400, "Missing Via"),
    BAD_VIA(400, "Malformed Via"),
    MISSING_FROM(400, "Missing From"),
    BAD_FROM(400, "Malformed From"),
    MISSING_TO(400, "Missing To"),
    BAD_TO(400, "Malformed To"),
    MISSING_CALL_ID(400, "Missing Call-ID"),
    BAD_CALL_ID(400, "Malformed Call-ID"),
    MISSING_CSEQ(400, "Missing CSeq"),
    /** CSeq is no number below 2^31 and a method (RFC 3261 §8.1.1.5). */
    BAD_CSEQ(400, "Malformed CSeq"),
    /** The method in CSeq is not the request's (RFC 3261 §8.1.1.5). */
    CSEQ_MISMATCH(400, "CSeq Names Another Method"),
    /** Not a number between 0 and 255 (RFC 3261 §20.22). */
    BAD_MAX_FORWARDS(400, "Malformed Max-Forwards"),
    /** Not a number, or more than the datagram holds (RFC 3261 §18.3). */
    BAD_CONTENT_LENGTH(400, "Wrong Content-Length"),
    /** Two Content-Length headers that do not agree. */
    CONFLICTING_CONTENT_LENGTH(400, "Two Content-Length Values"),
    /** A header that may stand once stands twice (RFC 3261 §7.3.1). */
    DUPLICATE_SINGLE_HEADER(400, "Header Field Stands Twice"),
    /** A stream's message without Content-Length (RFC 3261 §18.3): nobody knows where it ends. */
    MISSING_CONTENT_LENGTH(400, "Missing Content-Length");

    private final int status;
    private final String phrase;

    Malformed(int status) {
        this(status, ReasonPhrase.of(status));
    }

    Malformed(int status, String phrase) {
        this.status = status;
        this.phrase = phrase;
    }

    /** SIP status code for the answer. */
    public int status() {
        return status;
    }

    /** What is wrong, as the reason phrase of the answer (RFC 3261 §21.4.1). */
    public String phrase() {
        return phrase;
    }
}
