package hotswitch.sip.event;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.header.RetryAfter;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.message.SipWriter;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.transaction.ClientTransaction;
import hotswitch.sip.transaction.Hop;

/**
 * One watcher of one resource: its NOTIFYs, one at a time, not faster than the pace, and its end (RFC 6665 §4.2.2). A
 * NOTIFY without an answer, or one whose answer says that there is no such subscription, ends it without another word;
 * after any other refusal it goes on.
 */
final class Subscription extends TimerHeap.Timed implements ClientTransaction.User {
    private static final long NS_PER_S = 1_000_000_000L;
    /** A NOTIFY that was refused for now is sent again after this, then after twice as long, and so on to a minute. */
    private static final long AGAIN_NS = 2 * NS_PER_S;

    private static final int DOUBLINGS_MAX = 5;
    /** After a restart versions go on this much higher: what was sent since the fact was written is not known. */
    private static final int RESTART_GAP = 1_000;

    private final Subscriptions all;
    final Dialog dialog;
    final String id;
    final String resource;
    final String watcher;
    private int version;
    private long expiresNs;
    /** Before then no further NOTIFY. */
    private long notBeforeNs;
    /** The state changed since the last NOTIFY. */
    private boolean due;
    /** A NOTIFY waits for its answer. */
    private boolean telling;
    /** One after another. */
    private int refusals;

    Subscription(Subscriptions all, Dialog dialog, String id, String resource, String watcher) {
        this.all = all;
        this.dialog = dialog;
        this.id = id;
        this.resource = resource;
        this.watcher = watcher;
    }

    Subscription(Subscriptions all, SubscriptionState kept, long notBeforeNs) {
        this(all, Dialog.restored(kept.dialog(), all.names), kept.id(), kept.resource(), kept.watcher());
        this.version = kept.version() + RESTART_GAP;
        this.expiresNs = kept.expiresNs();
        this.notBeforeNs = notBeforeNs;
    }

    SubscriptionState state() {
        return new SubscriptionState(dialog.state(), id, resource, watcher, expiresNs, version);
    }

    /** Goes on until then; the state is told at once (§4.2.1.2). */
    void refresh(int seconds, long nowNs) {
        expiresNs = nowNs + seconds * NS_PER_S;
        due = true;
        if (!telling) {
            tell(nowNs);
        }
    }

    void changed(long nowNs) {
        due = true;
        schedule(nowNs);
    }

    private void schedule(long nowNs) {
        boolean waits = due && !telling;
        all.timers.set(this, waits ? Math.min(Math.max(nowNs, notBeforeNs), expiresNs) : expiresNs);
    }

    @Override
    protected void onDue(long nowNs) {
        if (nowNs >= expiresNs) {
            end("timeout", nowNs);
        } else if (due && !telling) {
            tell(nowNs);
        } else {
            schedule(nowNs);
        }
    }

    private void tell(long nowNs) {
        due = false;
        telling = true;
        notBeforeNs = nowNs + all.limits.paceMs() * 1_000_000L;
        long seconds = Math.max(1, (expiresNs - nowNs) / NS_PER_S);
        notify("active;expires=" + seconds, this, nowNs);
        schedule(nowNs);
    }

    /** The last NOTIFY; nothing is left of it here (§4.2.2). */
    void end(String reason, long nowNs) {
        all.remove(this);
        notify("terminated;reason=" + reason, ClientTransaction.User.NOBODY, nowNs);
    }

    private void notify(String state, ClientTransaction.User user, long nowNs) {
        long cseq = dialog.nextCseq();
        Hop hop = dialog.nextHop();
        SipWriter out = all.writer.start(dialog, Method.NOTIFY, cseq, hop);
        all.writer.contact(dialog, hop);
        out.header(HeaderName.EVENT, id.isEmpty() ? all.source.event() : all.source.event() + ";id=" + id);
        out.header(HeaderName.SUBSCRIPTION_STATE, state);
        out.body(all.source.type(), all.source.body(resource, version++));
        all.layer.request(dialog.branch(cseq, Method.NOTIFY), Method.NOTIFY, hop, user, nowNs);
    }

    @Override
    public void onResponse(ClientTransaction transaction, SipMessage response, Hop source, long nowNs) {
        if (response.status() < 200 || !telling) {
            return;
        }
        if (response.status() < 300) {
            telling = false;
            refusals = 0;
            schedule(nowNs);
        } else {
            refused(response.status(), RetryAfter.seconds(response), nowNs);
        }
    }

    /** Nobody is there, or it could not be sent. */
    @Override
    public void onFailed(ClientTransaction transaction, int status, long nowNs) {
        if (telling) {
            refused(status, 0, nowNs);
        }
    }

    /** What is refused for now is told again; what is refused as it is, 401 among it, waits for the next state. */
    private void refused(int status, long afterS, long nowNs) {
        telling = false;
        if (NotifyRefusal.ends(status)) {
            all.remove(this);
            return;
        }
        boolean forNow = afterS > 0 || status == 491 || (status >= 500 && status < 600);
        if (forNow) {
            due = true;
            long waitNs = Math.max(afterS * NS_PER_S, AGAIN_NS << Math.min(refusals, DOUBLINGS_MAX));
            notBeforeNs = nowNs + waitNs;
            refusals++;
        }
        schedule(nowNs);
    }

    /** It is out of the table. */
    void stop() {
        telling = false;
        all.timers.cancel(this);
    }
}
