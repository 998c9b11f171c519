package hotswitch.sip.transaction;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;

/** A request that we sent (RFC 3261 §17.1). */
public abstract sealed class ClientTransaction extends Transaction permits InviteClient, NonInviteClient {
    /**
     * Who sent the request. It hears provisional responses, then exactly one of: a final response, or a failure.
     * After a 2xx to an INVITE it hears every further 2xx (retransmitted or of another fork) until timer M (RFC 6026
     * §7.2).
     */
    public interface User {
        /** Nobody waits for what becomes of the request. */
        User NOBODY = new User() {
            @Override
            public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {}

            @Override
            public void onFailed(ClientTransaction transaction, int status, long nowNs) {}
        };

        void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs);

        /** No final response in time (408), or the request could not be sent (503): RFC 3261 §8.1.3.1. */
        void onFailed(ClientTransaction transaction, int status, long nowNs);
    }

    /** Who hears what comes; nobody once nothing can come any more: a lingering transaction keeps no call alive. */
    User user;

    Hop hop;
    /** The same by UDP, for when nobody listens where it went because it is large; null: it has one way. */
    private Hop otherwise;
    /** Place in the layer's list of those that still wait for a final response, -1 = not there. */
    int waiting = -1;

    ClientTransaction(TransactionLayer layer) {
        super(layer);
    }

    /** This request goes out. */
    final void sends(Method by, CharSequence thisBranch, User sender, Hop to) {
        known(by, thisBranch, layer.clientKey(thisBranch, by));
        user = sender;
        hop = to;
        otherwise = null;
    }

    /** It is too large for datagrams and goes there instead, as its Via then says (RFC 3261 §18.1.1). */
    final void goesInstead(Hop to) {
        otherwise = hop;
        hop = to;
        kept.over(to.transport());
    }

    /** It is not wanted any more: if it cannot be delivered where it went, it goes nowhere else. */
    public final void goesNowhereElse() {
        otherwise = null;
    }

    public final Hop hop() {
        return hop;
    }

    /** True until a final response came or the wait for it ended. */
    public final boolean pending() {
        return waiting >= 0;
    }

    /** From now on this one hears what comes, as of an INVITE whose call is over while it lingers. */
    public final void user(User successor) {
        user = successor;
    }

    final void send() {
        layer.send(hop, kept);
    }

    @Override
    void outlived() {
        user = User.NOBODY;
        super.outlived();
    }

    /**
     * The TU stops waiting: the transaction ends without a word to it (RFC 3261 §9.1, after a CANCEL without effect).
     */
    public final void abandon() {
        if (state() != State.TERMINATED) {
            become(State.TERMINATED);
        }
    }

    abstract void start(long nowNs);

    abstract void onResponse(SipMessage response, Hop source, long nowNs);

    /** The transport could not deliver (RFC 3261 §17.1.4). */
    final void onTransportError(long nowNs) {
        boolean waits = pending();
        boolean unheard = state() == State.CALLING || state() == State.TRYING;
        if (otherwise != null && unheard) {
            byDatagram(nowNs);
            return;
        }
        become(State.TERMINATED);
        if (waits) {
            user.onFailed(this, 503, nowNs);
        }
    }

    /** RFC 3261 §18.1.1: the very same, so that it is a retransmission if the first has arrived all the same. */
    private void byDatagram(long nowNs) {
        hop = otherwise;
        otherwise = null;
        kept.over(hop.transport());
        start(nowNs);
    }

    final void fail(int status, long nowNs) {
        become(State.TERMINATED);
        user.onFailed(this, status, nowNs);
    }
}
