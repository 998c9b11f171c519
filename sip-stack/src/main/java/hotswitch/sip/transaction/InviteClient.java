package hotswitch.sip.transaction;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;

/**
 * RFC 3261 figure 5 with RFC 6026 §7.2:
 * <pre>
 * CALLING    -> PROCEEDING 1xx | ACCEPTED 2xx | COMPLETED 300-699 | TERMINATED timer B, transport error
 * PROCEEDING -> ACCEPTED 2xx | COMPLETED 300-699 | TERMINATED given up by the TU after CANCEL
 * COMPLETED  -> TERMINATED timer D, transport error
 * ACCEPTED   -> TERMINATED timer M
 * </pre>
 * Kept bytes: the INVITE until a final response, then the ACK to a refusal; nothing once accepted (that ACK is the
 * TU's). Who sent it holds it until {@link #letGo}; what its last timer has ended and nobody holds is another INVITE's.
 */
public final class InviteClient extends ClientTransaction {
    private long acceptedTag;

    InviteClient(TransactionLayer layer) {
        super(layer);
    }

    /** This INVITE goes out; its sender holds it. */
    InviteClient goesOut(CharSequence branch, User sender, Hop to) {
        acceptedTag = 0;
        sends(Method.INVITE, branch, sender, to);
        return this;
    }

    @Override
    void becomeSpare() {
        layer.spare.add(this);
    }

    @Override
    boolean legal(State from, State to) {
        return switch (to) {
            case PROCEEDING -> from == State.CALLING;
            case ACCEPTED, COMPLETED -> from == State.CALLING || from == State.PROCEEDING;
            case TERMINATED -> from != State.TERMINATED;
            case CALLING, TRYING, CONFIRMED -> false;
        };
    }

    @Override
    void start(long nowNs) {
        begin(State.CALLING);
        intervalNs = layer.values.t1Ns();
        long timerA = hop.transport().reliable() ? TimerHeap.NEVER : nowNs + intervalNs;
        timers(timerA, nowNs + layer.values.timeoutNs());
        send();
    }

    /** True once the peer has shown life and no final response is in: a CANCEL may go out (RFC 3261 §9.1). */
    public boolean cancellable() {
        return state() == State.PROCEEDING;
    }

    /** It is wanted no more and not sent again; what is answered still gets its ACK. */
    public void sendNoMore() {
        goesNowhereElse();
        if (state() == State.CALLING) {
            retransmitAt(TimerHeap.NEVER);
        }
    }

    @Override
    void onResponse(SipMessage response, Hop source, long nowNs) {
        int status = response.status();
        switch (state()) {
            case CALLING, PROCEEDING -> {
                if (status < 200) {
                    onProvisional(response, source, nowNs);
                } else {
                    onFinal(response, source, nowNs);
                }
            }
            case ACCEPTED -> {
                if (status >= 200 && status < 300) {
                    user.onResponse(this, response, source, nowNs);
                }
            }
            case COMPLETED -> {
                if (status >= 300) {
                    send();
                } else if (status >= 200) {
                    layer.stray(response, source, nowNs); // RFC 3261 §13.2.2.4: it wants ACK and BYE
                }
            }
            case TRYING, CONFIRMED, TERMINATED -> throw new IllegalStateException(state() + " holds no INVITE");
        }
    }

    private void onProvisional(SipMessage response, Hop source, long nowNs) {
        if (state() == State.CALLING) {
            become(State.PROCEEDING);
            timers(TimerHeap.NEVER, TimerHeap.NEVER);
        }
        user.onResponse(this, response, source, nowNs);
    }

    private void onFinal(SipMessage response, Hop source, long nowNs) {
        layer.answered(this);
        if (response.status() < 300) {
            become(State.ACCEPTED);
            acceptedTag = response.toTagHash();
            keep(null);
            timers(TimerHeap.NEVER, nowNs + layer.values.timeoutNs());
        } else {
            become(State.COMPLETED);
            keep(layer.messages.copyOf(layer.derived.ack(kept, response)));
            send();
            linger(hop.transport(), nowNs, layer.values.dNs());
        }
        user.onResponse(this, response, source, nowNs);
        if (response.status() >= 300) {
            user = User.NOBODY;
        }
    }

    /** Hash of the To tag of the first 2xx, by {@link SipMessage#toTagHash}: another fork has another one. */
    public long acceptedTag() {
        return acceptedTag;
    }

    @Override
    void onRetransmitTimer(long nowNs) {
        onTimerA(nowNs);
    }

    @Override
    void onEndTimer(long nowNs) {
        switch (state()) {
            case CALLING -> onTimerB(nowNs);
            case COMPLETED -> onTimerD();
            case ACCEPTED -> onTimerM();
            case TRYING, PROCEEDING, CONFIRMED, TERMINATED -> throw new IllegalStateException("timer in " + state());
        }
    }

    /** RFC 3261 §17.1.1.2: again, and the interval doubles. */
    private void onTimerA(long nowNs) {
        send();
        intervalNs *= 2;
        retransmitAt(nowNs + intervalNs);
    }

    /** RFC 3261 §17.1.1.2: gives up after 64*T1. */
    private void onTimerB(long nowNs) {
        fail(408, nowNs);
    }

    private void onTimerD() {
        become(State.TERMINATED);
    }

    /** RFC 6026 §7.2: no more 2xx of this INVITE is expected. */
    private void onTimerM() {
        become(State.TERMINATED);
    }
}
