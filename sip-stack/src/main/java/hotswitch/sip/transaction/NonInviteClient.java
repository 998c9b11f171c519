package hotswitch.sip.transaction;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;

/**
 * RFC 3261 figure 6:
 * <pre>
 * TRYING     -> PROCEEDING 1xx | COMPLETED 200-699 | TERMINATED timer F, transport error
 * PROCEEDING -> COMPLETED 200-699 | TERMINATED timer F, transport error
 * COMPLETED  -> TERMINATED timer K
 * </pre>
 * Nobody but the layer has it: what its last timer has ended is another request's.
 */
public final class NonInviteClient extends ClientTransaction {
    NonInviteClient(TransactionLayer layer) {
        super(layer);
    }

    @Override
    void becomeSpare() {
        layer.spare.add(this);
    }

    @Override
    boolean legal(State from, State to) {
        return switch (to) {
            case PROCEEDING -> from == State.TRYING;
            case COMPLETED -> from == State.TRYING || from == State.PROCEEDING;
            case TERMINATED -> from != State.TERMINATED;
            case CALLING, TRYING, CONFIRMED, ACCEPTED -> false;
        };
    }

    @Override
    void start(long nowNs) {
        begin(State.TRYING);
        intervalNs = layer.values.t1Ns();
        long timerE = hop.transport().reliable() ? TimerHeap.NEVER : nowNs + intervalNs;
        timers(timerE, nowNs + layer.values.timeoutNs());
        send();
    }

    @Override
    void onResponse(SipMessage response, Hop source, long nowNs) {
        if (state() == State.COMPLETED) {
            return;
        }
        if (response.status() >= 200) {
            layer.answered(this);
            become(State.COMPLETED);
            keep(null);
            linger(hop.transport(), nowNs, layer.values.t4Ns());
        } else if (state() == State.TRYING) {
            become(State.PROCEEDING);
        }
        user.onResponse(this, response, source, nowNs);
        if (response.status() >= 200) {
            user = User.NOBODY;
        }
    }

    @Override
    void onRetransmitTimer(long nowNs) {
        onTimerE(nowNs);
    }

    @Override
    void onEndTimer(long nowNs) {
        if (state() == State.COMPLETED) {
            onTimerK();
        } else {
            onTimerF(nowNs);
        }
    }

    /** RFC 3261 §17.1.2.2: the interval doubles up to T2; in PROCEEDING it is T2. */
    private void onTimerE(long nowNs) {
        send();
        long t2Ns = layer.values.t2Ns();
        intervalNs = state() == State.PROCEEDING ? t2Ns : Math.min(2 * intervalNs, t2Ns);
        retransmitAt(nowNs + intervalNs);
    }

    private void onTimerF(long nowNs) {
        fail(408, nowNs);
    }

    private void onTimerK() {
        become(State.TERMINATED);
    }
}
