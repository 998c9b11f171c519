package hotswitch.sip.stream;

import hotswitch.sip.message.StreamFrame;

/** Why a byte stream cannot be cut into messages any more; the connection is of no further use. */
public enum StreamFault {
    /** A message began with a byte that starts neither a method nor {@code SIP/2.0}. */
    NOT_SIP,
    /** No Content-Length, which a stream must have (RFC 3261 §18.3), or none that can be believed. */
    NO_CONTENT_LENGTH,
    /** Longer than the limit. */
    TOO_LONG,
    /** A header that is not made of lines. */
    MALFORMED;

    static StreamFault of(int code) {
        return switch (code) {
            case StreamFrame.NO_LENGTH -> NO_CONTENT_LENGTH;
            case StreamFrame.TOO_LONG -> TOO_LONG;
            case StreamFrame.MALFORMED -> MALFORMED;
            default -> throw new IllegalArgumentException("frame length " + code);
        };
    }
}
