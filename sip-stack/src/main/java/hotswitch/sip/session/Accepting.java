package hotswitch.sip.session;

import hotswitch.sip.dialog.OkUntilAck;
import hotswitch.sip.dialog.Screening;
import hotswitch.sip.header.Contact;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.InviteServer;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.sip.transaction.Unacknowledged;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * We are called: the INVITE's answers, its ACK, its CANCEL (RFC 3261 §13.3, §9.2). Used again for another call when one
 * that was accepted has its ACK, or is over.
 */
final class Accepting extends TimerHeap.Timed implements InviteServer.User, OkUntilAck.User, Unheard {
    /** RFC 3261 §13.3.1.1: a provisional response each minute keeps proxies from cancelling. */
    private static final long KEEP_RINGING_NS = 60_000_000_000L;

    private static final long NS_PER_S = 1_000_000_000L;

    private final OkUntilAck ok;
    /** Null: between two. */
    private Session session;

    private InviteServer invite;
    private long cseq;
    private boolean said200;
    /** Null: the peer does not ask for it. */
    private Reliable reliable;
    /** A former process has accepted it, and what it said before is not known. */
    private boolean former;

    private long giveUpAtNs;
    /** Then, for the caller said so: its invitation holds no longer. */
    private boolean expires;
    /** The 200 that waits for the PRACK of a response with our answer; null: none does. */
    private CharSequence owedSdp;

    Accepting(Sessions shared) {
        ok = new OkUntilAck(shared.timers, shared.values(), this);
    }

    /** The session's, from now on. */
    private static Accepting of(Session called, InviteServer invite, long cseq, long nowNs) {
        Accepting accepting = called.shared.spare.accepting();
        called.accepting = accepting;
        accepting.session = called;
        accepting.invite = invite;
        accepting.cseq = cseq;
        accepting.giveUpAtNs = nowNs + called.shared.config.limits().ringMaxNs();
        accepting.expires = false;
        invite.toTag(called.dialog.localTag());
        return accepting;
    }

    /** A new call, whose To tag is set; the user hears of it. */
    static void start(Sessions shared, InviteServer invite, SipMessage request, Hop source, long nowNs) {
        Session session = shared.spare.session();
        session.dialog.isCalled(request, invite.toTag(), source);
        SdpBody.take(request, session.dialog.remoteSdp());
        session.begin(true, SessionState.INCOMING);
        Accepting accepting = of(session, invite, request.cseq(), nowNs);
        if (Screening.names(request, HeaderName.REQUIRE, Reliable.TAG)) {
            accepting.reliable = new Reliable(session, invite, request);
        }
        SessionTimer.asked(session, request);
        accepting.holdsUntil(request, nowNs);
        invite.user(accepting);
        accepting.waitOn(nowNs);
        shared.user.onInvite(session, request, source, nowNs);
    }

    /** RFC 3261 §13.3.1, §20.19: an invitation may hold for so many seconds only. */
    private void holdsUntil(SipMessage request, long nowNs) {
        long seconds = Contact.seconds(request.value(HeaderName.EXPIRES));
        long endNs = nowNs + seconds * NS_PER_S;
        if (seconds > 0 && endNs < giveUpAtNs) {
            expires = true;
            giveUpAtNs = endNs;
        }
    }

    /** After a restart: our 200 was out, and its ACK has not come (RFC 3261 §13.3.1.4). */
    static void restored(Session session, Unacknowledged said, long nowNs) {
        InviteServer invite = session.shared.layer.restore(said, nowNs);
        Accepting accepting = of(session, invite, said.cseq(), nowNs);
        accepting.former = true;
        accepting.ok.start(invite, said.cseq(), nowNs);
    }

    /** After a restart: the peer still asks for the 200 of a call that stands. */
    static void again(Session session, InviteServer invite, SipMessage request, long nowNs) {
        Accepting accepting = of(session, invite, request.cseq(), nowNs);
        accepting.former = true;
        SessionTimer.asked(session, request);
        accepting.sendOk(session.dialog.localSdp(), nowNs);
    }

    /** After a restart, before anything else is said. */
    void resume(Foretold before, long nowNs) {
        if (reliable != null) {
            reliable.resume(before, nowNs);
        }
    }

    /** Null: nothing was said reliably, or all is said that way. */
    Foretold foretold() {
        return reliable == null ? null : reliable.foretold();
    }

    /** The peer's further offer was agreed to, before our 200. */
    void changed() {
        if (reliable != null) {
            reliable.changed();
        }
    }

    void progress(int status, CharSequence sdp, long nowNs) {
        if (reliable != null) {
            reliable.progress(status, sdp, nowNs);
            return;
        }
        if (!sdp.isEmpty()) {
            session.dialog.localSdp(sdp);
        }
        invite.startResponse(status);
        session.shared.writer.dialogResponse(session.dialog, invite.source());
        invite.send(status, session.shared.writer.end(sdp), nowNs);
    }

    void onPrack(ServerTransaction transaction, SipMessage prack, long nowNs) {
        if (former) {
            Reliable.ofFormer(transaction, prack, nowNs);
        } else if (reliable == null) {
            transaction.respond(481, nowNs);
        } else {
            reliable.onPrack(transaction, prack, nowNs);
        }
    }

    void accept(CharSequence sdp, long nowNs) {
        session.become(SessionState.ACCEPTED);
        if (reliable != null && reliable.describing()) {
            session.shared.timers.cancel(this);
            owedSdp = sdp;
            return;
        }
        stopWaiting();
        session.dialog.localSdp(sdp);
        sendOk(reliable != null && reliable.settled() ? "" : sdp, nowNs);
    }

    /** What it waited for came, or will not come: true if our 200 is sent now. */
    boolean answers(long nowNs) {
        if (owedSdp == null || invite.answered()) {
            return false;
        }
        CharSequence sdp = owedSdp;
        owedSdp = null;
        session.dialog.localSdp(sdp);
        sendOk(reliable.described() ? "" : sdp, nowNs);
        return true;
    }

    /** Accepted, but nothing of it is said yet. */
    boolean owes() {
        return owedSdp != null;
    }

    /** The offer of the INVITE has its answer, reliably, before the call has its own. */
    boolean described() {
        return reliable != null && reliable.described();
    }

    private void sendOk(CharSequence sdp, long nowNs) {
        invite.startResponse(200);
        session.shared.writer.dialogResponse(session.dialog, invite.source());
        SessionTimer.sendAgreed(session, invite, sdp, nowNs);
        said200 = true;
        ok.start(invite, cseq, nowNs);
    }

    void reject(int status, List<String> headers, Ended why, long nowNs) {
        if (status < 300) {
            throw new IllegalArgumentException("a refusal with " + status);
        }
        invite.respond(status, headers, "", "", nowNs);
        session.end(why, "", nowNs);
    }

    static List<String> lines(int retryAfterS, String reason) {
        if (retryAfterS <= 0) {
            return reason.isEmpty() ? List.of() : List.of("Reason: " + reason);
        }
        String retryAfter = "Retry-After: " + retryAfterS;
        return reason.isEmpty() ? List.of(retryAfter) : List.of(retryAfter, "Reason: " + reason);
    }

    @Override
    public void onCancel(SipMessage cancel, long nowNs) {
        cancelled(Session.reason(cancel), nowNs);
    }

    private void cancelled(String reason, long nowNs) {
        invite.respond(487, nowNs);
        session.end(Ended.CANCELLED, reason, nowNs);
        session.shared.user.onCancelled(session, reason, nowNs);
    }

    /** True if the ACK was for this INVITE. */
    boolean onAck(SipMessage ack, long nowNs) {
        if (!ok.onAck(ack)) {
            return false;
        }
        if (session.state() == SessionState.CLEARING) {
            session.clearing.send(nowNs);
            return true;
        }
        Session acknowledged = session;
        boolean first = acknowledged.state() == SessionState.ACCEPTED;
        if (first) {
            acknowledged.become(SessionState.CONFIRMED);
            if (ack.bodyLength() > 0) {
                SdpBody.take(ack, acknowledged.dialog.remoteSdp());
            }
        }
        if (stop(nowNs)) {
            acknowledged.accepting = null;
            acknowledged.former = false;
        }
        if (first) {
            acknowledged.shared.user.onAcked(acknowledged, SdpBody.of(ack), nowNs);
        }
        return true;
    }

    /** Our 200, or the refusal that ended the session, is out and has no ACK. */
    boolean unheard() {
        return ok.waiting() || invite.refusing();
    }

    @Override
    public int encode(MutableDirectBuffer out, int index) {
        return ok.waiting() ? ok.encode(out, index) : invite.encodeAnswer(out, index);
    }

    @Override
    public Hop source() {
        return invite.source();
    }

    @Override
    public void onRefusalSettled(long nowNs) {
        session.shared.user.onRefusalSettled(session.legId(), nowNs);
    }

    boolean waitsForAck() {
        return ok.waiting();
    }

    /** RFC 3261 §13.3.1.4: no ACK within 64*T1, the session is cleared. */
    @Override
    public void onAckMissing(long nowNs) {
        if (session.state() == SessionState.CLEARING) {
            session.clearing.send(nowNs);
        } else {
            Clearing.unanswered(session, Ended.NO_ACK, nowNs);
        }
    }

    private void waitOn(long nowNs) {
        session.shared.timers.set(this, Math.min(nowNs + KEEP_RINGING_NS, giveUpAtNs));
    }

    @Override
    protected void onDue(long nowNs) {
        if (nowNs >= giveUpAtNs && expires) {
            cancelled("", nowNs);
        } else if (nowNs >= giveUpAtNs) {
            reject(480, List.of(), Ended.TIMEOUT, nowNs);
        } else {
            if (reliable == null) {
                invite.sendAgain();
            } else {
                reliable.progress(180, "", nowNs);
                session.shared.user.onForetold(session, nowNs);
            }
            waitOn(nowNs);
        }
    }

    private void stopWaiting() {
        session.shared.timers.cancel(this);
        if (reliable != null) {
            reliable.stop();
        }
    }

    /**
     * The session is over, where an INVITE without a final response gets 487 (RFC 3261 §15.1.2), or it has its ACK.
     * True: nothing more can come here, and this is another session's next.
     */
    boolean stop(long nowNs) {
        stopWaiting();
        ok.stop();
        if (!invite.answered()) {
            invite.respond(487, nowNs);
        }
        boolean done = said200 && reliable == null;
        if (done) {
            invite.letGo();
            forget();
        }
        return done;
    }

    private void forget() {
        session.shared.spare.add(this);
        session = null;
        invite = null;
        said200 = false;
        former = false;
        owedSdp = null;
    }
}
