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
    /** Of this session; null: nothing was said that way. Worth keeping until our 200 is out. */
    public static Foretold of(Session session) {
        return session.accepting == null ? null : session.accepting.foretold();
    }

    /** After a restart the INVITE was read again: what the former process had said to it, null if that is not known. */
    public static void resume(Session session, Foretold before, long nowNs) {
        if (session.accepting != null && session.state() == SessionState.INCOMING) {
            session.accepting.resume(before, nowNs);
        }
    }

    /** This session is accepted, but our 200 waits for the PRACK of the response with our answer (RFC 3262 §3). */
    public static boolean isOwed(Session session) {
        return session.live() && session.accepting != null && session.accepting.owes();
    }

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
