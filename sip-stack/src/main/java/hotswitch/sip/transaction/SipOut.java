package hotswitch.sip.transaction;

import org.agrona.DirectBuffer;

/**
 * The wire as seen from below: bytes to a hop. Never blocks and never throws for the network's mistakes; a hop that
 * cannot be reached is told later through {@code UserAgent.onTransportFailed}. The bytes are valid during the call
 * only: who keeps them, copies them.
 */
public interface SipOut {
    void send(Hop to, DirectBuffer buffer, int offset, int length);

    /** The same of what is not to be kept by who watches the wire. */
    default void sendUnwatched(Hop to, DirectBuffer buffer, int offset, int length) {
        send(to, buffer, offset, length);
    }
}
