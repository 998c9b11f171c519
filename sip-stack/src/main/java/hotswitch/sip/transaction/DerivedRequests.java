package hotswitch.sip.transaction;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import org.agrona.concurrent.UnsafeBuffer;

/** Requests that are made from the INVITE that they belong to: its ACK after a refusal, and its CANCEL. */
final class DerivedRequests {
    private final SipWriter writer;
    private final SipMessage shown = new SipMessage();
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);

    DerivedRequests(SipWriter writer) {
        this.writer = writer;
    }

    /** A message that we wrote; valid until the next call. */
    SipMessage show(KeptMessage kept) {
        bytes.wrap(kept.bytes);
        Malformed malformed = shown.index(bytes, 0, kept.length());
        if (malformed != Malformed.NONE) {
            throw new IllegalStateException(malformed + " in our own message:\n" + shown);
        }
        return shown;
    }

    /** RFC 3261 §17.1.1.3: all from the INVITE, but To from the response. */
    SipWriter ack(KeptMessage keptInvite, SipMessage response) {
        SipMessage invite = show(keptInvite);
        writer.startRequest(Method.ACK, invite.requestUri())
                .copyAll(HeaderName.VIA, invite)
                .header(HeaderName.MAX_FORWARDS, 70)
                .copyAll(HeaderName.ROUTE, invite)
                .copyAll(HeaderName.FROM, invite)
                .copyAll(HeaderName.TO, response)
                .copyAll(HeaderName.CALL_ID, invite)
                .cseq(invite.cseq(), Method.ACK);
        return writer.end();
    }

    /** RFC 3261 §9.1: all from the INVITE, To without a tag; Reason by RFC 3326, "" for none. */
    SipWriter cancel(KeptMessage keptInvite, String reason) {
        SipMessage invite = show(keptInvite);
        writer.startRequest(Method.CANCEL, invite.requestUri())
                .copyAll(HeaderName.VIA, invite)
                .header(HeaderName.MAX_FORWARDS, 70)
                .copyAll(HeaderName.ROUTE, invite)
                .copyAll(HeaderName.FROM, invite)
                .copyAll(HeaderName.TO, invite)
                .copyAll(HeaderName.CALL_ID, invite)
                .cseq(invite.cseq(), Method.CANCEL);
        if (!reason.isEmpty()) {
            writer.header(HeaderName.REASON, reason);
        }
        return writer.end();
    }
}
