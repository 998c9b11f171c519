package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.dialog.DialogState;
import hotswitch.sip.dialog.DialogWriter;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.dialog.Screening;
import hotswitch.sip.event.EventLimits;
import hotswitch.sip.event.EventSource;
import hotswitch.sip.event.Subscriptions;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.overload.Overload;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.timer.Whiles;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.InviteServer;
import hotswitch.sip.transaction.ServerTransaction;
import hotswitch.sip.transaction.SipOut;
import hotswitch.sip.transaction.TransactionLayer;
import hotswitch.sip.transaction.TransactionTable;
import hotswitch.sip.transaction.Unacknowledged;
import java.util.List;
import java.util.function.Predicate;

/**
 * One SIP user agent: transactions, dialogs, sessions and their timers, for one thread. The caller brings messages and
 * the time and calls {@link #onTime} when {@link #nextDeadlineNs} has come, also after verbs.
 */
public final class UserAgent {
    private final TimerHeap timers = new TimerHeap();
    private final Screening screening;
    private final TransactionLayer layer;
    private final Sessions sessions;
    private final Whiles whiles = new Whiles();
    /** Rises with every request outside dialogs; begins at the clock, so that it goes on rising after a restart. */
    private long outsideCseq;

    public UserAgent(UserAgentConfig config, Names names, SipOut out, SessionUser user) {
        screening = new Screening(
                config.features().methods(),
                config.features().extensions(),
                config.features().registering());
        Inbound inbound = new Inbound(screening);
        TransactionTable table =
                new TransactionTable(names.salt(), config.limits().transactionsMax());
        layer = new TransactionLayer(config.timers(), timers, out, inbound, table);
        DialogWriter writer = new DialogWriter(layer.writer(), config.address(), config.product(), screening);
        sessions = new Sessions(config, names, layer, timers, new Sessions.Reach(writer, user));
        inbound.sessions(sessions);
    }

    /** A message from the wire, indexed and well-formed; its buffer need only be valid during the call. */
    public void onMessage(SipMessage message, Hop source, long nowNs) {
        layer.onMessage(message, source, nowNs);
        sessions.report(nowNs);
    }

    /** To be asked first: true if the message is done with, because there is too much to do to look at it closer. */
    public boolean sheds(SipMessage message, Hop source, long nowNs) {
        return layer.sheds(message, source, nowNs);
    }

    /** Runs the timers that are due. */
    public void onTime(long nowNs) {
        sessions.report(nowNs);
        timers.expire(nowNs);
        sessions.report(nowNs);
        int passed = whiles.passed(nowNs);
        if (passed > 0) {
            layer.tidy(passed);
            sessions.spare.tidy(passed);
        }
    }

    /** When {@link #onTime} is wanted: {@link Long#MAX_VALUE} for never, in the past when a report waits. */
    public long nextDeadlineNs() {
        return sessions.hasReports() ? Long.MIN_VALUE : timers.nextWakeNs();
    }

    /**
     * The transport could not deliver to this hop: what waits for an answer from there fails with 503 (RFC 3261
     * §8.1.3.1).
     */
    public void onTransportFailed(Hop hop, long nowNs) {
        layer.onTransportFailed(hop, nowNs);
        sessions.report(nowNs);
    }

    /** Answers a malformed request that is still answerable; nothing is kept of it. */
    public void refuse(SipMessage request, Malformed fault, Hop source) {
        layer.refuse(request, source, fault);
    }

    /** Answers a request for whose connection there is no room: 503; nothing is kept of it. */
    public void crowded(SipMessage request, Hop source) {
        layer.crowded(request, source);
    }

    /** What an answer to OPTIONS says (RFC 3261 §11.2), lines "Name: value". */
    public List<String> capabilities() {
        return screening.capabilities();
    }

    /** Calls. If nothing can be sent now the session is over already, and onRefused says 503. */
    public Session connect(Connect request, long nowNs) {
        return Connecting.start(sessions, request, nowNs);
    }

    /**
     * Sends a request outside dialogs; the answer comes as {@link SessionUser#onResponse}.
     *
     * @return its CSeq, which no other of them has
     */
    public long request(OutOfDialog request, long nowNs) {
        Names.Leg leg = sessions.names.outside(request.token());
        Dialog dialog = Dialog.outgoing(leg, request.parties(), request.hop(), sessions.names);
        outsideCseq = Math.max(outsideCseq + 1, nowNs / 1_000_000_000L & 0x3fff_ffff);
        sessions.writer.start(dialog, request.method(), outsideCseq, request.hop());
        sessions.writer.contact(dialog, request.hop());
        ServerTransaction.writeLines(layer.writer(), request.content().headers());
        if (request.content().body().isEmpty()) {
            layer.writer().end();
        } else {
            layer.writer().body(request.content().type(), request.content().body());
        }
        CharSequence branch = dialog.branch(outsideCseq, request.method());
        layer.request(branch, request.method(), request.hop(), new Outside(request.token()), nowNs);
        return outsideCseq;
    }

    /**
     * The session that this header means (RFC 3891 §3), null if there is none; it may be ending. Of a call of ours that
     * only rings the peer's tag is not compared: its forks ring for one and the same session.
     */
    public Session dialog(Replaces replaces) {
        Session session = sessions.find(OwnText.of(replaces.callId()), OwnText.of(replaces.toTag()));
        boolean early = session != null
                && (session.state() == SessionState.CALLING || session.state() == SessionState.PROCEEDING);
        return early || (session != null && session.dialog.remoteTag().is(replaces.fromTag())) ? session : null;
    }

    /** Subscriptions of this user agent; their SUBSCRIBEs come to {@link SessionUser#onRequest}. */
    public Subscriptions subscriptions(EventSource source, EventLimits limits) {
        Subscriptions.Wire wire = new Subscriptions.Wire(sessions.names, layer, timers, sessions.writer);
        return new Subscriptions(wire, source, limits);
    }

    /** Takes up a confirmed dialog after a restart; the leg is the caller's to set. */
    public Session restore(DialogState state, long nowNs) {
        return restore(state, null, nowNs);
    }

    /**
     * Takes up a dialog after a restart; the leg is the caller's to set. {@code okay}: our 200 to its INVITE, which is
     * said again until the ACK comes; null: it came.
     */
    public Session restore(DialogState state, Unacknowledged okay, long nowNs) {
        Dialog dialog = Dialog.restored(state, sessions.names);
        SessionState first = okay == null ? SessionState.CONFIRMED : SessionState.ACCEPTED;
        Session session = new Session(sessions, dialog).begin(!state.id().callIdOurs(), first);
        session.former = true;
        SessionTimer.restore(session, state.lasting(), nowNs);
        if (okay != null) {
            Accepting.restored(session, okay, nowNs);
        }
        return session;
    }

    /** After a restart: says this refusal again until its ACK comes. */
    public void refuseAgain(long legId, Unacknowledged refusal, long nowNs) {
        layer.restore(refusal, nowNs).user(new Refusal(legId));
    }

    private final class Refusal implements InviteServer.User {
        private final long legId;

        Refusal(long legId) {
            this.legId = legId;
        }

        @Override
        public void onCancel(SipMessage cancel, long nowNs) {
            // RFC 3261 §9.2: a final response is out.
        }

        @Override
        public void onRefusalSettled(long nowNs) {
            sessions.user.onRefusalSettled(legId, nowNs);
        }
    }

    /** Hops whose reports of their load are wanted: they come as {@link SessionUser#onLoadReport} (RFC 7339). */
    public void controlled(Predicate<Hop> hops) {
        sessions.writer.controlled(hops);
    }

    /** Hops over UDP to which requests of more than 1,300 bytes go by TCP, if that is possible. */
    public void largeByTcp(Predicate<Hop> hops) {
        layer.largeByTcp(hops);
    }

    /** What is let in when more comes than can be done. */
    public Overload overload() {
        return layer.overload();
    }

    /** Transactions alive, lingering ones included. */
    public int transactions() {
        return layer.size();
    }

    /** True: a {@link #connect} would end at once with 503, for want of room here. */
    public boolean full() {
        return sessions.full();
    }

    /** Sessions alive. */
    public int sessions() {
        return sessions.size();
    }

    /** Timers that are set. */
    public int timers() {
        return timers.size();
    }

    private final class Outside implements ClientTransaction.User {
        private final long token;

        Outside(long token) {
            this.token = token;
        }

        @Override
        public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
            if (response.status() >= 200) {
                sessions.user.onResponse(token, response.status(), response, nowNs);
            }
        }

        @Override
        public void onFailed(ClientTransaction transaction, int status, long nowNs) {
            sessions.user.onResponse(token, status, null, nowNs);
        }
    }
}
