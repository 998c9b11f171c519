package hotswitch.sip.transaction;

import hotswitch.sip.message.SipMessage;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Our final response to an INVITE whose ACK has not come, as bytes: a restart says it again. {@code source}: whence the
 * INVITE came.
 */
public record Unacknowledged(byte[] response, Hop source) {
    /** Of the INVITE. */
    public long cseq() {
        return message().cseq();
    }

    SipMessage message() {
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(response), 0, response.length);
        return message;
    }
}
