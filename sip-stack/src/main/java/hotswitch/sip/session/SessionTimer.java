package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.Screening;
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
 * The session timer that a caller asks for (RFC 4028): a session that is not refreshed in time is cleared. The caller
 * refreshes unless it wants us to; then we do, by UPDATE without a session description (§7.4), whether or not the peer
 * says that it understands UPDATE. After a restart the next refresh starts the timer again.
 */
final class SessionTimer extends TimerHeap.Timed implements ClientTransaction.User {
    /** The option tag. */
    static final String TAG = "timer";
    /** RFC 4028 §5: the shortest there is. */
    private static final int MIN_S = 90;

    private static final long NS_PER_S = 1_000_000_000L;
    /** RFC 4028 §10: BYE goes out so long before the end, or a third of the interval. */
    private static final long EARLIER_NS = 32 * NS_PER_S;

    private final Session session;
    /** 0: none. */
    private int seconds;
    /** We refresh. */
    private boolean ours;
    /** What the request that is not answered yet wants. */
    private int askedSeconds;

    private boolean askedOurs;

    private SessionTimer(Session session) {
        this.session = session;
    }

    /** Answers a request whose interval is none, or too short (RFC 4028 §8); true if it was answered. */
    static boolean refuses(ServerTransaction transaction, SipMessage request, long nowNs) {
        String value = request.value(HeaderName.SESSION_EXPIRES);
        if (value == null) {
            return false;
        }
        SessionExpires wanted = SessionExpires.parse(value);
        if (wanted == null) {
            transaction.respond(400, nowNs);
        } else if (wanted.seconds() < MIN_S) {
            transaction.respond(422, List.of("Min-SE: " + MIN_S), "", "", nowNs);
        }
        return wanted == null || wanted.seconds() < MIN_S;
    }

    /** What an INVITE, re-INVITE or UPDATE says about it. */
    static void asked(Session session, SipMessage request) {
        String value = request.value(HeaderName.SESSION_EXPIRES);
        boolean wanted = value != null && Screening.names(request, HeaderName.SUPPORTED, TAG);
        if (!wanted && session.timer == null) {
            return;
        }
        if (session.timer == null) {
            session.timer = new SessionTimer(session);
        }
        SessionExpires expires = wanted ? SessionExpires.parse(value) : null;
        session.timer.askedSeconds = expires == null ? 0 : expires.seconds();
        session.timer.askedOurs = expires != null && expires.refresher().equals("uas");
    }

    /** Into the 2xx (RFC 4028 §9): what was asked for is agreed. */
    void write(SipWriter out) {
        seconds = askedSeconds;
        ours = askedOurs;
        if (seconds > 0) {
            out.header(HeaderName.SESSION_EXPIRES, seconds + ";refresher=" + (ours ? "uas" : "uac"));
            if (!ours) {
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
        long waitNs = ours ? intervalNs / 2 : intervalNs - Math.min(EARLIER_NS, intervalNs / 3);
        session.shared.timers.set(this, nowNs + waitNs);
    }

    void stop() {
        session.shared.timers.cancel(this);
    }

    @Override
    protected void onDue(long nowNs) {
        if (session.state() != SessionState.CONFIRMED) {
            start(nowNs); // our 200 still waits for its ACK, and ends the session if that never comes
        } else if (ours) {
            refresh(nowNs);
        } else {
            Clearing.unanswered(session, Ended.TIMEOUT, nowNs);
        }
    }

    private void refresh(long nowNs) {
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = dialog.nextHop();
        long cseq = dialog.nextCseq();
        SipWriter out = shared.writer.start(dialog, Method.UPDATE, cseq, hop);
        shared.writer.contact(dialog, hop);
        out.header(HeaderName.SUPPORTED, TAG);
        out.header(HeaderName.SESSION_EXPIRES, seconds + ";refresher=uac");
        out.end();
        shared.layer.request(dialog.branch(cseq, Method.UPDATE), Method.UPDATE, hop, this, nowNs);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        if (response.status() >= 200) {
            refreshed(response.status(), nowNs);
        }
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        refreshed(408, nowNs);
    }

    /** RFC 4028 §10: 408, 481 and no answer end the session; whatever else is said, the peer is there. */
    private void refreshed(int status, long nowNs) {
        if (session.state() != SessionState.CONFIRMED) {
            return;
        }
        if (status == 408 || status == 481) {
            Clearing.unanswered(session, Ended.TIMEOUT, nowNs);
        } else {
            start(nowNs);
        }
    }
}
