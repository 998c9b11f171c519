package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.event.NotifyRefusal;
import hotswitch.sip.header.Contact;
import hotswitch.sip.header.EventPackage;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.ReasonPhrase;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/**
 * The peer asks that its call go on elsewhere: the answer to its REFER, and the NOTIFYs that say what became of it (RFC
 * 3515). One at a time; {@code Refer-Sub: false} (RFC 4488) wants no NOTIFY. The subscription ends with the final
 * NOTIFY, when it is refreshed no more, or if the peer does not know it.
 */
final class Referring extends TimerHeap.Timed {
    private static final String EVENT = "refer";
    /** How long it lasts, in seconds, if it is not refreshed: longer than anybody rings. */
    private static final int EXPIRES_S = 600;

    private static final long NS_PER_S = 1_000_000_000L;

    private final Session session;
    /** The REFER that the user has not yet answered; null when there is none. */
    private ServerTransaction asked;
    /** CSeq of the REFER, which names its subscription (RFC 3515 §2.4.6). */
    private long event;
    /** No word about it is wanted. */
    private boolean silent;
    /** Accepted, and its end is still to be told. */
    private boolean open;

    private long expiresNs;
    /** What was told last. */
    private int told;

    Referring(Session session) {
        this.session = session;
    }

    /** The other way round: we ask. Its answer is of no consequence, the NOTIFYs tell (RFC 3515 §2.4.4). */
    static void ask(Session session, String target, long nowNs) {
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = dialog.nextHop();
        long cseq = dialog.nextCseq();
        SipWriter out = shared.writer.start(dialog, Method.REFER, cseq, hop);
        shared.writer.contact(dialog, hop);
        out.line("Refer-To: " + target);
        session.identify(dialog, Method.REFER, "");
        out.end();
        CharSequence branch = dialog.branch(cseq, Method.REFER);
        shared.layer.request(branch, Method.REFER, hop, ClientTransaction.User.NOBODY, nowNs);
    }

    void onRequest(ServerTransaction transaction, SipMessage refer, long nowNs) {
        if (session.state() != SessionState.CONFIRMED || asked != null || open) {
            transaction.respond(491, nowNs);
            return;
        }
        String target = refer.value(HeaderName.REFER_TO);
        ReferTo to = target == null ? null : ReferTo.parse(target);
        if (to == null) {
            transaction.respond(400, nowNs);
            return;
        }
        asked = transaction;
        event = refer.cseq();
        String wanted = refer.value(HeaderName.REFER_SUB);
        silent = wanted != null && wanted.regionMatches(true, 0, "false", 0, 5);
        session.shared.user.onRefer(session, to, nowNs);
    }

    /** 202, and at once the first NOTIFY (RFC 3515 §2.4.4). */
    void accept(long nowNs) {
        ServerTransaction transaction = take();
        SipWriter out = transaction.startResponse(202);
        session.shared.writer.contact(session.dialog, transaction.source());
        if (silent) {
            out.header(HeaderName.REFER_SUB, "false");
        }
        transaction.send(202, out.end(), nowNs);
        open = true;
        lasts(EXPIRES_S, nowNs);
        tell(100, nowNs);
    }

    private void lasts(int seconds, long nowNs) {
        expiresNs = nowNs + seconds * NS_PER_S;
        session.shared.timers.set(this, expiresNs);
    }

    void reject(int status, long nowNs) {
        take().respond(status, nowNs);
    }

    private ServerTransaction take() {
        if (asked == null) {
            throw new IllegalStateException(session + " was asked to refer to nobody");
        }
        ServerTransaction transaction = asked;
        asked = null;
        return transaction;
    }

    boolean awaited() {
        return open && !silent;
    }

    /** How it stands; from 200 on that is the last word. 0: that was all, whatever it comes to (RFC 3515 §2.4.4). */
    void tell(int status, long nowNs) {
        if (!open) {
            return;
        }
        told = status == 0 ? 100 : status;
        if (status != 0 && status < 200) {
            goesOn(nowNs);
        } else {
            end("noresource", nowNs);
        }
    }

    private void goesOn(long nowNs) {
        notify("active;expires=" + Math.max(1, (expiresNs - nowNs) / NS_PER_S), nowNs);
    }

    private void end(String why, long nowNs) {
        close();
        notify("terminated;reason=" + why, nowNs);
    }

    private void close() {
        open = false;
        session.shared.timers.cancel(this);
    }

    /** It was not refreshed. */
    @Override
    protected void onDue(long nowNs) {
        end("timeout", nowNs);
    }

    static boolean isFor(SipMessage subscribe) {
        EventPackage wanted = EventPackage.parse(subscribe.value(HeaderName.EVENT));
        return wanted != null && wanted.is(EVENT);
    }

    /** A refresh, or the peer wants to hear no more (RFC 6665 §4.1.2.2, §4.1.2.3); each is told how it stands. */
    void onSubscribe(ServerTransaction transaction, SipMessage subscribe, long nowNs) {
        String id = EventPackage.parse(subscribe.value(HeaderName.EVENT)).id();
        if (!awaited() || !(id.isEmpty() || id.equals(Long.toString(event)))) {
            transaction.respond(481, nowNs);
            return;
        }
        session.dialog.refreshTarget(subscribe);
        long wanted = Contact.seconds(subscribe.value(HeaderName.EXPIRES));
        int seconds = wanted < 0 ? EXPIRES_S : (int) Math.min(wanted, EXPIRES_S);
        SipWriter out = transaction.startResponse(200);
        session.shared.writer.contact(session.dialog, transaction.source());
        out.header(HeaderName.EXPIRES, seconds);
        transaction.send(200, out.end(), nowNs);
        if (seconds == 0) {
            end("timeout", nowNs);
        } else {
            lasts(seconds, nowNs);
            goesOn(nowNs);
        }
    }

    private void notify(String state, long nowNs) {
        if (silent) {
            return;
        }
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = dialog.nextHop();
        long cseq = dialog.nextCseq();
        SipWriter out = shared.writer.start(dialog, Method.NOTIFY, cseq, hop);
        shared.writer.contact(dialog, hop);
        out.header(HeaderName.EVENT, EVENT + ";id=" + event);
        out.header(HeaderName.SUBSCRIPTION_STATE, state);
        out.body("message/sipfrag;version=2.0", "SIP/2.0 " + told + ' ' + ReasonPhrase.of(told) + "\r\n");
        CharSequence branch = dialog.branch(cseq, Method.NOTIFY);
        shared.layer.request(branch, Method.NOTIFY, hop, new Told(event), nowNs);
    }

    /** One NOTIFY of one REFER. */
    private final class Told implements ClientTransaction.User {
        private final long of;

        Told(long of) {
            this.of = of;
        }

        @Override
        public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
            refused(response.status());
        }

        @Override
        public void onFailed(ClientTransaction transaction, int status, long nowNs) {
            refused(status);
        }

        private void refused(int status) {
            if (of == event && NotifyRefusal.ends(status)) {
                close();
            }
        }
    }

    /** The session is being cleared: nothing more is told. */
    void stop(long nowNs) {
        close();
        if (asked != null) {
            asked.respond(481, List.of(), "", "", nowNs);
            asked = null;
        }
    }
}
