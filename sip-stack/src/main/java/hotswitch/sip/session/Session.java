package hotswitch.sip.session;

import hotswitch.sip.auth.Login;
import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.dialog.PeerCheck;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.util.List;

/**
 * One call with one peer; another one with the next, when its user has {@link #letGo let it go}. Verbs do what the
 * state asks for. A verb that comes too late, because the network ended the session meanwhile, does nothing: the end is
 * reported anyway. A verb that could never be right (ring an outgoing call, accept twice) throws
 * {@link IllegalStateException}.
 */
public final class Session {
    final Sessions shared;
    final Dialog dialog;
    private boolean incoming;
    private SessionState state;
    private long legId;

    /** Key and chain of the table. */
    long key;

    Session next;

    Connecting connecting;
    Accepting accepting;
    Modifying modifying;
    Referring referring;
    /** Null: there never was one. */
    SessionTimer timer;

    /** Null: neither this session nor one that it was before has sent BYE. */
    Clearing clearing;
    /** Null: the peer was never asked whether it still has the call. */
    PeerCheck check;

    Credentials credentials = Credentials.NONE;

    private Ended why;
    private String endReason = "";
    /** Status to report by onRefused before the end, 0 for none. */
    private int refusedStatus;

    /** A former process made it: its peer may still ask for our 200. */
    boolean former;
    /** The user has heard of its end. */
    private boolean reported;

    private boolean letGo;

    Session(Sessions shared, Dialog dialog) {
        this.shared = shared;
        this.dialog = dialog;
    }

    /** It is this one from now on, as its dialog has it, and nothing of another is left. */
    Session begin(boolean called, SessionState first) {
        incoming = called;
        state = first;
        legId = 0;
        why = null;
        endReason = "";
        refusedStatus = 0;
        former = false;
        reported = false;
        letGo = false;
        shared.add(this);
        return this;
    }

    /** Good until it is {@link #letGo let go of}. */
    public CharSequence callId() {
        return dialog.callId();
    }

    /** The leg that the user gave to this session, 0 before. */
    public long legId() {
        return legId;
    }

    public void legId(long legId) {
        this.legId = legId;
    }

    /** Who we are when the peer asks; right after the session was made. */
    public void login(Login login) {
        credentials = login.exists() ? new Credentials(login, shared.names) : Credentials.NONE;
    }

    /** Adds credentials to the request that is being written, once the peer has asked for some. */
    void identify(Dialog in, Method method, CharSequence body) {
        credentials.write(shared.writer.out(), in, method, body);
    }

    public SessionState state() {
        return state;
    }

    /** True if the peer called. */
    public boolean incoming() {
        return incoming;
    }

    /** True while verbs still have an effect. */
    public boolean live() {
        return state != SessionState.CLEARING && state != SessionState.ENDED;
    }

    /** The description that the peer sent last, as long as it is that; "" for none. */
    public CharSequence remoteSdp() {
        return dialog.remoteSdp();
    }

    /** By which we call, until that is accepted and acknowledged; null: the peer called, or a former process did. */
    public Connect order() {
        return connecting == null ? null : connecting.order();
    }

    /** The dialog as it stands; worth keeping once it is confirmed: {@link Dialog#encode}. */
    public Dialog dialog() {
        return dialog;
    }

    /** A copy of it as it stands. */
    public DialogState dialogState() {
        return dialog.state();
    }

    /** Our final response to the INVITE that waits for its ACK, also after the end; null: none does. */
    public Unheard unheard() {
        return accepting != null && accepting.unheard() ? accepting : null;
    }

    void become(SessionState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("leg " + legId + ": " + state + " -> " + next);
        }
        state = next;
    }

    /** 180 Ringing. */
    public void ring(long nowNs) {
        progress(180, "", nowNs);
    }

    /** A provisional response with a tag: 180, 183 with early media. */
    public void progress(int status, CharSequence sdp, long nowNs) {
        if (live()) {
            answering().progress(status, sdp, nowNs);
        }
    }

    /** 200 to the INVITE, sent again until the ACK comes; our offer, if the INVITE had none. */
    public void accept(CharSequence sdp, long nowNs) {
        if (live()) {
            answering().accept(sdp, nowNs);
        }
    }

    /** Refuses the INVITE: 300 to 699; Retry-After in seconds, 0 for none; a Reason header's value, "" for none. */
    public void reject(int status, int retryAfterS, String reasonHeader, long nowNs) {
        if (live()) {
            answering().reject(status, Accepting.lines(retryAfterS, reasonHeader), Ended.REJECTED, nowNs);
        }
    }

    /** Refuses the INVITE: 401 or 407 with its challenges, 302 with Contact, 488 with Warning; lines "Name: value". */
    public void reject(int status, List<String> headers, long nowNs) {
        if (live()) {
            answering().reject(status, headers, Ended.REJECTED, nowNs);
        }
    }

    private Accepting answering() {
        if (!incoming || state != SessionState.INCOMING) {
            throw new IllegalStateException("leg " + legId + " has no INVITE to answer in " + state);
        }
        return accepting;
    }

    /**
     * Gives up our INVITE. CANCEL goes out once a provisional response came (RFC 3261 §9.1); if a 200 crosses or has
     * just come, the call is cleared by BYE.
     */
    public void cancel(String reasonHeader, long nowNs) {
        if (incoming) {
            throw new IllegalStateException("leg " + legId + " was called: reject it");
        }
        switch (state) {
            case CALLING, PROCEEDING -> connecting.cancel(reasonHeader, Ended.CANCELLED, nowNs);
            case CONFIRMED -> bye(reasonHeader, nowNs);
            case CANCELLING, CLEARING, ENDED, INCOMING, ACCEPTED -> {}
        }
    }

    /** The answer to the offer that came in a 2xx to our INVITE or re-INVITE without SDP. */
    public void ack(CharSequence sdp, long nowNs) {
        if (!live()) {
            return;
        }
        if (connecting != null && connecting.ackDue()) {
            connecting.ack(sdp);
        } else if (modifying != null && modifying.ackDue()) {
            modifying.ack(sdp);
        } else {
            throw new IllegalStateException("leg " + legId + " has no 2xx to acknowledge at " + nowNs);
        }
    }

    /** Ends an established call; before our 200 got its ACK the BYE waits for it (RFC 3261 §15). */
    public void bye(String reasonHeader, long nowNs) {
        switch (state) {
            case ACCEPTED, CONFIRMED -> Clearing.bye(this, Ended.LOCAL_BYE, reasonHeader, nowNs);
            case CLEARING, ENDED, CANCELLING -> {}
            case CALLING, PROCEEDING, INCOMING -> throw new IllegalStateException("leg " + legId + ": BYE in " + state);
        }
    }

    /** Whatever ends it: 480 to an INVITE, CANCEL, or BYE. */
    public void close(String reasonHeader, long nowNs) {
        switch (state) {
            case INCOMING -> reject(480, 0, reasonHeader, nowNs);
            case CALLING, PROCEEDING -> cancel(reasonHeader, nowNs);
            case ACCEPTED, CONFIRMED -> bye(reasonHeader, nowNs);
            case CANCELLING, CLEARING, ENDED -> {}
        }
    }

    /**
     * Offers a change; "" asks the peer for its offer. If it crosses the peer's own, it is sent again after the wait of
     * RFC 3261 §14.1.
     */
    public void reinvite(CharSequence sdp, long nowNs) {
        if (live()) {
            modifying().offer(sdp, nowNs);
        }
    }

    /** True if {@link #reinvite} may be called: established, and no change of ours is under way. */
    public boolean modifiable() {
        boolean acknowledged = connecting == null || !connecting.ackDue();
        return state == SessionState.CONFIRMED && acknowledged && modifying().free();
    }

    /**
     * Asks the peer so often whether it still has the call; 0: never. One that has not, or does not answer, ends it as
     * {@link Ended#TIMEOUT}.
     */
    public void askEvery(long intervalNs, long nowNs) {
        if (intervalNs > 0 && state == SessionState.CONFIRMED) {
            if (check == null) {
                check = new PeerCheck(dialog, shared.writer, shared.layer, shared.timers, this::peerGone);
            }
            check.start(intervalNs, nowNs);
        } else if (check != null) {
            check.stop();
        }
    }

    private void peerGone(long nowNs) {
        if (live()) {
            Clearing.unanswered(this, Ended.TIMEOUT, nowNs);
        }
    }

    /** Agrees to the peer's change. */
    public void acceptReinvite(CharSequence sdp, long nowNs) {
        if (live()) {
            modifying().accept(sdp, nowNs);
        }
    }

    /** Refuses the peer's change (488, 491, …), with lines "Name: value"; the session goes on as it was. */
    public void rejectReinvite(int status, List<String> headers, long nowNs) {
        if (live()) {
            modifying().reject(status, headers, nowNs);
        }
    }

    /** Asks the peer to bring its call there, a Refer-To value (RFC 3515): what becomes of it comes as NOTIFY. */
    public void refer(String target, long nowNs) {
        if (state == SessionState.CONFIRMED) {
            Referring.ask(this, target, nowNs);
        }
    }

    /** Agrees to bring the call where the peer's REFER wants it: 202; {@link #referred} says what became of it. */
    public void acceptRefer(long nowNs) {
        if (live()) {
            referring().accept(nowNs);
        }
    }

    /** Refuses the peer's REFER; the session goes on as it was. */
    public void rejectRefer(int status, long nowNs) {
        if (live()) {
            referring().reject(status, nowNs);
        }
    }

    /** What became of the REFER that was accepted, as a SIP status, 0: nobody will know; nothing when there is none. */
    public void referred(int status, long nowNs) {
        if (live() && referring != null) {
            referring.tell(status, nowNs);
        }
    }

    /** A REFER of the peer was accepted, and the peer is yet to hear of its end. */
    public boolean awaitsReferral() {
        return live() && referring != null && referring.awaited();
    }

    Referring referring() {
        if (referring == null) {
            referring = new Referring(this);
        }
        return referring;
    }

    Modifying modifying() {
        if (modifying == null) {
            modifying = new Modifying(this);
        }
        return modifying;
    }

    /** ACK to a 2xx (RFC 3261 §13.2.2.4): no transaction, the same bytes each time. */
    void sendAck(long cseq, CharSequence sdp) {
        Hop hop = dialog.nextHop();
        shared.writer.start(dialog, Method.ACK, cseq, hop);
        identify(dialog, Method.ACK, sdp);
        shared.layer.acknowledge(hop, shared.writer.end(sdp));
    }

    /** The session is over; it is out of the table, its timers stop, and the user hears of it after this turn. */
    void end(Ended because, String reason, long nowNs) {
        become(SessionState.ENDED);
        why = because;
        endReason = reason;
        if (accepting != null && accepting.stop(nowNs)) {
            accepting = null;
        }
        if (connecting != null && connecting.stop()) {
            connecting = null;
        }
        if (modifying != null) modifying.stop(nowNs);
        if (referring != null) referring.stop(nowNs);
        if (check != null) check.stop();
        if (timer != null) timer.stop();
        shared.retire(this);
    }

    /** Ends a call that never went out. */
    void endUnsent(long nowNs) {
        refusedStatus = 503;
        end(Ended.UNREACHABLE, "", nowNs);
    }

    void reportEnd(long nowNs) {
        if (refusedStatus != 0) {
            shared.user.onRefused(this, refusedStatus, "", null, nowNs);
        }
        shared.user.onEnded(this, why, endReason, nowNs);
        reported = true;
        if (letGo) {
            shared.spare.leaves(this);
        }
    }

    /**
     * It has ended, and its user does not know it any more: with the next message it may be another one. Once, and not
     * before nobody else has it either.
     */
    public void letGo() {
        if (state != SessionState.ENDED || letGo) {
            throw new IllegalStateException(this + " is let go of");
        }
        letGo = true;
        if (reported) {
            shared.spare.leaves(this);
        }
    }

    /** Value of the Reason header, "" for none. */
    static String reason(SipMessage message) {
        String reason = message.value(HeaderName.REASON);
        return reason == null ? "" : reason;
    }

    @Override
    public String toString() {
        return "leg " + legId + ' ' + state + ' ' + dialog.callId();
    }
}
