package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.InviteClient;
import hotswitch.sip.transaction.ServerTransaction;

/**
 * We call: the INVITE, its responses, its ACK, its CANCEL (RFC 3261 §13.2, §9.1). Used again for another call when one
 * was accepted.
 */
final class Connecting extends TimerHeap.Timed implements ClientTransaction.User {
    private final EarlyDialogs early = new EarlyDialogs();
    /** Null: between two. */
    private Session session;

    private Connect connect;
    private boolean offered;
    private final TimerOffer timer = new TimerOffer();
    private InviteClient invite;
    private long cseq;
    /** Body of the ACK; null while the user owes it. */
    private CharSequence ackSdp;

    private boolean cancelOwed;
    private Ended cancelWhy = Ended.CANCELLED;
    private String cancelReason = "";

    /** The session's, from now on. */
    private void begin(Session calling, Connect order) {
        session = calling;
        connect = order;
        offered = !order.body().isEmpty();
        early.begin(calling);
        timer.begin(order.terms().sessionS());
    }

    static Session start(Sessions shared, Connect connect, long nowNs) {
        boolean full = shared.full();
        Session session = shared.spare.session();
        session.dialog.calls(connect.legId(), connect.attempt(), connect, connect.hop());
        session.dialog.maxForwards(connect.terms().maxForwards());
        session.begin(false, SessionState.CALLING);
        session.legId(connect.legId());
        if (full) {
            session.endUnsent(nowNs);
            return session;
        }
        session.connecting = shared.spare.connecting();
        session.connecting.begin(session, connect);
        session.connecting.invite(nowNs);
        return session;
    }

    private void invite(long nowNs) {
        cseq = session.dialog.nextCseq();
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = connect.hop();
        early.clear();
        dialog.localSdp(connect.body());
        shared.writer.start(dialog, Method.INVITE, cseq, hop);
        shared.writer.contact(dialog, hop);
        ServerTransaction.writeLines(shared.writer.out(), connect.headers());
        timer.write(shared.writer.out(), connect.terms().reliable() && offered);
        session.identify(dialog, Method.INVITE, connect.body());
        shared.writer.end(connect.body());
        shared.timers.set(this, nowNs + shared.config.limits().ringMaxNs());
        if (invite != null) {
            invite.letGo(); // the one that was challenged
        }
        invite = shared.layer.invite(dialog.branch(cseq, Method.INVITE), hop, this, nowNs);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        int status = response.status();
        if (status < 200) {
            onProvisional(response, source, nowNs);
        } else if (status < 300) {
            onSuccess(response, source, nowNs);
        } else {
            onRefusal(status, response, nowNs);
        }
    }

    private void onProvisional(SipMessage response, Hop source, long nowNs) {
        switch (session.state()) {
            case CALLING, PROCEEDING -> {
                if (session.state() == SessionState.CALLING) {
                    session.become(SessionState.PROCEEDING);
                }
                if (early.takes(response, source, cseq, nowNs)) {
                    String sdp = early.holds(response);
                    session.shared.user.onProvisional(session, response.status(), sdp, response, nowNs);
                }
            }
            case CANCELLING -> sendCancel(nowNs);
            case CONFIRMED, CLEARING, ENDED -> {}
            case INCOMING, ACCEPTED -> throw new IllegalStateException(session + " called nobody");
        }
    }

    private void onSuccess(SipMessage response, Hop source, long nowNs) {
        switch (session.state()) {
            case CALLING, PROCEEDING -> onAccepted(response, source, nowNs);
            case CANCELLING -> {
                confirm(response, source);
                ack("");
                Session crossed = session;
                Clearing.bye(crossed, cancelWhy, cancelReason, nowNs);
                crossed.shared.user.onCrossed(crossed, nowNs);
            }
            case CONFIRMED, CLEARING, ENDED -> onFurtherSuccess(response, source, nowNs);
            case INCOMING, ACCEPTED -> throw new IllegalStateException(session + " called nobody");
        }
    }

    private void onAccepted(SipMessage response, Hop source, long nowNs) {
        confirm(response, source);
        session.credentials.accepted();
        session.become(SessionState.CONFIRMED);
        String before = early.unused() ? "" : early.sdp(response.toTag());
        if (before.isEmpty()) {
            SdpBody.take(response, session.dialog.remoteSdp());
        } else {
            session.dialog.remoteSdp().take(before);
        }
        SessionTimer.agreed(session, timer, response, nowNs);
        if (offered) {
            ack("");
        }
        Session accepted = session;
        if (early.unused() && stop()) {
            accepted.connecting = null;
        }
        accepted.shared.user.onAccepted(accepted, accepted.dialog.remoteSdp(), response, nowNs);
    }

    private void confirm(SipMessage response, Hop source) {
        session.shared.timers.cancel(this);
        session.dialog.confirm(response);
        early.accepted(response);
        session.dialog.seenFrom(source);
    }

    /** RFC 3261 §13.2.2.4: our ACK was lost, or another fork answered too. */
    private void onFurtherSuccess(SipMessage response, Hop source, long nowNs) {
        if (!response.toTagEquals(session.dialog.remoteTag())) {
            Clearing.stray(session.shared, response, source, nowNs);
        } else if (ackSdp != null) {
            session.sendAck(cseq, ackSdp);
        }
    }

    private void onRefusal(int status, SipMessage response, long nowNs) {
        if (session.state() == SessionState.CANCELLING) {
            session.end(cancelWhy, cancelReason, nowNs);
            return;
        }
        if (session.credentials.challenged(response) || timer.tooShort(response)) {
            invite(nowNs); // RFC 3261 §22.2, RFC 4028 §7.3: the same dialog, the next CSeq
            return;
        }
        session.end(Ended.REFUSED, Session.reason(response), nowNs);
        session.shared.user.onRefused(session, status, Session.reason(response), response, nowNs);
    }

    /** RFC 3261 §15: only who has accepted may send BYE. Its 2xx was lost, and it does not say it any more. */
    void onBye(String reason, long nowNs) {
        if (session.state() == SessionState.CANCELLING) {
            session.end(cancelWhy, cancelReason, nowNs);
            return;
        }
        session.end(Ended.REMOTE_BYE, reason, nowNs);
        session.shared.user.onRefused(session, 480, reason, null, nowNs);
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        if (session.state() == SessionState.CANCELLING) {
            session.end(cancelWhy, cancelReason, nowNs);
            return;
        }
        session.end(status == 408 ? Ended.TIMEOUT : Ended.UNREACHABLE, "", nowNs);
        session.shared.user.onRefused(session, status, "", null, nowNs);
    }

    Connect order() {
        return connect;
    }

    EarlyDialogs early() {
        return early;
    }

    boolean ackDue() {
        return session.state() == SessionState.CONFIRMED && ackSdp == null;
    }

    void ack(CharSequence sdp) {
        ackSdp = sdp;
        if (!sdp.isEmpty()) {
            session.dialog.localSdp(sdp);
        }
        session.sendAck(cseq, sdp);
    }

    void cancel(String reason, Ended why, long nowNs) {
        session.become(SessionState.CANCELLING);
        cancelOwed = true;
        cancelReason = reason;
        cancelWhy = why;
        if (invite.cancellable()) {
            sendCancel(nowNs);
        } else {
            invite.goesNowhereElse();
        }
    }

    private void sendCancel(long nowNs) {
        if (cancelOwed) {
            cancelOwed = false;
            session.shared.timers.set(this, nowNs + session.shared.values().timeoutNs());
            // Its own fate does not matter: the INVITE's final response does.
            session.shared.layer.cancel(invite, cancelReason, ClientTransaction.User.NOBODY, nowNs);
        }
    }

    /** It rang too long; or, RFC 3261 §9.1, the CANCEL had no effect within 64*T1. */
    @Override
    protected void onDue(long nowNs) {
        switch (session.state()) {
            case CALLING, PROCEEDING -> cancel("", Ended.TIMEOUT, nowNs);
            case CANCELLING -> session.end(cancelWhy, cancelReason, nowNs);
            case CONFIRMED, CLEARING, ENDED, INCOMING, ACCEPTED ->
                throw new IllegalStateException(session + " waits for nothing");
        }
    }

    /**
     * The session is over, or established and acknowledged. The INVITE that was accepted lingers, to acknowledge what
     * comes again. True: nothing more can come here, and this is another session's next.
     */
    boolean stop() {
        session.shared.timers.cancel(this);
        if (invite.pending()) {
            invite.abandon();
            return false;
        }
        boolean accepted = ackSdp != null && ackSdp.isEmpty() && !session.credentials.ready();
        if (accepted) {
            invite.user(session.shared.afterwards); // it needs no session for that
            invite.letGo();
        }
        boolean done = accepted && early.unused();
        if (done) {
            forget();
        }
        return done;
    }

    private void forget() {
        session.shared.spare.add(this);
        session = null;
        connect = null;
        early.forget();
        invite = null;
        cseq = 0;
        ackSdp = null;
        cancelOwed = false;
        cancelWhy = Ended.CANCELLED;
        cancelReason = "";
    }
}
