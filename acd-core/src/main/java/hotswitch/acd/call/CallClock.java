package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** When the stations of a call were passed (epoch ns, 0: not yet), and the sums of talk and hold. */
public final class CallClock {
    private static final long NS_PER_MS = 1_000_000;
    public final long arrivedNs;
    public long answeredNs;
    /** First entry into a queue. */
    public long queuedNs;

    public long connectedNs;
    private long talkNs;
    private long holdNs;

    public CallClock(long arrivedNs) {
        this.arrivedNs = arrivedNs;
    }

    /** The customer talked that long. */
    public void talked(long ns) {
        talkNs += ns;
    }

    /** The customer was on hold that long. */
    public void held(long ns) {
        holdNs += ns;
    }

    /** From the entry into the queue to the answer, or to now; 0 if it never waited. */
    public long waitMs(long nowNs) {
        boolean never = queuedNs == 0 || (connectedNs != 0 && connectedNs < queuedNs);
        return never ? 0 : ((connectedNs == 0 ? nowNs : connectedNs) - queuedNs) / NS_PER_MS;
    }

    /** The times of a call that ends now, as a {@code CallRecord} has them. */
    public void writeEnded(long nowNs, BytesWriter out) {
        out.i64(arrivedNs).i64(answeredNs).i64(queuedNs).i64(connectedNs).i64(nowNs);
        out.i64(waitMs(nowNs)).i64(talkNs / NS_PER_MS).i64(holdNs / NS_PER_MS);
    }

    void write(BytesWriter out) {
        out.i64(arrivedNs).i64(answeredNs).i64(queuedNs).i64(connectedNs);
        out.i64(talkNs).i64(holdNs);
    }

    static CallClock read(BytesReader in) {
        CallClock clock = new CallClock(in.i64());
        clock.answeredNs = in.i64();
        clock.queuedNs = in.i64();
        clock.connectedNs = in.i64();
        clock.talkNs = in.i64();
        clock.holdNs = in.i64();
        return clock;
    }
}
