package hotswitch.sip.transport;

import hotswitch.sip.message.Malformed;
import hotswitch.sip.transaction.Hop;
import org.agrona.DirectBuffer;

/** What the transport tells the layer above, always on the signalling loop. */
public interface SipReceiver {
    /**
     * One whole message: a datagram, or one frame cut out of a stream by its Content-Length (RFC 3261 §18.3). It need
     * not be well formed.
     *
     * @param buffer valid during the call only
     * @param source where an answer goes; the same object again for a known peer
     * @param nowNs epoch ns at which it was read
     */
    void onMessage(DirectBuffer buffer, int offset, int length, Hop source, long nowNs);

    /**
     * The head of a stream's message whose end nobody knows (RFC 3261 §18.3); the connection is closed after the
     * answer.
     */
    default void onUnframed(DirectBuffer buffer, int offset, int length, Malformed why, Hop source, long nowNs) {}

    /** Whether who connects from there is to have a stream at all. */
    default boolean hears(String address, long nowNs) {
        return true;
    }

    /** Whether somebody there is known, so that any number of streams may come from there: asked when room is short. */
    default boolean trusts(String address) {
        return true;
    }

    /** A message over a connection for which there is no room; it is closed after the answer. */
    default void onCrowded(DirectBuffer buffer, int offset, int length, Hop source, long nowNs) {}

    /**
     * Before messages are handed up: how long they had to wait.
     *
     * @param waitNs of the oldest
     * @param lost the kernel had no room for others
     */
    default void onRead(long waitNs, int count, boolean lost, long nowNs) {}

    /**
     * Messages are read from streams, of which no kernel says how long they lay there.
     *
     * @param waitNs of the oldest, as the loop's turns tell
     */
    default void onStreams(long waitNs, int count, long nowNs) {}

    /**
     * Nothing more reaches or comes from this hop: no route, connection refused, timed out, lost or closed by the
     * peer. A connection that we close because it lay idle is not told.
     *
     * @param hop as it was given to send, or with its id where an open connection ended
     */
    void onTransportFailed(Hop hop, long nowNs);
}
