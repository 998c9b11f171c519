package hotswitch.sip.transaction;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.LoadReport;
import hotswitch.sip.message.Malformed;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.overload.Overload;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.timer.TimerValues;
import java.util.ArrayList;
import java.util.function.Predicate;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * All transactions of one user agent: matching (RFC 3261 §17.1.3, §17.2.3), creation, retransmission. Bounded: beyond
 * seven eighths of the limit new requests outside dialogs get 503, so that what runs can end in order; at the limit
 * every new request does.
 */
@SuppressWarnings("ReferenceEquality") // transactions are themselves, not values
public final class TransactionLayer {
    /** The transaction user, RFC 3261's TU. */
    public interface User {
        /** A new request, neither ACK nor CANCEL nor retransmitted nor merged; the message is valid during the call. */
        void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs);

        /** An ACK that no refusal waits for: it belongs to a 2xx, or to nothing. */
        void onAck(SipMessage ack, Hop source, long nowNs);

        /** A response that no transaction waits for. */
        void onStray(SipMessage response, Hop source, long nowNs);

        /** The next hop of a request says in a response what its load is. */
        default void onLoadReport(Hop hop, LoadReport report, long nowNs) {}

        /** Puts there the To tag for this request: the same whenever Call-ID, From tag and CSeq are the same. */
        void newTag(SipMessage request, OwnText into);
    }

    /** Some of what lingers is gone by then. */
    private static final int FULL_RETRY_S = 5;

    /** Hexadecimal digits of a {@code long}. */
    private static final int BRIEF_TAG = 16;

    final TimerHeap timers;
    final TimerValues values;
    final User user;
    final SipWriter writer = new SipWriter();
    final DerivedRequests derived = new DerivedRequests(writer);
    final KeptMessages messages = new KeptMessages();
    final Overload overload = new Overload();
    final LargeRequests large = new LargeRequests();
    final SpareTransactions spare = new SpareTransactions(this);
    private final SipOut out;
    private final UnsafeBuffer wire = new UnsafeBuffer(0, 0);
    private final OwnText tag = new OwnText();
    private final byte[] tagText = new byte[BRIEF_TAG];
    private final TransactionTable table;
    private final ArrayList<ClientTransaction> waiting = new ArrayList<>();

    public TransactionLayer(TimerValues values, TimerHeap timers, SipOut out, User user, TransactionTable table) {
        this.values = values;
        this.timers = timers;
        this.out = out;
        this.user = user;
        this.table = table;
    }

    /** The one writer of this layer; a message is begun and sent without a call between that could begin another. */
    public SipWriter writer() {
        return writer;
    }

    /** Transactions alive, lingering ones included. */
    public int size() {
        return table.size();
    }

    /** True when no new leg should begin. */
    public boolean full() {
        return table.full();
    }

    /** A well-formed message from the wire. */
    public void onMessage(SipMessage message, Hop source, long nowNs) {
        if (message.isRequest()) {
            onRequest(message, source, nowNs);
            return;
        }
        if (message.count(HeaderName.VIA) > 1) {
            return; // RFC 3261 §8.1.3.3: it was for somebody else
        }
        ClientTransaction transaction = table.client(message);
        if (transaction == null) {
            user.onStray(message, source, nowNs);
        } else {
            LoadReport report = message.loadReport();
            if (report != null) {
                user.onLoadReport(transaction.hop(), report, nowNs);
            }
            transaction.onResponse(message, source, nowNs);
        }
    }

    /** A response for which no transaction waits any more. */
    void stray(SipMessage response, Hop source, long nowNs) {
        user.onStray(response, source, nowNs);
    }

    private void onRequest(SipMessage request, Hop source, long nowNs) {
        Method method = request.method();
        ServerTransaction known = table.server(request, method == Method.ACK ? Method.INVITE : method);
        if (method == Method.ACK) {
            if (!(known instanceof InviteServer invite) || !invite.onAck(nowNs)) {
                user.onAck(request, source, nowNs);
            }
        } else if (known != null) {
            known.onRetransmission();
        } else if (table.crowded() || (table.full() && !request.hasToTag() && method != Method.CANCEL)) {
            unavailable(request, source, FULL_RETRY_S);
        } else if (method == Method.CANCEL) {
            onCancel(request, source, nowNs);
        } else if (overloaded(request, source, nowNs)) {
            return;
        } else {
            onNewRequest(request, source, nowNs);
        }
    }

    /** RFC 3261 §21.5.4; without a transaction, so that a refusal costs next to nothing. */
    private boolean overloaded(SipMessage request, Hop source, long nowNs) {
        writer.overload(overload.lossPercent(), nowNs);
        int retryAfterS = overload.refuses(request, nowNs);
        if (retryAfterS == 0) {
            return false;
        }
        refusal(request, source, briefTag(request), retryAfterS);
        send(Arrival.replyTo(request, source), writer);
        return true;
    }

    /**
     * True: the message is done with. When many new calls are refused, those and the ACKs to their refusals are dealt
     * with here, before anything else is made of them: nobody watches them, and no more than their number is kept.
     */
    public boolean sheds(SipMessage message, Hop source, long nowNs) {
        if (!overload.mayShed(nowNs) || !message.isRequest()) {
            return false;
        }
        if (message.method() == Method.ACK) {
            return overload.shedsAck(message, nowNs);
        }
        if (message.method() != Method.INVITE || table.server(message, Method.INVITE) != null) {
            return false;
        }
        int retryAfterS = overload.sheds(message, nowNs);
        if (retryAfterS == 0) {
            return false;
        }
        writer.overload(overload.lossPercent(), nowNs);
        refusal(message, source, briefTag(message), retryAfterS);
        out.sendUnwatched(Arrival.replyTo(message, source), writer.buffer(), 0, writer.length());
        return true;
    }

    /** The same for all with this branch and Call-ID. A digest would be a tenth of what such a refusal costs. */
    private OwnText briefTag(SipMessage request) {
        long hash = table.mark(request);
        for (int at = 0; at < BRIEF_TAG; at++) {
            tagText[at] = (byte) Character.forDigit((int) (hash >>> (at * 4)) & 0xF, 16);
        }
        tag.take(tagText, BRIEF_TAG);
        return tag;
    }

    /** What is let in when more comes than can be done. */
    public Overload overload() {
        return overload;
    }

    private void onNewRequest(SipMessage request, Hop source, long nowNs) {
        Arrival arrival = table.arrival(request, source);
        boolean merged = table.merges(arrival.mergeKey);
        ServerTransaction transaction = request.method() == Method.INVITE
                ? spare.inviteServer().came(request, arrival)
                : spare.server(request, arrival);
        table.add(transaction);
        transaction.start(nowNs);
        if (merged) {
            transaction.respond(482, nowNs);
        } else {
            user.onRequest(transaction, request, source, nowNs);
        }
        transaction.keepHead();
    }

    /** After a restart: the INVITE that got this final response, which is said again until its ACK comes. */
    public InviteServer restore(Unacknowledged said, long nowNs) {
        SipMessage response = said.message();
        InviteServer transaction = spare.inviteServer().came(response, table.answered(response, said.source()));
        table.add(transaction);
        transaction.restore(response, nowNs);
        return transaction;
    }

    /** RFC 3261 §9.2. Its To is that of the INVITE, with the tag that this had (§9.1). */
    private void onCancel(SipMessage cancel, Hop source, long nowNs) {
        NonInviteServer transaction = spare.server(cancel, table.arrival(cancel, source));
        table.add(transaction);
        transaction.start(nowNs);
        if (table.server(cancel, Method.INVITE) instanceof InviteServer invite) {
            if (!cancel.hasToTag()) {
                transaction.toTag(invite.toTag());
            }
            transaction.respond(200, nowNs);
            invite.onCancel(cancel, nowNs);
        } else {
            transaction.respond(481, nowNs);
        }
    }

    /** Answers a malformed request that is still answerable; nothing is kept of it. */
    public void refuse(SipMessage request, Hop source, Malformed fault) {
        writer.startResponse(fault.status(), fault.phrase())
                .copyDialogHeaders(request, source.address(), source.port(), newTag(request))
                .end();
        send(Arrival.replyTo(request, source), writer);
    }

    /** Of what is answered without a transaction; good until the next. */
    private OwnText newTag(SipMessage request) {
        user.newTag(request, tag);
        return tag;
    }

    /** The connection over which it came is one too many. */
    public void crowded(SipMessage request, Hop source) {
        if (request.method() != Method.ACK) {
            unavailable(request, source, FULL_RETRY_S);
        }
    }

    /** Answers without keeping anything, for there is no room. */
    private void unavailable(SipMessage request, Hop source, int retryAfterS) {
        refusal(request, source, newTag(request), retryAfterS);
        send(Arrival.replyTo(request, source), writer);
    }

    private void refusal(SipMessage request, Hop source, OwnText toTag, int retryAfterS) {
        writer.startResponse(503)
                .copyDialogHeaders(request, source.address(), source.port(), toTag)
                .header(HeaderName.RETRY_AFTER, retryAfterS)
                .end();
    }

    /** Sends the INVITE in the writer; {@code branch} is the one in its Via. */
    public InviteClient invite(CharSequence branch, Hop hop, ClientTransaction.User clientUser, long nowNs) {
        InviteClient transaction = spare.inviteClient().goesOut(branch, clientUser, hop);
        start(transaction, writer, nowNs);
        return transaction;
    }

    /** Sends the request in the writer, neither INVITE nor ACK nor CANCEL. */
    public void request(CharSequence branch, Method method, Hop hop, ClientTransaction.User clientUser, long nowNs) {
        begin(branch, method, hop, clientUser, nowNs);
    }

    /** The same; the transaction is used again when it has ended, so that nobody else may have it. */
    NonInviteClient begin(CharSequence branch, Method method, Hop hop, ClientTransaction.User clientUser, long nowNs) {
        NonInviteClient transaction = spare.client();
        transaction.sends(method, branch, clientUser, hop);
        start(transaction, writer, nowNs);
        return transaction;
    }

    /** Sends a CANCEL for an INVITE that is {@link InviteClient#cancellable}. */
    public void cancel(InviteClient invite, String reason, ClientTransaction.User clientUser, long nowNs) {
        if (!invite.cancellable()) {
            throw new IllegalStateException("CANCEL of INVITE in " + invite.state());
        }
        NonInviteClient transaction = spare.client();
        transaction.sends(Method.CANCEL, invite.branch, clientUser, invite.hop);
        start(transaction, derived.cancel(invite.kept, reason), nowNs);
    }

    /** So many whiles have passed: of the spare parts that were not wanted in one half goes. */
    public void tidy(int whiles) {
        spare.tidy(whiles);
        messages.tidy(whiles);
    }

    /** True if a client transaction of this branch and method is alive. */
    public boolean sending(CharSequence branch, Method method) {
        return table.client(branch, method) != null;
    }

    private void start(ClientTransaction transaction, SipWriter request, long nowNs) {
        transaction.keep(messages.copyOf(request));
        if (transaction.method != Method.CANCEL) { // RFC 3261 §9.1: that goes where its INVITE went
            Hop way = large.way(transaction.hop, request.length(), nowNs);
            if (way != transaction.hop) {
                transaction.goesInstead(way);
            }
        }
        transaction.waiting = waiting.size();
        waiting.add(transaction);
        table.add(transaction);
        transaction.start(nowNs);
    }

    /**
     * RFC 3261 §17.1.4: requests to this hop that wait for a response fail with 503; an INVITE that rings may go on.
     */
    public void onTransportFailed(Hop hop, long nowNs) {
        large.onTransportFailed(hop, nowNs);
        ArrayList<ClientTransaction> failed = new ArrayList<>();
        for (ClientTransaction transaction : waiting) {
            boolean sameConnection = hop.connection() == transaction.hop.connection() || hop.connection() == 0;
            boolean fails =
                    transaction.state() != Transaction.State.PROCEEDING || transaction.method() != Method.INVITE;
            if (fails && sameConnection && transaction.hop.samePeer(hop)) {
                failed.add(transaction);
            }
        }
        for (ClientTransaction transaction : failed) {
            if (transaction.pending()) {
                transaction.onTransportError(nowNs);
            }
        }
    }

    /** The client has its final response, or gave up. */
    void answered(ClientTransaction transaction) {
        int place = transaction.waiting;
        if (place < 0) {
            return;
        }
        transaction.waiting = -1;
        ClientTransaction last = waiting.removeLast();
        if (last != transaction) {
            waiting.set(place, last);
            last.waiting = place;
        }
    }

    void remove(Transaction transaction) {
        timers.cancel(transaction);
        table.remove(transaction);
        if (transaction instanceof ClientTransaction client) {
            answered(client);
        }
    }

    long clientKey(CharSequence branch, Method method) {
        return table.key(branch, method);
    }

    void send(Hop hop, KeptMessage message) {
        wire.wrap(message.bytes);
        out.send(hop, wire, 0, message.length());
    }

    /** Sends the response in the writer without a transaction. */
    private void send(Hop hop, SipWriter written) {
        out.send(hop, written.buffer(), 0, written.length());
    }

    /** Sends the ACK to a 2xx in the writer (RFC 3261 §13.2.2.4). If it gets lost the 2xx will come again. */
    public void acknowledge(Hop hop, SipWriter ack) {
        Hop way = large.way(hop, ack.length());
        if (way == hop) {
            send(hop, ack);
            return;
        }
        KeptMessage kept = messages.copyOf(ack);
        kept.over(way.transport());
        send(way, kept);
        messages.giveBack(kept);
    }

    /** Hops over UDP whose peers take by TCP what is large (RFC 3261 §18.1.1). */
    public void largeByTcp(Predicate<Hop> hops) {
        large.takers(hops);
    }
}
