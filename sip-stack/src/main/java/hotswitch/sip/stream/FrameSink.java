package hotswitch.sip.stream;

import org.agrona.DirectBuffer;

/** What a stream holds. */
public interface FrameSink {
    /** One whole message; the buffer is valid during the call only. */
    void onFrame(DirectBuffer buffer, int offset, int length);

    /** The head of a message whose end cannot be known or waited for; nothing more can be read of this stream. */
    default void onUnframed(DirectBuffer buffer, int offset, int length, StreamFault fault) {}

    /** A double CRLF between messages: the peer wants a CRLF back (RFC 5626 §3.5.1). */
    void onPing();
}
