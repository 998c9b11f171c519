package hotswitch.sip.dialog;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/** One dialog (RFC 3261 §12), from the INVITE on: until it is confirmed only our side of it is fixed. */
public final class Dialog {
    /** After a restart our CSeq goes on this much higher: what was sent since the fact was written is not known. */
    private static final int RESTART_GAP = 1_000;
    /** RFC 3261 §8.1.1.6. */
    private static final int MAX_FORWARDS = 70;

    private static final String[] MARKS = new String[Method.values().length];

    static {
        for (Method method : Method.values()) {
            MARKS[method.ordinal()] = "." + method.name().charAt(0);
        }
    }

    private final String branchPrefix;
    /** The branch made last: it is asked for twice, for the Via and for the transaction. */
    private String branch;

    private long branchCseq = -1;
    private Method branchMethod = Method.OTHER;
    private final String callId;
    private final boolean callIdOurs;
    private final String localTag;
    /** Our From or To value with our tag. */
    private final String local;
    /** Our own Contact value where it is not the node's, "" otherwise. */
    private final String contact;

    private String remoteTag;
    private String remote;
    private String remoteTarget;
    private List<String> routes;
    private long localCseq;
    private long remoteCseq;
    private Hop hop;
    /** The last request of the peer may come again: a former process took it, and its answer may be lost. */
    private boolean repeatable;
    /** The peer sits behind a NAT: its own address leads nowhere, requests go where it was heard. */
    private boolean hidden;

    private String localSdp = "";
    private String remoteSdp = "";
    /** Of the INVITE that makes the dialog. */
    private int maxForwards = MAX_FORWARDS;

    private int sessionS;
    private boolean refreshing;

    private Dialog(DialogId id, DialogParties parties, DialogState.Sequence sequence, Hop hop, String branchPrefix) {
        callId = id.callId();
        callIdOurs = id.callIdOurs();
        localTag = id.localTag();
        remoteTag = id.remoteTag();
        local = parties.local();
        contact = parties.contact();
        remote = parties.remote();
        remoteTarget = parties.remoteTarget();
        routes = parties.routes();
        this.localCseq = sequence.local();
        this.remoteCseq = sequence.remote();
        this.hop = hop;
        this.branchPrefix = branchPrefix;
    }

    /** A call that we make; local and remote are name-addrs without tags. */
    public static Dialog outgoing(Names.Leg leg, DialogParties parties, Hop hop, Names names) {
        DialogId id = new DialogId(leg.callId(), leg.tag(), "", true);
        String local = parties.local() + ";tag=" + leg.tag();
        DialogParties tagged =
                new DialogParties(local, parties.remote(), parties.remoteTarget(), parties.routes(), parties.contact());
        Dialog dialog =
                new Dialog(id, tagged, new DialogState.Sequence(0, -1), hop, names.branch(leg.callId(), leg.tag()));
        // A contact that is reached over another address than its own: a phone, over the flow that it registered with.
        dialog.hidden = Target.isElsewhere(parties.remoteTarget(), hop);
        return dialog;
    }

    /** A call that came (RFC 3261 §12.1.1). */
    public static Dialog incoming(SipMessage invite, String localTag, Hop source, Names names) {
        DialogId id = new DialogId(invite.callId(), localTag, invite.fromTag(), false);
        String local = invite.value(HeaderName.TO) + ";tag=" + localTag;
        String contact = Target.contact(invite);
        String target = contact.isEmpty() ? "sip:" + bracketed(source.address()) + ':' + source.port() : contact;
        DialogParties parties =
                new DialogParties(local, invite.value(HeaderName.FROM), target, RouteSet.inOrder(invite), "");
        Dialog dialog = new Dialog(
                id,
                parties,
                new DialogState.Sequence(0, invite.cseq()),
                source,
                names.branch(invite.callId(), localTag));
        dialog.hidden = isBehindNat(invite, source) && Target.isElsewhere(target, source);
        return dialog;
    }

    /** RFC 3581 §4: it came from another address, or port, than its sender gave. */
    private static boolean isBehindNat(SipMessage request, Hop source) {
        boolean elsewhere = Target.isOtherHost(request.viaHost(source.address()), source);
        int port = request.viaPort() < 0 ? 5060 : request.viaPort();
        return elsewhere || (request.viaRport() && port != source.port());
    }

    /**
     * The dialog that a 2xx to our INVITE makes when nothing else is left of it: only to answer it. If the INVITE was a
     * change of a call that is over, the next numbers have been used: its own go on much higher.
     */
    public static Dialog stray(SipMessage response, Hop source, Names names) {
        DialogId id = new DialogId(response.callId(), response.fromTag(), "", true);
        String target = "sip:" + bracketed(source.address()) + ':' + source.port();
        DialogParties parties = new DialogParties(
                response.value(HeaderName.FROM), response.value(HeaderName.TO), target, List.of(), "");
        String forked = names.branch(response.callId(), response.fromTag() + ' ' + response.toTag());
        Dialog dialog =
                new Dialog(id, parties, new DialogState.Sequence(response.cseq() + RESTART_GAP, -1), source, forked);
        dialog.confirm(response);
        return dialog;
    }

    /** A confirmed dialog from before a restart; its connection is gone, and its number may be another peer's now. */
    public static Dialog restored(DialogState state, Names names) {
        Dialog dialog = of(state, names.branch(state.id().callId(), state.id().localTag()));
        Hop was = state.hop();
        dialog.hop = new Hop(was.transport(), was.address(), was.port(), 0);
        dialog.localCseq += RESTART_GAP;
        dialog.repeatable = true;
        return dialog;
    }

    private static String bracketed(String address) {
        return address.indexOf(':') >= 0 ? '[' + address + ']' : address;
    }

    /** RFC 3261 §12.1.2: the response to our INVITE fixes the peer's side. */
    public void confirm(SipMessage response) {
        remoteTag = response.toTag();
        remote = response.value(HeaderName.TO);
        String target = Target.contact(response);
        remoteTarget = target.isEmpty() ? remoteTarget : target;
        routes = RouteSet.reversed(response);
        maxForwards = MAX_FORWARDS;
    }

    /**
     * The early dialog that a provisional response to our INVITE makes: one for each fork (RFC 3261 §12.1). Numbers of
     * requests are still this dialog's to give, so that no two forks have the same branch.
     */
    public Dialog early(SipMessage response, Hop source) {
        Dialog early = new Dialog(id(), parties(), new DialogState.Sequence(localCseq, -1), hop, branchPrefix);
        early.hidden = hidden;
        early.confirm(response);
        early.seenFrom(source);
        return early;
    }

    /** RFC 3261 §12.2: target refresh by INVITE, UPDATE and their 2xx. */
    public void refreshTarget(SipMessage message) {
        String target = Target.contact(message);
        if (!target.isEmpty()) {
            remoteTarget = target;
        }
    }

    /**
     * RFC 3261 §12.2.2: true if the request is in order, which it then counts as. After a restart the last change of
     * the session may come once more, and so may a PRACK.
     */
    public boolean accepts(SipMessage request) {
        boolean change = request.method() == Method.INVITE
                || request.method() == Method.UPDATE
                || request.method() == Method.PRACK;
        boolean again = repeatable && change && request.cseq() == remoteCseq;
        if (request.cseq() <= remoteCseq && !again) {
            return false;
        }
        repeatable = false;
        remoteCseq = request.cseq();
        return true;
    }

    /** How many hops a request of ours may take. */
    public int maxForwards() {
        return maxForwards;
    }

    /** Our INVITE passes a call on, which has made hops before (RFC 7332 §4.1). */
    public void maxForwards(int hops) {
        maxForwards = hops;
    }

    /** The CSeq number for our next request. */
    public long nextCseq() {
        return ++localCseq;
    }

    /** What our branches in this dialog begin with: {@link #branch} goes on with method and number. */
    String branchPrefix() {
        return branchPrefix;
    }

    /** A branch of our own, unique by number and method. */
    public String branch(long cseq, Method method) {
        if (cseq != branchCseq || method != branchMethod) {
            branch = branchPrefix + mark(method) + cseq;
            branchCseq = cseq;
            branchMethod = method;
        }
        return branch;
    }

    /** Between prefix and number of a branch. */
    static String mark(Method method) {
        return MARKS[method.ordinal()];
    }

    /** Where a request of ours goes now: first route, or else the remote target. */
    public Hop nextHop() {
        if (hidden && routes.isEmpty()) {
            return hop;
        }
        return Target.hop(routes.isEmpty() ? remoteTarget : Target.uri(routes.getFirst()), hop);
    }

    public DialogState state() {
        DialogState.Sequence sequence = new DialogState.Sequence(localCseq, remoteCseq);
        DialogState.Media media = new DialogState.Media(localSdp, remoteSdp);
        DialogState.Lasting lasting = new DialogState.Lasting(hidden, sessionS, refreshing);
        return new DialogState(id(), parties(), sequence, hop, media, lasting);
    }

    private DialogId id() {
        return new DialogId(callId, localTag, remoteTag, callIdOurs);
    }

    private DialogParties parties() {
        return new DialogParties(local, remote, remoteTarget, routes, contact);
    }

    /** As it was, without names of its own for requests. */
    static Dialog of(DialogState state, String branchPrefix) {
        Dialog dialog = new Dialog(state.id(), state.parties(), state.sequence(), state.hop(), branchPrefix);
        dialog.localSdp = state.media().localSdp();
        dialog.remoteSdp = state.media().remoteSdp();
        dialog.hidden = state.lasting().hidden();
        dialog.sessionTimer(state.lasting().sessionS(), state.lasting().refreshing());
        return dialog;
    }

    /** The bytes of {@link #state}, at an index of a buffer that grows; returns how many. */
    public int encode(MutableDirectBuffer out, int index) {
        int at = DialogStateCodec.parties(out, index, this);
        at = DialogStateCodec.reached(out, at, localCseq, remoteCseq, hop);
        at = DialogStateCodec.media(out, at, localSdp, remoteSdp);
        return DialogStateCodec.lasting(out, at, hidden, sessionS, refreshing) - index;
    }

    /** Puts what requests have changed of it, for {@link DialogState.Reached#decode}, there; returns how many bytes. */
    public int encodeReached(MutableDirectBuffer out, int index) {
        return DialogStateCodec.reached(out, index, localCseq, remoteCseq, hop) - index;
    }

    public String callId() {
        return callId;
    }

    public String localTag() {
        return localTag;
    }

    /** "" while none is known. */
    public String remoteTag() {
        return remoteTag;
    }

    public boolean callIdOurs() {
        return callIdOurs;
    }

    /** Our From or To with tag. */
    public String local() {
        return local;
    }

    /** The peer's To or From with its tag, once it has one. */
    public String remote() {
        return remote;
    }

    /** The Request-URI of our requests (RFC 3261 §12.2.1.1). */
    public String requestUri() {
        boolean strict = !routes.isEmpty() && !Target.isLoose(Target.uri(routes.getFirst()));
        return strict ? Target.uri(routes.getFirst()) : remoteTarget;
    }

    public String remoteTarget() {
        return remoteTarget;
    }

    public List<String> routes() {
        return routes;
    }

    /** Our own Contact value, "" for the node's. */
    public String contact() {
        return contact;
    }

    /** The hop that set the dialog up. */
    public Hop hop() {
        return hop;
    }

    /** The peer spoke from here: another connection after it lost the first, or another port of its NAT. */
    public void seenFrom(Hop source) {
        if (source.transport() == hop.transport() && source.address().equals(hop.address())) {
            hop = source;
        }
    }

    /** The session timer in force (RFC 4028), 0 for none; whether we refresh. */
    public void sessionTimer(int seconds, boolean ours) {
        sessionS = seconds;
        refreshing = ours;
    }

    public String localSdp() {
        return localSdp;
    }

    public void localSdp(String sdp) {
        localSdp = sdp;
    }

    public String remoteSdp() {
        return remoteSdp;
    }

    public void remoteSdp(String sdp) {
        remoteSdp = sdp;
    }
}
