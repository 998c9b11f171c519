package hotswitch.sip.transaction;

import hotswitch.sip.message.Method;
import hotswitch.sip.timer.TimerHeap;

/**
 * What the four machines share: state, two deadlines (retransmit, end) in one timer, and the bytes to send again. A
 * transaction that only lingers holds those bytes and nothing else of the message.
 */
public abstract sealed class Transaction extends TimerHeap.Timed permits ClientTransaction, ServerTransaction {
    /** The states of RFC 3261 figures 5 to 8 with RFC 6026's Accepted; each machine uses its own subset. */
    public enum State {
        CALLING,
        TRYING,
        PROCEEDING,
        COMPLETED,
        CONFIRMED,
        ACCEPTED,
        TERMINATED
    }

    private static final long NEVER = TimerHeap.NEVER;

    final TransactionLayer layer;
    Method method;
    final StringBuilder branch = new StringBuilder(48);
    /** The table's hash key and chain. */
    long key;

    Transaction next;

    private State state;
    private long retransmitAtNs = NEVER;
    private long endAtNs = NEVER;
    long intervalNs;
    KeptMessage kept;
    /** Who sent or answers this INVITE has it; what nobody but the layer has is another request's when it has ended. */
    private boolean held;

    private boolean outlived;

    Transaction(TransactionLayer layer) {
        this.layer = layer;
    }

    /** What it is known by, from now on; whatever it was before is over. */
    final void known(Method by, CharSequence thisBranch, long hashKey) {
        method = by;
        branch.setLength(0);
        branch.append(thisBranch);
        key = hashKey;
        held = by == Method.INVITE;
        outlived = false;
    }

    public final Method method() {
        return method;
    }

    public final State state() {
        return state;
    }

    public final String branch() {
        return branch.toString();
    }

    final void begin(State first) {
        state = first;
    }

    /** The one place where the state changes; the machine says which arrows its figure has. */
    final void become(State next) {
        if (!legal(state, next)) {
            throw new IllegalStateException(method + " " + branch + ": " + state + " -> " + next);
        }
        state = next;
        if (next == State.TERMINATED) {
            keep(null);
            retransmitAtNs = NEVER;
            endAtNs = NEVER;
            layer.remove(this);
        }
    }

    /** Takes over this message, null for none, and gives back the one before. */
    final void keep(KeptMessage message) {
        if (kept != null) {
            layer.messages.giveBack(kept);
        }
        kept = message;
    }

    abstract boolean legal(State from, State to);

    /** Sets timer A, E or G (retransmit) and the machine's other timer (end); {@link TimerHeap#NEVER} stops one. */
    final void timers(long retransmitAtNs, long endAtNs) {
        this.retransmitAtNs = retransmitAtNs;
        this.endAtNs = endAtNs;
        if (retransmitAtNs == NEVER) {
            layer.timers.setLast(this, endAtNs); // it only lingers, as long as those before
        } else {
            layer.timers.set(this, Math.min(retransmitAtNs, endAtNs));
        }
    }

    final void retransmitAt(long dueNs) {
        timers(dueNs, endAtNs);
    }

    /** Timers D, I, J, K: zero on a reliable transport, which loses nothing that could come again. */
    final void linger(Transport transport, long nowNs, long waitNs) {
        if (transport.reliable()) {
            become(State.TERMINATED);
        } else {
            timers(NEVER, nowNs + waitNs);
        }
    }

    @Override
    protected final void onDue(long nowNs) {
        if (nowNs >= endAtNs) {
            endAtNs = NEVER;
            onEndTimer(nowNs);
        } else if (nowNs >= retransmitAtNs) {
            retransmitAtNs = NEVER;
            onRetransmitTimer(nowNs);
        }
        if (state == State.TERMINATED) {
            outlived();
        } else {
            layer.timers.set(this, Math.min(retransmitAtNs, endAtNs));
        }
    }

    /** Who had this INVITE does not any more; to be said once, by whoever then forgets it. */
    public final void letGo() {
        if (!held) {
            throw new IllegalStateException(method + " " + branch + " is let go of");
        }
        held = false;
        if (outlived) {
            becomeSpare();
        }
    }

    /** Its last timer has ended it; the layer touches it no more. */
    void outlived() {
        outlived = true;
        if (!held) {
            becomeSpare();
        }
    }

    /** It may be another request's. */
    abstract void becomeSpare();

    abstract void onRetransmitTimer(long nowNs);

    abstract void onEndTimer(long nowNs);
}
