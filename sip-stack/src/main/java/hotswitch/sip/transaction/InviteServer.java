package hotswitch.sip.transaction;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;
import org.agrona.MutableDirectBuffer;

/**
 * RFC 3261 figure 7 with RFC 6026 §7.1:
 * <pre>
 * PROCEEDING -> COMPLETED 300-699 sent | ACCEPTED 2xx sent | TERMINATED never answered
 * COMPLETED  -> CONFIRMED ACK | TERMINATED timer H
 * CONFIRMED  -> TERMINATED timer I
 * ACCEPTED   -> TERMINATED timer L
 * </pre>
 * Transport errors leave the state as it is (RFC 6026 §7.1). The 2xx is retransmitted by the TU, not here. Who answers
 * holds it until {@link #letGo}; what its last timer has ended and nobody holds is another INVITE's.
 */
public final class InviteServer extends ServerTransaction {
    /** Who would answer the INVITE, and is told that its sender gave up. */
    public interface User {
        /** A CANCEL came before the final response; it was answered 200, the INVITE is still to be answered 487. */
        void onCancel(SipMessage cancel, long nowNs);

        /** The refusal got its ACK, or was given up: nothing more will be said to the INVITE. */
        default void onRefusalSettled(long nowNs) {}
    }

    private static final long TRYING_NS = 200_000_000;

    private User user;

    InviteServer(TransactionLayer layer) {
        super(layer);
    }

    /** This INVITE came; who is handed it holds it. */
    InviteServer came(SipMessage request, Arrival arrival) {
        user = null;
        received(Method.INVITE, request, arrival);
        return this;
    }

    @Override
    void becomeSpare() {
        layer.spare.add(this);
    }

    @Override
    boolean legal(State from, State to) {
        return switch (to) {
            case COMPLETED, ACCEPTED -> from == State.PROCEEDING;
            case CONFIRMED -> from == State.COMPLETED;
            case TERMINATED -> from != State.TERMINATED;
            case CALLING, TRYING, PROCEEDING -> false;
        };
    }

    /**
     * RFC 3261 §17.2.1: 100 if the TU says nothing within 200 ms. Not at once: a caller who heard it asks no more, and
     * would wait in vain if this process died before the call was in the journal.
     */
    @Override
    void start(long nowNs) {
        begin(State.PROCEEDING);
        retransmitAt(nowNs + TRYING_NS);
    }

    /** After a restart: this final response was given, and its ACK has not come. */
    void restore(SipMessage response, long nowNs) {
        begin(State.PROCEEDING);
        send(response.status(), layer.messages.copyOf(response.buffer(), response.length()), nowNs);
        keepHead();
    }

    /** After a restart: this provisional response was given, and is said again. */
    public void sayAgain(SipMessage response, long nowNs) {
        send(response.status(), layer.messages.copyOf(response.buffer(), response.length()), nowNs);
    }

    /** A refusal is out, and its ACK has not come. */
    public boolean refusing() {
        return state() == State.COMPLETED;
    }

    /** Puts the final response at an index of a buffer that grows; how many bytes. */
    public int encodeAnswer(MutableDirectBuffer out, int index) {
        return kept.encode(out, index);
    }

    @Override
    void onResponseSent(int status, long nowNs) {
        if (status < 200) {
            if (state() != State.PROCEEDING) {
                throw new IllegalStateException(status + " in " + state());
            }
            retransmitAt(TimerHeap.NEVER);
        } else if (status < 300) {
            become(State.ACCEPTED);
            user = null; // a CANCEL is without effect from now on, and what lingers keeps no call alive
            timers(TimerHeap.NEVER, nowNs + layer.values.timeoutNs());
        } else {
            become(State.COMPLETED);
            intervalNs = layer.values.t1Ns();
            long timerG = source().transport().reliable() ? TimerHeap.NEVER : nowNs + intervalNs;
            timers(timerG, nowNs + layer.values.timeoutNs());
        }
    }

    /** Who hears of a CANCEL. */
    public void user(User user) {
        this.user = user;
    }

    /** RFC 3261 §9.2: without effect once a final response is out. */
    void onCancel(SipMessage cancel, long nowNs) {
        if (state() == State.PROCEEDING && user != null) {
            user.onCancel(cancel, nowNs);
        }
    }

    @Override
    void onRetransmission() {
        if (state() == State.PROCEEDING || state() == State.COMPLETED) {
            sendAgain();
        }
    }

    /** ACK to a refusal; true if it was for this transaction, false if the TU should see it (an ACK to a 2xx). */
    boolean onAck(long nowNs) {
        if (state() == State.COMPLETED) {
            become(State.CONFIRMED);
            keep(null);
            linger(source().transport(), nowNs, layer.values.t4Ns());
            settled(nowNs);
        }
        return state() != State.ACCEPTED;
    }

    /** Until something was sent {@link #keepHead} keeps the bytes of a 100. */
    @Override
    void onRetransmitTimer(long nowNs) {
        if (state() == State.PROCEEDING) {
            sendAgain();
        } else {
            onTimerG(nowNs);
        }
    }

    @Override
    void onEndTimer(long nowNs) {
        switch (state()) {
            case COMPLETED -> onTimerH(nowNs);
            case CONFIRMED -> onTimerI();
            case ACCEPTED -> onTimerL();
            case CALLING, TRYING, PROCEEDING, TERMINATED -> throw new IllegalStateException("timer in " + state());
        }
    }

    /** RFC 3261 §17.2.1: the refusal again, the interval doubles up to T2. */
    private void onTimerG(long nowNs) {
        sendAgain();
        intervalNs = Math.min(2 * intervalNs, layer.values.t2Ns());
        retransmitAt(nowNs + intervalNs);
    }

    /** No ACK to the refusal within 64*T1: nothing is left to do. */
    private void onTimerH(long nowNs) {
        become(State.TERMINATED);
        settled(nowNs);
    }

    private void settled(long nowNs) {
        User told = user;
        user = null; // what lingers keeps no call alive
        if (told != null) {
            told.onRefusalSettled(nowNs);
        }
    }

    private void onTimerI() {
        become(State.TERMINATED);
    }

    /** RFC 6026 §7.1: retransmitted INVITEs are no longer expected. */
    private void onTimerL() {
        become(State.TERMINATED);
    }
}
