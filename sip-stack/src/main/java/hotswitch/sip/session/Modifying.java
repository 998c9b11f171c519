package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.OkUntilAck;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.InviteClient;
import hotswitch.sip.transaction.InviteServer;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/** Changing a session: re-INVITE both ways, UPDATE from the peer, and their glare (RFC 3261 §14, RFC 3311). */
final class Modifying extends TimerHeap.Timed implements ClientTransaction.User, InviteServer.User, OkUntilAck.User {
    private static final long MS = 1_000_000;
    /** So often glare is waited out before the user hears of it. */
    private static final int TRIES_MAX = 5;

    private final Session session;
    /** Our offer that is under way or waits; null when there is none. */
    private CharSequence offer;

    /** It is sent for the session timer alone: its answer is not reported unless the peer changed something. */
    private boolean refreshes;

    private int tries;
    private InviteClient invite;
    private long cseq;
    private CharSequence ackSdp = "";
    private boolean ackDue;
    /** The peer's change that the user has not yet answered. */
    private ServerTransaction asked;

    private String askedSdp = "";
    /** Tag of the early dialog in which it was asked; "" in the session's own. */
    private String askedEarlyOf = "";
    /** The sender gave it up or the session ended: the user's late answer is no mistake of his. */
    private boolean withdrawn;

    private OkUntilAck ok;
    private long okCseq;

    Modifying(Session session) {
        this.session = session;
    }

    void offer(CharSequence sdp, long nowNs) {
        if (!session.modifiable()) {
            throw new IllegalStateException(session + " cannot be changed now");
        }
        begin(sdp, false, nowNs);
    }

    /** The description in force once more (RFC 4028 §7.4), for a peer that has no UPDATE. */
    void refresh(long nowNs) {
        begin(session.dialog.localSdp(), true, nowNs);
    }

    private void begin(CharSequence sdp, boolean onlyRefreshes, long nowNs) {
        offer = sdp;
        refreshes = onlyRefreshes;
        tries = 0;
        attempt(nowNs);
    }

    /** No change of ours is under way. */
    boolean free() {
        return offer == null && !ackDue;
    }

    private void attempt(long nowNs) {
        tries++;
        if (asked != null || unacknowledged()) {
            backOff(nowNs);
            return;
        }
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = dialog.nextHop();
        cseq = dialog.nextCseq();
        shared.writer.start(dialog, Method.INVITE, cseq, hop);
        shared.writer.contact(dialog, hop);
        if (session.timer != null) {
            session.timer.writeRefresh(shared.writer.out());
        }
        session.identify(dialog, Method.INVITE, offer);
        shared.writer.end(offer);
        shared.timers.set(this, nowNs + shared.config.limits().ringMaxNs());
        invite = shared.layer.invite(dialog.branch(cseq, Method.INVITE), hop, this, nowNs);
    }

    /** RFC 3261 §14.1: who made the Call-ID waits 2.1 to 4 s, the other 0 to 2 s, in steps of 10 ms. */
    private void backOff(long nowNs) {
        boolean ours = session.dialog.callIdOurs();
        int step = session.shared.names.spread(session.dialog.localTag(), cseq + tries, ours ? 191 : 201);
        long waitMs = 10L * step + (ours ? 2_100 : 0);
        session.shared.timers.set(this, nowNs + waitMs * MS);
    }

    /** Our 2xx to the peer's re-INVITE still waits for its ACK. */
    private boolean unacknowledged() {
        return ok != null && ok.waiting();
    }

    private boolean inviting() {
        return invite != null && invite.pending();
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        int status = response.status();
        boolean current = transaction == invite && offer != null;
        if (status < 200) {
            return;
        }
        if (!current) {
            acknowledgeAgain(response);
        } else if (status < 300) {
            onAgreed(response, nowNs);
        } else if (status == 491 && tries < TRIES_MAX) {
            invite = null;
            backOff(nowNs);
        } else if (status == 408 || status == 481) {
            onLost(nowNs);
        } else if (refreshes) {
            finish();
            session.timer.refreshed(response, nowNs);
        } else {
            finish();
            session.shared.user.onReinviteAnswered(session, status, "", nowNs);
        }
    }

    private void acknowledgeAgain(SipMessage response) {
        if (response.status() < 300 && !(ackDue && response.cseq() == cseq)) {
            session.sendAck(response.cseq(), response.cseq() == cseq ? ackSdp : "");
        }
    }

    private void onAgreed(SipMessage response, long nowNs) {
        Dialog dialog = session.dialog;
        String sdp = SdpBody.of(response);
        CharSequence sent = offer;
        boolean same = refreshes && (sdp.isEmpty() || sdp.contentEquals(dialog.remoteSdp()));
        finish();
        dialog.refreshTarget(response);
        if (!sdp.isEmpty()) {
            dialog.remoteSdp().take(sdp);
        }
        if (sent.isEmpty()) {
            ackDue = true;
        } else {
            dialog.localSdp(sent);
            ackSdp = "";
            session.sendAck(cseq, "");
        }
        if (session.timer != null) {
            session.timer.refreshed(response, nowNs);
        }
        if (!same) {
            session.shared.user.onReinviteAnswered(session, response.status(), sdp, nowNs);
        }
    }

    private void finish() {
        offer = null;
        session.shared.timers.cancel(this);
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        if (transaction != invite || offer == null) {
            return;
        }
        if (refreshes && status != 408) {
            finish();
            session.timer.later(null, nowNs);
        } else {
            onLost(nowNs);
        }
    }

    /** RFC 3261 §12.2.1.2: 481, 408 or no response: the peer is not there any more. */
    private void onLost(long nowNs) {
        finish();
        if (session.live()) {
            Clearing.bye(session, Ended.TIMEOUT, "", nowNs);
        }
    }

    boolean ackDue() {
        return ackDue;
    }

    void ack(CharSequence sdp) {
        ackDue = false;
        ackSdp = sdp;
        session.dialog.localSdp(sdp);
        session.sendAck(cseq, sdp);
    }

    /** A re-INVITE or UPDATE of the peer. */
    void onRequest(ServerTransaction transaction, SipMessage request, long nowNs) {
        boolean update = request.method() == Method.UPDATE;
        if (SessionTimer.refuses(transaction, request, nowNs)) {
            return;
        }
        if (update && request.bodyLength() == 0) {
            refreshTarget(request);
            SessionTimer.changed(session, request);
            answer(transaction, "", nowNs);
        } else if (asked != null || (session.state() == SessionState.INCOMING && !(update && describedEarly()))) {
            int seconds = session.shared.names.spread(session.dialog.localTag(), request.cseq(), 10);
            transaction.respond(500, List.of("Retry-After: " + seconds), "", "", nowNs);
        } else if (update && answeredEarly(request)) {
            askedEarlyOf = request.fromTag();
            refreshTarget(request);
            ask(transaction, request, nowNs);
        } else if (update && session.state() == SessionState.INCOMING) {
            session.dialog.refreshTarget(request);
            asked(transaction, request, nowNs);
        } else if (session.state() != SessionState.CONFIRMED || inviting() || ackDue || unacknowledged()) {
            transaction.respond(491, nowNs);
        } else {
            askedEarlyOf = "";
            session.dialog.refreshTarget(request);
            SessionTimer.changed(session, request);
            ask(transaction, request, nowNs);
        }
    }

    private void refreshTarget(SipMessage update) {
        if (session.state().isEarlyOfOurs()) {
            session.connecting.early().refreshTarget(update);
        } else {
            session.dialog.refreshTarget(update);
        }
    }

    /** RFC 3311 §5.1: the peer rings, and a reliable response of its has answered our offer. */
    private boolean answeredEarly(SipMessage update) {
        return session.state() == SessionState.PROCEEDING
                && !session.connecting.early().sdp(update.fromTag()).isEmpty();
    }

    /** The same for a peer that rings here: a reliable response of ours has answered its offer. */
    private boolean describedEarly() {
        return session.accepting != null && session.accepting.described();
    }

    /** A change before our 200, by UPDATE or in a PRACK (RFC 3262 §5). */
    void asked(ServerTransaction transaction, SipMessage request, long nowNs) {
        askedEarlyOf = "";
        if (asked == null) {
            ask(transaction, request, nowNs);
        } else {
            transaction.respond(491, nowNs);
        }
    }

    private void ask(ServerTransaction transaction, SipMessage request, long nowNs) {
        asked = transaction;
        askedSdp = SdpBody.of(request);
        withdrawn = false;
        if (transaction instanceof InviteServer reinvite) {
            reinvite.user(this);
            ok = new OkUntilAck(session.shared.timers, session.shared.values(), this);
            okCseq = request.cseq();
        }
        session.shared.user.onReinvite(session, askedSdp, nowNs);
    }

    void accept(CharSequence sdp, long nowNs) {
        ServerTransaction transaction = take();
        if (transaction == null) {
            return;
        }
        session.dialog.localSdp(sdp);
        if (!askedEarlyOf.isEmpty()) {
            session.connecting.early().changed(askedEarlyOf, askedSdp);
        } else if (!askedSdp.isEmpty()) {
            session.dialog.remoteSdp().take(askedSdp);
        }
        if (session.state() == SessionState.INCOMING) {
            session.accepting.changed();
        }
        answer(transaction, sdp, nowNs);
        if (transaction instanceof InviteServer) {
            ok.start(transaction, okCseq, nowNs);
        }
    }

    void reject(int status, List<String> headers, long nowNs) {
        ServerTransaction transaction = take();
        if (transaction != null) {
            transaction.respond(status, headers, "", "", nowNs);
        }
    }

    /** What the user answers; null when it was withdrawn meanwhile. */
    private ServerTransaction take() {
        if (asked == null && !withdrawn) {
            throw new IllegalStateException(session + " was asked for no change");
        }
        ServerTransaction transaction = asked;
        asked = null;
        withdrawn = false;
        return transaction;
    }

    private void answer(ServerTransaction transaction, CharSequence sdp, long nowNs) {
        transaction.startResponse(200);
        session.shared.writer.contact(session.dialog, transaction.source());
        SessionTimer.sendAgreed(session, transaction, sdp, nowNs);
    }

    /** The peer takes its re-INVITE back before it was answered; the session stays as it was. */
    @Override
    public void onCancel(SipMessage cancel, long nowNs) {
        withdraw(nowNs);
    }

    private void withdraw(long nowNs) {
        if (asked != null) {
            asked.respond(487, nowNs);
            asked = null;
            withdrawn = true;
        }
    }

    /** True if the ACK was for the peer's re-INVITE. */
    boolean onAck(SipMessage ack, long nowNs) {
        if (ok == null || !ok.onAck(ack)) {
            return false;
        }
        String sdp = SdpBody.of(ack);
        if (!sdp.isEmpty()) {
            session.dialog.remoteSdp().take(sdp);
        }
        session.shared.user.onAcked(session, sdp, nowNs);
        return true;
    }

    @Override
    public void onAckMissing(long nowNs) {
        if (session.live()) {
            Clearing.unanswered(session, Ended.NO_ACK, nowNs);
        }
    }

    /** The wait after a glare is over; or our re-INVITE has rung too long without an answer. */
    @Override
    protected void onDue(long nowNs) {
        if (!session.live()) {
            giveUpInvite();
        } else if (inviting()) {
            onLost(nowNs);
        } else if (tries < TRIES_MAX) {
            attempt(nowNs);
        } else {
            finish();
            gaveUp(nowNs);
        }
    }

    private void gaveUp(long nowNs) {
        if (refreshes) {
            session.timer.later(null, nowNs);
        } else {
            session.shared.user.onReinviteAnswered(session, 491, "", nowNs);
        }
    }

    /** The session is being cleared: nothing more is asked, answered or waited for. */
    void stop(long nowNs) {
        finish();
        withdraw(nowNs);
        if (ackDue) {
            ack("");
        }
        if (inviting()) {
            // Its final response may be on the way still and wants its ACK (RFC 3261 §13.2.2.4, §17.1.1.3).
            invite.sendNoMore();
            session.shared.timers.set(this, nowNs + session.shared.values().timeoutNs());
        }
        if (ok != null) {
            ok.stop();
        }
    }

    private void giveUpInvite() {
        if (inviting()) {
            invite.abandon();
        }
    }
}
