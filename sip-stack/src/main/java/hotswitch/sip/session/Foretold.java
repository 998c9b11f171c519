package hotswitch.sip.session;

import hotswitch.sip.header.RSeq;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far we are with reliable provisional responses to an INVITE (RFC 3262), for a restart.
 *
 * @param response the last one, as bytes
 * @param acknowledged its PRACK has come, or is not waited for any more
 * @param described one of them has answered the INVITE's offer
 * @param localSdp our answer, once the peer has changed its offer; "" before
 * @param remoteSdp the peer's offer in place of the INVITE's; "": that one holds
 */
public record Foretold(byte[] response, boolean acknowledged, boolean described, String localSdp, String remoteSdp) {
    SipMessage message() {
        SipMessage message = new SipMessage();
        message.index(new UnsafeBuffer(response), 0, response.length);
        return message;
    }

    /** The response's number. */
    long rseq() {
        return RSeq.parse(message().value(HeaderName.RSEQ));
    }
}
