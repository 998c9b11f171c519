package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.dialog.Screening;
import hotswitch.sip.header.RetryAfter;
import hotswitch.sip.header.SessionExpires;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/**
 * The session timer that a caller asks for, we or the peer (RFC 4028): a session that is not refreshed in time is
 * cleared. The 2xx says who refreshes. If we do, then by UPDATE without a session description (§7.4), and by re-INVITE
 * with the description in force where the peer does not understand UPDATE. The interval is part of the dialog's state;
 * after a restart we refresh soon, and the peer has the whole interval.
 */
final class SessionTimer extends TimerHeap.Timed implements ClientTransaction.User {
    /** The option tag. */
    static final String TAG = "timer";
    /** RFC 4028 §5: the shortest there is. */
    static final int MIN_S = 90;

    private static final long NS_PER_S = 1_000_000_000L;
    /** RFC 4028 §10: BYE goes out so long before the end, or a third of the interval. */
    private static final long EARLIER_NS = 32 * NS_PER_S;
    /** Calls of a former process are refreshed within so long, not all at once. */
    private static final int SOON_S = 30;
    /** Another change is under way, or a refresh of ours was refused: so long it is waited for, at first. */
    private static final long AGAIN_NS = 3 * NS_PER_S;
    /** The last refresh that may still be answered before the BYE. */
    private static final long LAST_NS = 4 * NS_PER_S;

    private static final int DOUBLINGS_MAX = 20;

    private final Session session;
    /** 0: none. */
    private int seconds;
    /** We refresh. */
    private boolean ours;
    /** The session expires then, unless it is refreshed. */
    private long endNs;
    /** How often the refresh that is due was put off. */
    private int delays;
    /** What our refreshes offer. */
    private final TimerOffer offer = new TimerOffer();
    /** The peer does not understand UPDATE. */
    private boolean byInvite;
    /** What the request that is not answered yet wants. */
    private int askedSeconds;

    private boolean askedOurs;
    /** Who asks does so itself, and not a proxy in its name. */
    private boolean peerKnows;

    private SessionTimer(Session session) {
        this.session = session;
    }

    /**
     * Answers a request whose interval is none, or too short (RFC 4028 §8); true if it was answered. Who does not know
     * the timer could make nothing of a 422: some proxy wrote the header (§8.1).
     */
    static boolean refuses(ServerTransaction transaction, SipMessage request, long nowNs) {
        String value = request.value(HeaderName.SESSION_EXPIRES);
        if (value == null) {
            return false;
        }
        SessionExpires wanted = SessionExpires.parse(value);
        if (wanted == null) {
            transaction.respond(400, nowNs);
            return true;
        }
        boolean tooShort = wanted.seconds() < MIN_S && knows(request);
        if (tooShort) {
            transaction.respond(422, List.of("Min-SE: " + MIN_S), "", "", nowNs);
        }
        return tooShort;
    }

    /** What a re-INVITE or UPDATE says about it; before the 2xx to the INVITE only that one does. */
    static void changed(Session session, SipMessage request) {
        if (settled(session)) {
            asked(session, request);
        }
    }

    /** The INVITE has its 2xx. */
    private static boolean settled(Session session) {
        return switch (session.state()) {
            case CALLING, PROCEEDING, CANCELLING, INCOMING -> false;
            case ACCEPTED -> !session.accepting.owes();
            case CONFIRMED, CLEARING, ENDED -> true;
        };
    }

    /**
     * What an INVITE, re-INVITE or UPDATE says about it. One that knows the timer and does not mention it leaves it as
     * it is; from one that does not know it there is none any more, unless a proxy asks for it: then we refresh (RFC
     * 4028 §9).
     */
    static void asked(Session session, SipMessage request) {
        String value = request.value(HeaderName.SESSION_EXPIRES);
        if (value == null && session.timer == null) {
            return;
        }
        SessionTimer timer = of(session);
        timer.understood(request);
        timer.peerKnows = knows(request);
        SessionExpires wanted = value == null ? null : SessionExpires.parse(value);
        if (wanted != null && wanted.seconds() >= MIN_S) {
            timer.askedSeconds = wanted.seconds();
            timer.askedOurs = !timer.peerKnows || wanted.refresher().equals("uas");
        } else {
            timer.askedSeconds = timer.peerKnows ? timer.seconds : 0;
            timer.askedOurs = timer.ours;
        }
    }

    private static boolean knows(SipMessage request) {
        return Screening.names(request, HeaderName.SUPPORTED, TAG) || Screening.names(request, HeaderName.REQUIRE, TAG);
    }

    private static SessionTimer of(Session session) {
        if (session.timer == null) {
            session.timer = new SessionTimer(session);
        }
        return session.timer;
    }

    /** Our INVITE was accepted (RFC 4028 §7.2): unless both sides spoke of a timer there is none. */
    static void agreed(Session session, TimerOffer offered, SipMessage response, long nowNs) {
        if (offered.seconds() > 0 && response.count(HeaderName.SESSION_EXPIRES) > 0) {
            SessionTimer timer = of(session);
            timer.offer.continues(offered);
            timer.take(response, nowNs);
        }
    }

    /** After a restart. */
    static void restore(Session session, DialogState.Lasting lasting, long nowNs) {
        if (lasting.sessionS() == 0) {
            return;
        }
        SessionTimer timer = of(session);
        timer.hold(lasting.sessionS(), lasting.refreshing());
        if (timer.ours) {
            timer.endNs = nowNs + timer.seconds * NS_PER_S;
            int soonS = 1 + session.shared.names.spread(session.dialog.localTag(), timer.seconds, SOON_S);
            timer.set(nowNs + soonS * NS_PER_S);
        } else {
            timer.start(nowNs);
        }
    }

    /** The 2xx to a request of ours: what it says holds; a refresh that it passes over is one all the same. */
    private void take(SipMessage response, long nowNs) {
        understood(response);
        String value = response.value(HeaderName.SESSION_EXPIRES);
        SessionExpires expires = value == null ? null : SessionExpires.parse(value);
        if (expires != null) {
            hold(Math.max(MIN_S, expires.seconds()), !expires.refresher().equals("uas"));
        }
        start(nowNs);
    }

    /** Whether the peer understands UPDATE, where it says so (RFC 3261 §20.5). */
    private void understood(SipMessage message) {
        if (message.count(HeaderName.ALLOW) > 0) {
            byInvite = !Screening.names(message, HeaderName.ALLOW, Method.UPDATE.name());
        }
    }

    private void hold(int intervalS, boolean weRefresh) {
        seconds = intervalS;
        ours = weRefresh;
        offer.agreed(intervalS);
        session.dialog.sessionTimer(intervalS, weRefresh);
    }

    /** Into the 2xx (RFC 4028 §9): what was asked for is agreed, and required of a peer that knows it. */
    void write(SipWriter out) {
        hold(askedSeconds, askedOurs);
        if (seconds > 0) {
            out.header(HeaderName.SESSION_EXPIRES, seconds + ";refresher=" + (ours ? "uas" : "uac"));
            if (peerKnows) {
                out.header(HeaderName.REQUIRE, TAG);
            }
        }
    }

    /** The 2xx is out, or a refresh was answered: the interval begins. */
    void start(long nowNs) {
        if (seconds == 0) {
            stop();
            return;
        }
        long intervalNs = seconds * NS_PER_S;
        endNs = nowNs + intervalNs;
        delays = 0;
        set(ours ? nowNs + intervalNs / 2 : byeNs());
    }

    private long byeNs() {
        return endNs - Math.min(EARLIER_NS, seconds * NS_PER_S / 3);
    }

    /**
     * The refresh was refused, or cannot go out now: once more, as long as there is time (RFC 4028 §10). Null: nobody
     * has said anything.
     */
    void later(SipMessage response, long nowNs) {
        long afterS = response == null ? 0 : RetryAfter.seconds(response);
        long waitNs = Math.max(afterS * NS_PER_S, AGAIN_NS << Math.min(delays, DOUBLINGS_MAX));
        delays++;
        long lastNs = byeNs() - LAST_NS;
        set(nowNs < lastNs ? Math.min(nowNs + waitNs, lastNs) : byeNs());
    }

    private void set(long dueNs) {
        session.shared.timers.set(this, dueNs);
    }

    void stop() {
        session.shared.timers.cancel(this);
    }

    @Override
    protected void onDue(long nowNs) {
        if (session.state() != SessionState.CONFIRMED) {
            start(nowNs); // our 200 still waits for its ACK, and ends the session if that never comes
        } else if (!ours) {
            Clearing.unanswered(session, Ended.TIMEOUT, nowNs);
        } else if (delays > 0 && nowNs >= byeNs()) {
            Clearing.bye(session, Ended.TIMEOUT, "", nowNs);
        } else if (!byInvite) {
            update(nowNs);
        } else if (session.modifiable()) {
            session.modifying().refresh(nowNs);
        } else {
            later(null, nowNs);
        }
    }

    private void update(long nowNs) {
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = dialog.nextHop();
        long cseq = dialog.nextCseq();
        SipWriter out = shared.writer.start(dialog, Method.UPDATE, cseq, hop);
        shared.writer.contact(dialog, hop);
        writeRefresh(out);
        session.identify(dialog, Method.UPDATE, "");
        out.end();
        shared.layer.request(dialog.branch(cseq, Method.UPDATE), Method.UPDATE, hop, this, nowNs);
    }

    /** Into a re-INVITE or UPDATE of ours: it refreshes, whatever else it is for (RFC 4028 §7.4). */
    void writeRefresh(SipWriter out) {
        if (seconds > 0) {
            offer.writeRefresh(out);
        }
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        if (response.status() >= 200) {
            refreshed(response, nowNs);
        }
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        if (session.state() != SessionState.CONFIRMED) {
            return;
        }
        if (status == 408) {
            gone(nowNs);
        } else {
            later(null, nowNs);
        }
    }

    /**
     * RFC 4028 §10: 408, 481 and no answer end the session; whatever else is said, the peer is there. A refresh that it
     * wants in another way goes out at once.
     */
    void refreshed(SipMessage response, long nowNs) {
        int status = response.status();
        if (session.state() != SessionState.CONFIRMED) {
            return;
        }
        if (status < 300) {
            session.credentials.accepted();
            take(response, nowNs);
        } else if (status == 408 || status == 481) {
            gone(nowNs);
        } else if (session.credentials.challenged(response)) {
            onDue(nowNs);
        } else if (offer.tooShort(response)) {
            seconds = offer.seconds();
            again(seconds > 0, nowNs);
        } else if (!byInvite && (status == 405 || status == 501)) {
            byInvite = true;
            again(true, nowNs);
        } else {
            later(response, nowNs);
        }
    }

    private void again(boolean wanted, long nowNs) {
        if (wanted) {
            onDue(nowNs);
        } else {
            hold(0, false);
            stop();
        }
    }

    private void gone(long nowNs) {
        Clearing.unanswered(session, Ended.TIMEOUT, nowNs);
    }

    /** The 200 to an INVITE or to a change, which was begun, with what the timer adds. */
    static void sendAgreed(Session session, ServerTransaction transaction, CharSequence sdp, long nowNs) {
        session.shared.writer.supported();
        if (session.timer != null && settled(session)) {
            session.timer.write(session.shared.writer.out());
            session.timer.start(nowNs);
        }
        transaction.send(200, session.shared.writer.end(sdp), nowNs);
    }
}
