package hotswitch.sip.transaction;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import java.util.List;

/** A request that we received (RFC 3261 §17.2). The TU answers with {@link #respond}, or writes a response itself. */
public abstract sealed class ServerTransaction extends Transaction permits InviteServer, NonInviteServer {
    private Hop source;
    private Hop replyTo;
    private String viaHost;
    private int viaPort;
    long mergeKey;
    /** The request while it is being handed up; later the head of its responses is enough, see {@link #keepHead}. */
    private SipMessage request;

    /** Ours; "": none was set. */
    private final OwnText toTag = new OwnText();
    /** The request brought one. */
    private boolean tagged;

    private boolean answered;
    /** When the TU returned from being handed the request: it has no business with this transaction any more. */
    private boolean answeredAtOnce;

    ServerTransaction(TransactionLayer layer) {
        super(layer);
    }

    /** This request came. */
    final void received(Method by, SipMessage message, Arrival arrival) {
        known(by, arrival.branch, arrival.key);
        source = arrival.source;
        replyTo = arrival.replyTo;
        viaHost = arrival.viaHost;
        viaPort = arrival.viaPort;
        mergeKey = arrival.mergeKey;
        request = message;
        toTag.take("");
        tagged = message.hasToTag();
        answered = false;
        answeredAtOnce = false;
    }

    final boolean answeredAtOnce() {
        return answeredAtOnce;
    }

    /** RFC 3261 §17.2.3: the request's sent-by is this one's. */
    final boolean isSentAlike(SipMessage request) {
        return request.isSentBy(viaHost, viaPort);
    }

    /** Where the request came from. */
    public final Hop source() {
        return source;
    }

    /** The tag that was set by {@link #toTag(CharSequence)}; "" before. */
    public final CharSequence toTag() {
        return toTag;
    }

    private SipMessage head() {
        return request == null ? layer.derived.show(kept) : request;
    }

    /** The tag that goes into To of every response but 100 (RFC 3261 §8.2.6.2). */
    public final void toTag(CharSequence tag) {
        toTag.take(tag);
    }

    /** True once a final response was sent. */
    public final boolean answered() {
        return answered;
    }

    /** The request's bytes go back to the wire: an unanswered one keeps Via, From, To, Call-ID and CSeq as a 100. */
    final void keepHead() {
        if (!answered && kept == null) {
            keep(layer.messages.copyOf(startResponse(100).end()));
        }
        request = null;
        answeredAtOnce = answered;
    }

    /**
     * Answers, now or later. A TU that never set a To tag gets one derived by the layer.
     *
     * @param status 100 to 699
     * @param headers lines "Name: value"
     * @param contentType "" with an empty body
     */
    public final void respond(int status, List<String> headers, String contentType, String body, long nowNs) {
        SipWriter out = startResponse(status);
        writeLines(out, headers);
        send(status, body.isEmpty() ? out.end() : out.body(contentType, body), nowNs);
    }

    /** Answers with a status line and the headers that every response has. */
    public final void respond(int status, long nowNs) {
        respond(status, List.of(), "", "", nowNs);
    }

    /** Writes lines "Name: value". */
    public static void writeLines(SipWriter out, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            out.line(lines.get(i));
        }
    }

    /** Begins a response in the layer's writer: status line, Via, From, To, Call-ID, CSeq (RFC 3261 §8.2.6). */
    public final SipWriter startResponse(int status) {
        if (answered) {
            throw new IllegalStateException(method + " " + branch + " is answered");
        }
        SipMessage head = head();
        if (!tagged && toTag.isEmpty() && status > 100) {
            layer.user.newTag(head, toTag);
        }
        CharSequence tag = status > 100 ? toTag : "";
        SipWriter out = layer.writer.startResponse(status);
        if (request != null) {
            out.copyDialogHeaders(request, source().address(), source().port(), tag);
            return status > 100 ? out : out.copyFirst(HeaderName.TIMESTAMP, request); // RFC 3261 §8.2.6.1
        }
        return out.copyAll(HeaderName.VIA, head)
                .copyAll(HeaderName.FROM, head)
                .toWithTag(head, tag)
                .copyAll(HeaderName.CALL_ID, head)
                .copyAll(HeaderName.CSEQ, head);
    }

    /** Sends what {@link #startResponse} began, and keeps it for retransmissions. */
    public final void send(int status, SipWriter out, long nowNs) {
        send(status, layer.messages.copyOf(out), nowNs);
    }

    final void send(int status, KeptMessage response, long nowNs) {
        keep(response);
        answered = status >= 200;
        sendAgain();
        onResponseSent(status, nowNs);
    }

    /** The last response again, for instance a 180 each minute (RFC 3261 §13.3.1.1). */
    public final void sendAgain() {
        if (kept != null) {
            layer.send(replyTo, kept);
        }
    }

    /** The TU's own retransmission of a 2xx to INVITE (RFC 3261 §13.3.1.4). */
    public final void sendAgain(KeptMessage response) {
        layer.send(replyTo, response);
    }

    /**
     * Hands the 2xx to the TU, which retransmits it and then gives it back; this transaction needs it no more.
     */
    public final KeptMessage takeAccepted() {
        if (state() != State.ACCEPTED) {
            throw new IllegalStateException("no 2xx in " + state());
        }
        KeptMessage accepted = kept;
        kept = null;
        return accepted;
    }

    /** The TU needs the 2xx no more. */
    public final void giveBack(KeptMessage accepted) {
        layer.messages.giveBack(accepted);
    }

    final void giveUp() {
        answered = true;
        become(State.TERMINATED);
    }

    abstract void start(long nowNs);

    abstract void onResponseSent(int status, long nowNs);

    /** The same request came again. */
    abstract void onRetransmission();
}
