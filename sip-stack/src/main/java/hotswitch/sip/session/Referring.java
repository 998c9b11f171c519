package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.ReasonPhrase;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/**
 * The peer asks that its call go on elsewhere: the answer to its REFER, and the NOTIFYs that say what became of it (RFC
 * 3515). One at a time; {@code Refer-Sub: false} (RFC 4488) wants no NOTIFY.
 */
final class Referring {
    /** What a REFER's own subscription may last, in seconds; it ends with the final NOTIFY. */
    private static final int EXPIRES_S = 60;

    private final Session session;
    /** The REFER that the user has not yet answered; null when there is none. */
    private ServerTransaction asked;
    /** CSeq of the REFER, which names its subscription (RFC 3515 §2.4.6). */
    private long event;
    /** No word about it is wanted. */
    private boolean silent;
    /** Accepted, and its end is still to be told. */
    private boolean open;

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
        tell(100, nowNs);
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
        open = status != 0 && status < 200;
        if (!silent) {
            notify(status == 0 ? 100 : status, nowNs);
        }
    }

    private void notify(int status, long nowNs) {
        Sessions shared = session.shared;
        Dialog dialog = session.dialog;
        Hop hop = dialog.nextHop();
        long cseq = dialog.nextCseq();
        SipWriter out = shared.writer.start(dialog, Method.NOTIFY, cseq, hop);
        shared.writer.contact(dialog, hop);
        out.header(HeaderName.EVENT, "refer;id=" + event);
        String state = open ? "active;expires=" + EXPIRES_S : "terminated;reason=noresource";
        out.header(HeaderName.SUBSCRIPTION_STATE, state);
        out.body("message/sipfrag;version=2.0", "SIP/2.0 " + status + ' ' + ReasonPhrase.of(status) + "\r\n");
        CharSequence branch = dialog.branch(cseq, Method.NOTIFY);
        shared.layer.request(branch, Method.NOTIFY, hop, ClientTransaction.User.NOBODY, nowNs);
    }

    /** The session is being cleared: nothing more is told. */
    void stop(long nowNs) {
        open = false;
        if (asked != null) {
            asked.respond(481, List.of(), "", "", nowNs);
            asked = null;
        }
    }
}
