package hotswitch.sip.dialog;

import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * One dialog (RFC 3261 §12), from the INVITE on: until it is confirmed only our side of it is fixed. One that nobody
 * has any more may be another: {@link #calls}, {@link #isCalled}.
 */
public final class Dialog {
    /** After a restart our CSeq goes on this much higher: what was sent since the fact was written is not known. */
    private static final int RESTART_GAP = 1_000;
    /** RFC 3261 §8.1.1.6. */
    private static final int MAX_FORWARDS = 70;

    private static final String TAG = ";tag=";

    private final Names names;
    /** "": no request of ours was sent in it yet. */
    private final OwnText branchPrefix = new OwnText();

    private final OwnText callId = new OwnText();
    private boolean callIdOurs;
    private final OwnText localTag = new OwnText();
    /** Our From or To value (as WireText), as a rule without our tag: those who are called are few, tags are not. */
    private String local;
    /** Our tag stands in it. */
    private boolean localTagged;
    /** Our own Contact value where it is not the node's, "" otherwise. */
    private String contact = "";

    private final OwnText remoteTag = new OwnText();
    private boolean remoteTagged;
    private String remoteTarget;
    private List<String> routes = List.of();
    private long localCseq;
    private final RemoteCseq remoteCseq = new RemoteCseq();
    private Hop hop;
    /** The peer's, as a rule without its tag. */
    private final OwnText remote = new OwnText();
    /** The peer sits behind a NAT: its own address leads nowhere, requests go where it was heard. */
    private boolean hidden;

    private CharSequence localSdp = "";
    private final OwnText remoteSdp = new OwnText();
    private int sessionS;
    private boolean refreshing;
    /** Of the INVITE that makes the dialog. */
    private int maxForwards = MAX_FORWARDS;

    /** Still none. */
    public Dialog(Names names) {
        this.names = names;
    }

    /** With its Call-ID and our tag it is another one from now on, and nothing of a former is left. */
    private Dialog begin(boolean ours, Hop firstHop) {
        branchPrefix.take("");
        callIdOurs = ours;
        local = null;
        localTagged = false;
        contact = "";
        remoteTag.take("");
        remote.take("");
        remoteTagged = false;
        remoteTarget = null;
        routes = List.of();
        localCseq = 0;
        remoteCseq.begin(-1, false);
        hop = firstHop;
        hidden = false;
        localSdp = "";
        remoteSdp.take("");
        maxForwards = MAX_FORWARDS;
        sessionS = 0;
        refreshing = false;
        return this;
    }

    /** A call that we make; local and remote are name-addrs without tags. */
    public static Dialog outgoing(Names.Leg leg, CallParties parties, Hop hop, Names names) {
        return new Dialog(names).named(leg.callId(), leg.tag()).calls(parties, hop);
    }

    /** The same with the names of this leg, whatever it was before. */
    public void calls(long legId, int attempt, CallParties parties, Hop firstHop) {
        names.leg(legId, attempt, callId, localTag);
        calls(parties, firstHop);
    }

    private Dialog named(CharSequence itsCallId, CharSequence ourTag) {
        callId.take(itsCallId);
        localTag.take(ourTag);
        return this;
    }

    private Dialog calls(CallParties parties, Hop firstHop) {
        begin(true, firstHop);
        local = parties.from();
        remote.take(parties.to());
        remoteTarget = parties.requestUri();
        routes = parties.routes();
        contact = parties.contact();
        // A contact that is reached over another address than its own: a phone, over the flow that it registered with.
        hidden = Target.isElsewhere(parties.requestUri(), firstHop);
        return this;
    }

    /** A call that came (RFC 3261 §12.1.1). */
    public static Dialog incoming(SipMessage invite, CharSequence localTag, Hop source, Names names) {
        Dialog dialog = new Dialog(names);
        dialog.isCalled(invite, localTag, source);
        return dialog;
    }

    /** The same, whatever it was before. */
    public void isCalled(SipMessage invite, CharSequence ourTag, Hop source) {
        begin(false, source);
        callId.takeCallId(invite);
        localTag.take(ourTag);
        localTagged = !invite.isPlain(HeaderName.TO);
        String to = invite.party(HeaderName.TO);
        local = localTagged ? to + TAG + ourTag : to;
        remoteTag.takeFromTag(invite);
        remoteTagged = !invite.isPlain(HeaderName.FROM);
        remote.takeFrom(invite);
        String own = Target.contact(invite);
        remoteTarget = own.isEmpty() ? Target.of(source) : own;
        routes = RouteSet.inOrder(invite);
        remoteCseq.begin(invite.cseq(), false);
        hidden = Target.isBehindNat(invite, source) && Target.isElsewhere(remoteTarget, source);
    }

    /**
     * The dialog that a 2xx to our INVITE makes when nothing else is left of it: only to answer it. If the INVITE was a
     * change of a call that is over, the next numbers have been used: its own go on much higher.
     */
    public static Dialog stray(SipMessage response, Hop source, Names names) {
        Dialog dialog =
                new Dialog(names).named(response.callId(), response.fromTag()).begin(true, source);
        names.branch(response.callId(), response.fromTag() + ' ' + response.toTag(), dialog.branchPrefix);
        dialog.local = response.party(HeaderName.FROM);
        dialog.localTagged = !response.isPlain(HeaderName.FROM);
        dialog.remoteTarget = Target.of(source);
        dialog.localCseq = response.cseq() + RESTART_GAP;
        dialog.confirm(response);
        return dialog;
    }

    /** A confirmed dialog from before a restart; its connection is gone, and its number may be another peer's now. */
    public static Dialog restored(DialogState state, Names names) {
        Dialog dialog = of(state, names);
        Hop was = state.hop();
        dialog.hop = new Hop(was.transport(), was.address(), was.port(), 0);
        dialog.localCseq += RESTART_GAP;
        dialog.remoteCseq.begin(state.sequence().remote(), true);
        return dialog;
    }

    /** RFC 3261 §12.1.2: the response to our INVITE fixes the peer's side. */
    public void confirm(SipMessage response) {
        remoteTag.takeToTag(response);
        remoteTagged = !response.isPlain(HeaderName.TO);
        remote.take(response.party(HeaderName.TO));
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
        Dialog early = new Dialog(names).named(callId, localTag).begin(callIdOurs, hop);
        early.branchPrefix.take(branchPrefix());
        early.local = local;
        early.localTagged = localTagged;
        early.contact = contact;
        early.remoteTarget = remoteTarget;
        early.localCseq = localCseq;
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

    /** RFC 3261 §12.2.2: true if the request is in order, which it then counts as. */
    public boolean accepts(SipMessage request) {
        return remoteCseq.accepts(request);
    }

    /** The peer goes on with the numbers of its early dialog. */
    public void numbered(RemoteCseq early) {
        remoteCseq.begin(early);
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
    CharSequence branchPrefix() {
        if (branchPrefix.isEmpty()) {
            names.branch(callId, localTag, branchPrefix);
        }
        return branchPrefix;
    }

    /** A branch of our own, unique by number and method; to be taken before the next is asked for. */
    public CharSequence branch(long cseq, Method method) {
        return names.written(branchPrefix()).append(Names.mark(method)).append(cseq);
    }

    /** Where a request of ours goes now: first route, or else the remote target. */
    public Hop nextHop() {
        if (hidden && routes.isEmpty()) {
            return hop;
        }
        return Target.hop(routes.isEmpty() ? remoteTarget : Target.uri(routes.getFirst()), hop);
    }

    public DialogState state() {
        DialogState.Sequence sequence = new DialogState.Sequence(localCseq, remoteCseq.last());
        DialogState.Media media = new DialogState.Media(localSdp.toString(), remoteSdp.toString());
        DialogState.Lasting lasting = new DialogState.Lasting(hidden, sessionS, refreshing);
        DialogId id = new DialogId(callId.toString(), localTag.toString(), remoteTag.toString(), callIdOurs);
        DialogParties parties = new DialogParties(local(), remote(), remoteTarget, routes, contact);
        return new DialogState(id, parties, sequence, hop, media, lasting);
    }

    /** As it was. */
    static Dialog of(DialogState state, Names names) {
        DialogId id = state.id();
        DialogParties parties = state.parties();
        Dialog dialog = new Dialog(names).named(id.callId(), id.localTag()).begin(id.callIdOurs(), state.hop());
        dialog.local = parties.local();
        dialog.localTagged = true;
        dialog.remoteTag.take(id.remoteTag());
        dialog.remote.take(parties.remote());
        dialog.remoteTagged = true;
        dialog.remoteTarget = parties.remoteTarget();
        dialog.routes = parties.routes();
        dialog.contact = parties.contact();
        dialog.localCseq = state.sequence().local();
        dialog.remoteCseq.begin(state.sequence().remote(), false);
        dialog.localSdp = state.media().localSdp();
        dialog.remoteSdp.take(state.media().remoteSdp());
        dialog.hidden = state.lasting().hidden();
        dialog.sessionTimer(state.lasting().sessionS(), state.lasting().refreshing());
        return dialog;
    }

    /** The bytes of {@link #state}, at an index of a buffer that grows; returns how many. */
    public int encode(MutableDirectBuffer out, int index) {
        int at = DialogStateCodec.parties(out, index, this);
        at = DialogStateCodec.reached(out, at, localCseq, remoteCseq.last(), hop);
        at = DialogStateCodec.media(out, at, localSdp, remoteSdp);
        return DialogStateCodec.lasting(out, at, hidden, sessionS, refreshing) - index;
    }

    /** Puts what requests have changed of it, for {@link DialogState.Reached#decode}, there; returns how many bytes. */
    public int encodeReached(MutableDirectBuffer out, int index) {
        return DialogStateCodec.reached(out, index, localCseq, remoteCseq.last(), hop) - index;
    }

    /** Good as long as it is this dialog, like its tags. */
    public OwnText callId() {
        return callId;
    }

    public OwnText localTag() {
        return localTag;
    }

    /** "" while none is known. */
    public OwnText remoteTag() {
        return remoteTag;
    }

    public boolean callIdOurs() {
        return callIdOurs;
    }

    /** Our From or To with tag. */
    private String local() {
        return localTagged ? local : local + TAG + localTag;
    }

    /** The peer's To or From with its tag, once it has one. */
    private String remote() {
        return remoteTagged || remoteTag.isEmpty() ? remote.toString() : remote + TAG + remoteTag;
    }

    /** Our From or To; {@link #localTagApart} still belongs to it. */
    String localAddress() {
        return local;
    }

    /** "": it stands in {@link #localAddress}. */
    CharSequence localTagApart() {
        return localTagged ? "" : localTag;
    }

    /** The peer's To or From; {@link #remoteTagApart} still belongs to it. */
    CharSequence remoteAddress() {
        return remote;
    }

    /** "": it stands in {@link #remoteAddress}, or there is none yet. */
    CharSequence remoteTagApart() {
        return remoteTagged ? "" : remoteTag;
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

    public CharSequence localSdp() {
        return localSdp;
    }

    public void localSdp(CharSequence sdp) {
        localSdp = sdp;
    }

    /** What the peer sent last; what it sends next is taken there. */
    public OwnText remoteSdp() {
        return remoteSdp;
    }
}
