package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;

/** When the stations of a call were passed (epoch ns, 0: not yet), and the sums of talk and hold. */
public final class CallClock {
    private static final long NS_PER_MS = 1_000_000;
    public long arrivedNs;
    public long answeredNs;
    /** First entry into a queue. */
    public long queuedNs;

    public long connectedNs;
    private long talkNs;
    private long holdNs;

    void begin() {
        arrivedNs = 0;
        answeredNs = 0;
        queuedNs = 0;
        connectedNs = 0;
        talkNs = 0;
        holdNs = 0;
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

    void read(BytesReader in) {
        arrivedNs = in.i64();
        answeredNs = in.i64();
        queuedNs = in.i64();
        connectedNs = in.i64();
        talkNs = in.i64();
        holdNs = in.i64();
    }
}
