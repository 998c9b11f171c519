package hotswitch.sip.session;

import hotswitch.sip.header.RAck;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.InviteServer;
import hotswitch.sip.transaction.ServerTransaction;

/**
 * Provisional responses to an INVITE that requires them to be reliable (RFC 3262): each is sent again until its PRACK
 * comes, and the next waits for that. One whose PRACK never comes is given up, but not the call (§3 would refuse it
 * with 5xx): who calls shall get through. A session description in one of them answers the INVITE's offer: the 2xx
 * waits for its PRACK and brings none itself (§5).
 */
final class Reliable extends TimerHeap.Timed {
    /** The option tag (RFC 3262 §8.1). */
    static final String TAG = "100rel";
    /** RFC 3262 §3: the first number is drawn from here. */
    private static final int FIRST_BELOW = Integer.MAX_VALUE - 1;

    private final Session session;
    private final InviteServer invite;
    private final long cseq;
    /** The INVITE had no offer: ours would have to be in the first of these responses. None is sent then. */
    private final boolean mute;

    private long rseq;
    private boolean waiting;
    private long intervalNs;
    private long giveUpAtNs;
    /** Said meanwhile; 0 nothing. */
    private int nextStatus;

    private String nextSdp = "";
    /** Our answer to the offer is in one of them. */
    private boolean described;
    /** That one is under way. */
    private boolean describes;

    Reliable(Session session, InviteServer invite, SipMessage request) {
        this.session = session;
        this.invite = invite;
        this.cseq = request.cseq();
        this.mute = request.bodyLength() == 0;
        this.rseq = session.shared.names.spread(session.dialog.localTag(), cseq, FIRST_BELOW);
    }

    void progress(int status, String sdp, long nowNs) {
        if (mute) {
            return;
        }
        if (waiting) {
            nextStatus = status;
            nextSdp = sdp.isEmpty() ? nextSdp : sdp;
            return;
        }
        waiting = true;
        describes = !sdp.isEmpty() && !described;
        if (describes) {
            described = true;
            session.dialog.localSdp(sdp);
        }
        rseq++;
        SipWriter out = invite.startResponse(status);
        session.shared.writer.dialogResponse(session.dialog, invite.source());
        out.header(HeaderName.REQUIRE, TAG).header(HeaderName.RSEQ, rseq);
        invite.send(status, session.shared.writer.end(describes ? sdp : ""), nowNs);
        intervalNs = session.shared.values().t1Ns();
        giveUpAtNs = nowNs + session.shared.values().timeoutNs();
        session.shared.timers.set(this, nowNs + intervalNs);
    }

    void onPrack(ServerTransaction transaction, SipMessage prack, long nowNs) {
        RAck rack = prack.count(HeaderName.RACK) == 0 ? null : RAck.parse(prack.value(HeaderName.RACK));
        if (rack == null) {
            transaction.respond(400, nowNs);
        } else if (!waiting || rack.rseq() != rseq || rack.cseq() != cseq || !isInvite(rack)) {
            transaction.respond(481, nowNs);
        } else if (prack.bodyLength() == 0) {
            transaction.respond(200, nowNs);
            acknowledged(nowNs);
        } else if (described) {
            session.modifying().asked(transaction, prack, nowNs); // a further offer (§5)
            acknowledged(nowNs);
        } else {
            transaction.respond(488, nowNs); // the offer of the INVITE has no answer yet
        }
    }

    /** Our answer is said in one of them, and need not be in the 2xx. */
    boolean described() {
        return described;
    }

    /** The 2xx has to wait: our answer is on its way (§3). */
    boolean describing() {
        return waiting && describes;
    }

    private static boolean isInvite(RAck rack) {
        return rack.method().equals(Method.INVITE.name());
    }

    private void acknowledged(long nowNs) {
        waiting = false;
        stop();
        if (session.accepting.answers(nowNs)) {
            return;
        }
        if (nextStatus != 0 && !invite.answered()) {
            int status = nextStatus;
            String sdp = nextSdp;
            nextStatus = 0;
            nextSdp = "";
            progress(status, sdp, nowNs);
        }
    }

    /** A final response is out, or the session is over: nothing is sent again; a PRACK may still come. */
    void stop() {
        session.shared.timers.cancel(this);
    }

    @Override
    protected void onDue(long nowNs) {
        if (nowNs >= giveUpAtNs) {
            described &= !describes;
            acknowledged(nowNs);
            return;
        }
        invite.sendAgain();
        intervalNs *= 2;
        session.shared.timers.set(this, Math.min(nowNs + intervalNs, giveUpAtNs));
    }
}
