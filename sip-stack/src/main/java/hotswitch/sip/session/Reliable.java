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

    private CharSequence nextSdp = "";
    /** Our answer to the offer is in one of them. */
    private boolean described;
    /** That one is under way. */
    private boolean describes;
    /** The last one, as bytes; null: nothing was said. */
    private byte[] said;
    /** Others were said by a former process, and perhaps more of them than it wrote down. */
    private boolean former;
    /** The peer has changed its offer since. */
    private boolean changed;

    Reliable(Session session, InviteServer invite, SipMessage request) {
        this.session = session;
        this.invite = invite;
        this.cseq = request.cseq();
        this.mute = request.bodyLength() == 0;
        this.rseq = session.shared.names.spread(session.dialog.localTag(), cseq, FIRST_BELOW);
    }

    /** {@code before}: what a former process has said and has written down; null: nothing, or nothing was. */
    void resume(Foretold before, long nowNs) {
        former = true;
        if (before == null) {
            return;
        }
        said = before.response();
        rseq = before.rseq();
        described = before.described();
        if (!before.remoteSdp().isEmpty()) {
            changed = true;
            session.dialog.localSdp(before.localSdp());
            session.dialog.remoteSdp().take(before.remoteSdp());
        }
        if (!before.acknowledged()) {
            SipMessage response = before.message();
            waiting = true;
            describes = response.bodyLength() > 0;
            invite.sayAgain(response, nowNs);
            repeat(nowNs);
        }
    }

    /** Null: nothing was said. */
    Foretold foretold() {
        return said == null
                ? null
                : new Foretold(
                        said,
                        !waiting,
                        described,
                        changed ? session.dialog.localSdp().toString() : "",
                        changed ? session.dialog.remoteSdp().toString() : "");
    }

    /** The peer's further offer was agreed to. */
    void changed() {
        changed = true;
    }

    void progress(int status, CharSequence sdp, long nowNs) {
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
        session.shared.writer.end(describes ? sdp : "");
        said = new byte[out.length()];
        out.buffer().getBytes(0, said);
        invite.send(status, out, nowNs);
        repeat(nowNs);
    }

    private void repeat(long nowNs) {
        intervalNs = session.shared.values().t1Ns();
        giveUpAtNs = nowNs + session.shared.values().timeoutNs();
        session.shared.timers.set(this, nowNs + intervalNs);
    }

    void onPrack(ServerTransaction transaction, SipMessage prack, long nowNs) {
        RAck rack = prack.count(HeaderName.RACK) == 0 ? null : RAck.parse(prack.value(HeaderName.RACK));
        if (rack == null) {
            transaction.respond(400, nowNs);
        } else if (rack.cseq() != cseq || !isInvite(rack) || !expects(rack.rseq())) {
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

    /**
     * A former process may have heard of this one already, or have said one more than it wrote down. Whoever
     * acknowledges that has had all before it.
     */
    private boolean expects(long acknowledged) {
        boolean more = former && acknowledged == rseq + 1;
        if (more) {
            rseq = acknowledged;
        }
        return more || ((waiting || former) && acknowledged == rseq);
    }

    /**
     * After a restart: the PRACK of a response that a former process gave to an INVITE of which no more is known than
     * that it was accepted.
     */
    static void ofFormer(ServerTransaction transaction, SipMessage prack, long nowNs) {
        RAck rack = prack.count(HeaderName.RACK) == 0 ? null : RAck.parse(prack.value(HeaderName.RACK));
        int status = rack == null ? 400 : !isInvite(rack) ? 481 : prack.bodyLength() == 0 ? 200 : 488;
        transaction.respond(status, nowNs);
    }

    /** Our answer is said in one of them, and need not be in the 2xx. */
    boolean described() {
        return described;
    }

    /**
     * The 2xx has to wait: our answer is on its way (§3). Not after a restart: the peer may have acknowledged it to the
     * former process, and would never do so again.
     */
    boolean describing() {
        return waiting && describes && !former;
    }

    /** The 2xx brings no description: the peer has confirmed that it has it. */
    boolean settled() {
        return described && !(waiting && describes);
    }

    private static boolean isInvite(RAck rack) {
        return rack.method().equals(Method.INVITE.name());
    }

    private void acknowledged(long nowNs) {
        waiting = false;
        stop();
        boolean answered = session.accepting.answers(nowNs);
        if (!answered && nextStatus != 0 && !invite.answered()) {
            int status = nextStatus;
            CharSequence sdp = nextSdp;
            nextStatus = 0;
            nextSdp = "";
            progress(status, sdp, nowNs);
        }
        session.shared.user.onForetold(session, nowNs);
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
