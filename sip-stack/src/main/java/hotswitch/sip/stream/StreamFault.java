package hotswitch.sip.stream;

/** Why a byte stream cannot be cut into messages any more; the connection is of no further use. */
public enum StreamFault {
    /** A message began with a byte that starts neither a method nor {@code SIP/2.0}. */
    NOT_SIP,
    /** No Content-Length, which a stream must have (RFC 3261 §18.3). */
    NO_CONTENT_LENGTH,
    /** A Content-Length that is no number, or two that differ. */
    BAD_CONTENT_LENGTH,
    /** Longer than the limit. */
    TOO_LONG
}
