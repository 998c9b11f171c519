package hotswitch.sip.overload;

import hotswitch.sip.message.SipMessage;

/**
 * INVITEs that were refused without a transaction, so that one that is said again is not let in when the load has
 * fallen meanwhile: its caller has taken our 503 and is gone. In each bucket of four the oldest makes room.
 */
final class Refused {
    private static final int BUCKET = 4;
    /** A power of two; what lies in the socket beside its first message is a few seconds of calls at most. */
    private static final int BUCKETS = 4_096;
    /** 64 × T1 (RFC 3261 §17.1.1.2, timer B): nobody says it again later. */
    private static final long MEMORY_NS = 32_000_000_000L;

    private final long[] transactions = new long[BUCKETS * BUCKET];
    private final long[] untilNs = new long[BUCKETS * BUCKET];
    /** Nothing but their number is kept of these. */
    private final boolean[] brief = new boolean[BUCKETS * BUCKET];

    private long lastUntilNs;

    void add(SipMessage invite, boolean briefly, long nowNs) {
        long transaction = transaction(invite);
        int first = bucket(transaction);
        int oldest = first;
        for (int i = first + 1; i < first + BUCKET; i++) {
            oldest = untilNs[i] < untilNs[oldest] ? i : oldest;
        }
        transactions[oldest] = transaction;
        untilNs[oldest] = nowNs + MEMORY_NS;
        brief[oldest] = briefly;
        lastUntilNs = nowNs + MEMORY_NS;
    }

    boolean has(SipMessage invite, long nowNs) {
        return place(invite, nowNs) >= 0;
    }

    /** It is there, and was refused so. Also for the ACK of a refusal, which has the branch of its INVITE. */
    boolean hasBriefly(SipMessage inviteOrAck, long nowNs) {
        int place = place(inviteOrAck, nowNs);
        return place >= 0 && brief[place];
    }

    /** False: none is there. */
    boolean any(long nowNs) {
        return nowNs < lastUntilNs;
    }

    private int place(SipMessage invite, long nowNs) {
        if (!any(nowNs)) {
            return -1;
        }
        long transaction = transaction(invite);
        int first = bucket(transaction);
        for (int i = first; i < first + BUCKET; i++) {
            if (transactions[i] == transaction && nowNs < untilNs[i]) {
                return i;
            }
        }
        return -1;
    }

    /** A caller who tries again later does so with another branch. */
    private static long transaction(SipMessage invite) {
        return 31 * invite.branchHash() + invite.callIdHash();
    }

    /** Its first place. */
    private static int bucket(long transaction) {
        return BUCKET * ((int) (transaction ^ transaction >>> Integer.SIZE) & (BUCKETS - 1));
    }
}
