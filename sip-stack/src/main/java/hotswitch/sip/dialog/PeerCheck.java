package hotswitch.sip.dialog;

import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.TransactionLayer;

/**
 * Asks a peer that has reason to be silent whether it still has the dialog: OPTIONS in it, again and again (RFC 3261
 * §11.2). Every answer shows that it lives, but 481 and 408, and no answer: then the dialog is over (§12.2.1.2). What
 * could not be sent says nothing, unless that goes on.
 */
public final class PeerCheck extends TimerHeap.Timed implements ClientTransaction.User {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int NO_SUCH_DIALOG = 481;
    private static final int UNSENT_MAX = 3;

    /** Who wants to know that nobody is there any more. */
    public interface User {
        void onPeerGone(long nowNs);
    }

    private final Dialog dialog;
    private final DialogWriter writer;
    private final TransactionLayer layer;
    private final TimerHeap timers;
    private final User user;
    /** 0: not asked. */
    private long intervalNs;
    /** So many in a row could not be sent. */
    private int unsent;

    public PeerCheck(Dialog dialog, DialogWriter writer, TransactionLayer layer, TimerHeap timers, User user) {
        this.dialog = dialog;
        this.writer = writer;
        this.layer = layer;
        this.timers = timers;
        this.user = user;
    }

    /** From now on, so long after each answer. */
    public void start(long everyNs, long nowNs) {
        intervalNs = everyNs;
        unsent = 0;
        timers.set(this, nowNs + everyNs);
    }

    public void stop() {
        intervalNs = 0;
        timers.cancel(this);
    }

    @Override
    protected void onDue(long nowNs) {
        long cseq = dialog.nextCseq();
        Hop hop = dialog.nextHop();
        writer.start(dialog, Method.OPTIONS, cseq, hop).end();
        layer.request(dialog.branch(cseq, Method.OPTIONS), Method.OPTIONS, hop, this, nowNs);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        if (response.status() >= 200) {
            unsent = 0;
            answered(response.status(), nowNs);
        }
    }

    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        boolean lost = status == REQUEST_TIMEOUT || ++unsent == UNSENT_MAX;
        answered(lost ? REQUEST_TIMEOUT : status, nowNs);
    }

    private void answered(int status, long nowNs) {
        if (intervalNs == 0) {
            return; // stopped, or the dialog is over
        }
        if (status == REQUEST_TIMEOUT || status == NO_SUCH_DIALOG) {
            stop();
            user.onPeerGone(nowNs);
        } else {
            timers.set(this, nowNs + intervalNs);
        }
    }
}
