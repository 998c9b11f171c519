package hotswitch.sip.session;

import hotswitch.sip.dialog.Screening;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.LoadReport;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.InviteServer;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.sip.transaction.TransactionLayer;
import java.util.List;

/** What comes from the wire and is no retransmission: to its session, to a new one, or to the user. */
final class Inbound implements TransactionLayer.User {
    private final Screening screening;
    /** Of the message at hand. */
    private final OwnText callId = new OwnText();

    private final OwnText toTag = new OwnText();
    private final OwnText fromTag = new OwnText();
    private Sessions sessions;

    Inbound(Screening screening) {
        this.screening = screening;
    }

    /** The layer needs its user before the sessions have their layer. */
    void sessions(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        if (screening.refuses(transaction, request, nowNs)) {
            return;
        }
        if (request.hasToTag() && request.method() != Method.REGISTER) {
            Session session = sessions.ofRequest(request);
            if (session == null && isOfSubscription(request.method())) {
                sessions.user.onRequest(transaction, request, source, nowNs);
            } else if (session == null || !isPeer(session, request)) {
                transaction.respond(481, nowNs);
            } else {
                inDialog(session, transaction, request, nowNs);
            }
        } else if (transaction instanceof InviteServer invite) {
            onInvite(invite, request, source, nowNs);
        } else if (request.method() == Method.BYE
                || request.method() == Method.INFO
                || request.method() == Method.REFER
                || request.method() == Method.PRACK
                || request.method() == Method.UPDATE) {
            transaction.respond(481, nowNs);
        } else {
            sessions.user.onRequest(transaction, request, source, nowNs);
        }
    }

    @Override
    public void onLoadReport(Hop hop, LoadReport report, long nowNs) {
        sessions.user.onLoadReport(hop, report, nowNs);
    }

    /** The dialogs of subscriptions are the user's (RFC 6665 §4.4.1). */
    private static boolean isOfSubscription(Method method) {
        return method == Method.SUBSCRIBE || method == Method.NOTIFY;
    }

    private void onInvite(InviteServer invite, SipMessage request, Hop source, long nowNs) {
        sessions.names.tag(request, toTag);
        Session known = find(request, toTag);
        if (known != null) {
            onKnownInvite(known, invite, request, nowNs);
        } else if (isOurOwn(request)) {
            invite.respond(482, nowNs);
        } else if (SessionTimer.refuses(invite, request, nowNs)) {
            return;
        } else if (sessions.crowded()) {
            invite.respond(503, List.of("Retry-After: 5"), "", "", nowNs);
        } else {
            invite.toTag(toTag);
            Accepting.start(sessions, invite, request, source, nowNs);
        }
    }

    /** The session with this message's Call-ID, in which this is our tag; null when there is none. */
    private Session find(SipMessage message, OwnText ourTag) {
        callId.takeCallId(message);
        return sessions.find(callId, ourTag);
    }

    /**
     * An INVITE of ours came back with the very Request-URI with which it went out: a loop (RFC 3261 §16.3, RFC 5393
     * §4.2). With another one it is a spiral, and a call like any other.
     */
    private boolean isOurOwn(SipMessage invite) {
        fromTag.takeFromTag(invite);
        Session session = find(invite, fromTag);
        return session != null
                && !session.incoming()
                && session.state() != SessionState.CONFIRMED
                && invite.requestUri().equals(session.dialog.requestUri());
    }

    /** RFC 3261 §8.2.2.2 as long as the call goes on; after a restart the 200 may still be wanted. */
    private static void onKnownInvite(Session known, InviteServer invite, SipMessage request, long nowNs) {
        boolean restored = known.former && known.state() == SessionState.CONFIRMED;
        if (restored && known.accepting == null && known.incoming() && isPeer(known, request)) {
            Accepting.again(known, invite, request, nowNs);
        } else {
            invite.respond(482, nowNs);
        }
    }

    /** The peer's tag must be the dialog's, once that has one. */
    private static boolean isPeer(Session session, SipMessage request) {
        return session.state().isEarlyOfOurs() || request.fromTagEquals(session.dialog.remoteTag());
    }

    private void inDialog(Session session, ServerTransaction transaction, SipMessage request, long nowNs) {
        boolean inOrder = session.state().isEarlyOfOurs()
                ? session.connecting.early().accepts(request)
                : session.dialog.accepts(request);
        if (!inOrder) {
            transaction.respond(500, nowNs);
            return;
        }
        session.dialog.seenFrom(transaction.source());
        boolean clearing = session.state() == SessionState.CLEARING;
        switch (request.method()) {
            case BYE -> Clearing.onBye(session, transaction, request, nowNs);
            case INVITE, UPDATE -> {
                if (clearing) {
                    transaction.respond(481, nowNs);
                } else {
                    session.modifying().onRequest(transaction, request, nowNs);
                }
            }
            case INFO -> {
                transaction.respond(200, nowNs);
                if (!clearing) {
                    sessions.user.onInfo(session, request, nowNs);
                }
            }
            case REFER -> {
                if (clearing) {
                    transaction.respond(481, nowNs);
                } else {
                    session.referring().onRequest(transaction, request, nowNs);
                }
            }
            case OPTIONS -> transaction.respond(200, screening.capabilities(), "", "", nowNs);
            case ACK, CANCEL -> throw new IllegalStateException(request.method() + " makes no transaction of its own");
            case PRACK -> {
                if (session.accepting == null && session.incoming() && session.former) {
                    Reliable.ofFormer(transaction, request, nowNs);
                } else if (session.accepting == null) {
                    transaction.respond(481, nowNs);
                } else {
                    session.accepting.onPrack(transaction, request, nowNs);
                }
            }
            case SUBSCRIBE -> {
                if (!Referring.isFor(request)) {
                    sessions.user.onRequest(transaction, request, transaction.source(), nowNs);
                } else if (clearing) {
                    transaction.respond(481, nowNs);
                } else {
                    session.referring().onSubscribe(transaction, request, nowNs);
                }
            }
            case REGISTER, NOTIFY, MESSAGE, PUBLISH, OTHER ->
                sessions.user.onRequest(transaction, request, transaction.source(), nowNs);
        }
    }

    @Override
    public void onAck(SipMessage ack, Hop source, long nowNs) {
        Session session = sessions.ofRequest(ack);
        if (session == null || !isPeer(session, ack)) {
            return;
        }
        session.dialog.seenFrom(source);
        boolean taken = session.accepting != null && session.accepting.onAck(ack, nowNs);
        if (!taken && session.modifying != null) {
            session.modifying.onAck(ack, nowNs);
        }
    }

    /** A 2xx to an INVITE whose transaction is gone; its branch proves that the INVITE was ours. */
    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {
        boolean accepted = response.status() >= 200 && response.status() < 300;
        if (!accepted || response.cseqMethod() != Method.INVITE || !response.hasToTag()) {
            return;
        }
        String prefix = sessions.names.branch(response.callId(), response.fromTag());
        if (!response.branchEquals(prefix + ".I" + response.cseq()) || response.value(HeaderName.TO) == null) {
            return;
        }
        fromTag.takeFromTag(response);
        Session session = find(response, fromTag);
        boolean same = session != null && response.toTagEquals(session.dialog.remoteTag());
        if (same) {
            session.sendAck(response.cseq(), ""); // one that is being cleared has its BYE out already
        } else {
            Clearing.stray(sessions, response, source, nowNs);
        }
    }

    @Override
    public void newTag(SipMessage request, OwnText into) {
        sessions.names.tag(request, into);
    }
}
