package hotswitch.sip.dialog;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.timer.TimerValues;
import hotswitch.sip.transaction.KeptMessage;
import hotswitch.sip.transaction.ServerTransaction;
import org.agrona.MutableDirectBuffer;

/**
 * A 2xx to an INVITE, sent again by us and not by the transaction until the ACK comes (RFC 3261 §13.3.1.4), on every
 * transport: the ACK goes from end to end.
 */
public final class OkUntilAck extends TimerHeap.Timed {
    /** Who wants to know that the ACK never came. */
    public interface User {
        /** 64*T1 have passed since the 2xx. */
        void onAckMissing(long nowNs);
    }

    private final TimerHeap timers;
    private final TimerValues values;
    private final User user;
    private ServerTransaction transaction;
    private long cseq;
    private KeptMessage accepted;
    private long intervalNs;
    private long giveUpAtNs;

    public OkUntilAck(TimerHeap timers, TimerValues values, User user) {
        this.timers = timers;
        this.values = values;
        this.user = user;
    }

    /**
     * The transaction has just sent the 2xx.
     *
     * @param inviteCseq number of the INVITE, which the ACK repeats
     */
    public void start(ServerTransaction invite, long inviteCseq, long nowNs) {
        transaction = invite;
        cseq = inviteCseq;
        accepted = transaction.takeAccepted();
        intervalNs = values.t1Ns();
        giveUpAtNs = nowNs + values.timeoutNs();
        timers.set(this, nowNs + intervalNs);
    }

    public boolean waiting() {
        return accepted != null;
    }

    /** Puts the 2xx that waits at an index of a buffer that grows; how many bytes. */
    public int encode(MutableDirectBuffer out, int index) {
        return accepted.encode(out, index);
    }

    /** True if this ACK is the one that was waited for. */
    public boolean onAck(SipMessage ack) {
        if (!waiting() || ack.cseq() != cseq) {
            return false;
        }
        stop();
        return true;
    }

    /** No ACK is needed any more. */
    public void stop() {
        if (accepted != null) {
            transaction.giveBack(accepted);
            accepted = null;
        }
        transaction = null;
        timers.cancel(this);
    }

    @Override
    protected void onDue(long nowNs) {
        if (nowNs >= giveUpAtNs) {
            stop();
            user.onAckMissing(nowNs);
            return;
        }
        transaction.sendAgain(accepted);
        intervalNs = Math.min(2 * intervalNs, values.t2Ns());
        timers.set(this, Math.min(nowNs + intervalNs, giveUpAtNs));
    }
}
