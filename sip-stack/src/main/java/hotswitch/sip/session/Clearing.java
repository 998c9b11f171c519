package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;

/** BYE, ours and the peer's (RFC 3261 §15). Its session's own, and used again with it. */
final class Clearing implements ClientTransaction.User {
    private final Session session;
    private Ended why = Ended.LOCAL_BYE;
    private String reason = "";
    /** The BYE has had its answer, or gets none, or none was sent: nothing more can come here. */
    private boolean heard = true;

    private Clearing(Session session) {
        this.session = session;
    }

    private void begin(Ended because, String reasonHeader) {
        why = because;
        reason = reasonHeader;
        heard = false;
    }

    /** Clears the session; while our 200 has no ACK the BYE waits (RFC 3261 §15). */
    static void bye(Session session, Ended why, String reason, long nowNs) {
        if (session.accepting != null && session.accepting.owes()) {
            session.accepting.reject(480, Accepting.lines(0, reason), why, nowNs);
            return;
        }
        if (session.connecting != null && session.connecting.ackDue()) {
            session.connecting.ack("");
        }
        if (session.modifying != null) {
            session.modifying.stop(nowNs);
        }
        if (session.referring != null) {
            session.referring.stop(nowNs);
        }
        if (session.timer != null) {
            session.timer.stop();
        }
        session.become(SessionState.CLEARING);
        if (session.clearing == null) {
            session.clearing = new Clearing(session);
        }
        session.clearing.begin(why, reason);
        if (session.accepting == null || !session.accepting.waitsForAck()) {
            session.clearing.send(nowNs);
        }
    }

    /**
     * The peer left our 200 without its ACK (RFC 3261 §13.3.1.4) or does not know the call any more (§12.2.1.2). It
     * will hardly answer the BYE: the session is over with it, and not another 64*T1 later when the BYE is given up.
     */
    static void unanswered(Session session, Ended why, long nowNs) {
        sendAlone(session.shared, session.dialog, session.dialog.nextCseq(), nowNs);
        session.end(why, "", nowNs);
    }

    void send(long nowNs) {
        Sessions shared = session.shared;
        long cseq = session.dialog.nextCseq();
        Hop hop = session.dialog.nextHop();
        start(shared, session.dialog, cseq, hop, reason);
        session.identify(session.dialog, Method.BYE, "");
        send(shared, session.dialog, cseq, hop, this, nowNs);
    }

    /** A BYE for whose answer nobody waits. */
    private static void sendAlone(Sessions shared, Dialog dialog, long cseq, long nowNs) {
        Hop hop = dialog.nextHop();
        start(shared, dialog, cseq, hop, "");
        send(shared, dialog, cseq, hop, ClientTransaction.User.NOBODY, nowNs);
    }

    private static void start(Sessions shared, Dialog dialog, long cseq, Hop hop, String reason) {
        SipWriter out = shared.writer.start(dialog, Method.BYE, cseq, hop);
        if (!reason.isEmpty()) {
            out.header(HeaderName.REASON, reason);
        }
    }

    private static void send(
            Sessions shared, Dialog dialog, long cseq, Hop hop, ClientTransaction.User user, long nowNs) {
        shared.writer.out().end();
        shared.layer.request(dialog.branch(cseq, Method.BYE), Method.BYE, hop, user, nowNs);
    }

    /** Any final response will do: 481 says that the peer knows nothing of the call, which is as well. */
    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        if (session.state() == SessionState.CLEARING && session.credentials.challenged(response)) {
            send(nowNs);
        } else if (response.status() >= 200) {
            heard = true;
            over(nowNs);
        }
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        heard = true;
        over(nowNs);
    }

    boolean heard() {
        return heard;
    }

    private void over(long nowNs) {
        if (session.state() == SessionState.CLEARING) {
            session.end(why, reason, nowNs);
        }
    }

    /** The peer's BYE, also before our 200 had its ACK, also crossing ours. */
    static void onBye(Session session, ServerTransaction transaction, SipMessage bye, long nowNs) {
        transaction.respond(200, nowNs);
        switch (session.state()) {
            case INCOMING, ACCEPTED, CONFIRMED -> session.end(Ended.REMOTE_BYE, Session.reason(bye), nowNs);
            case CLEARING -> session.clearing.over(nowNs);
            case CALLING, PROCEEDING, CANCELLING -> session.connecting.onBye(Session.reason(bye), nowNs);
            case ENDED -> {}
        }
    }

    /** A 2xx of another fork, or of a call from before a restart: ACK and BYE (RFC 3261 §13.2.2.4). */
    static void stray(Sessions shared, SipMessage response, Hop source, long nowNs) {
        Dialog dialog = acknowledge(shared, response, source);
        long cseq = dialog.nextCseq();
        if (!shared.layer.sending(dialog.branch(cseq, Method.BYE), Method.BYE)) {
            sendAlone(shared, dialog, cseq, nowNs);
            shared.user.onStray(response, source, nowNs);
        }
    }

    /** ACK to a 2xx of which nothing else is left; the dialog as that 2xx makes it. */
    static Dialog acknowledge(Sessions shared, SipMessage response, Hop source) {
        Dialog dialog = Dialog.stray(response, source, shared.names);
        Hop hop = dialog.nextHop();
        shared.writer.start(dialog, Method.ACK, response.cseq(), hop);
        shared.layer.acknowledge(hop, shared.writer.out().end());
        return dialog;
    }
}
