package hotswitch.sip.session;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.InviteClient;

/**
 * Hears, in place of a session that was accepted, what still comes to its INVITE (RFC 3261 §13.2.2.4): a 2xx that is
 * said again gets its ACK again, one of another fork ACK and BYE. Owns nothing of the session, which may be over:
 * transactions linger for 32 s, and with them only what they send again.
 */
final class Afterwards implements ClientTransaction.User {
    private final Sessions shared;

    Afterwards(Sessions shared) {
        this.shared = shared;
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        boolean again = response.toTagHash() == ((InviteClient) transaction).acceptedTag();
        Session session = again ? shared.ofResponse(response) : null;
        if (session != null) {
            session.sendAck(response.cseq(), "");
        } else if (again) {
            Clearing.acknowledge(shared, response, source);
        } else {
            Clearing.stray(shared, response, source, nowNs);
        }
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        throw new IllegalStateException("an INVITE that was accepted failed with " + status);
    }
}
