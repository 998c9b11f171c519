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
    /** When it left the lines for a flow or a farewell; 0: it did not, or is back. */
    private long leftNs;
    /** How long it was away from the lines before it came back. */
    private long awayNs;

    private long talkNs;
    private long holdNs;

    void begin() {
        arrivedNs = 0;
        answeredNs = 0;
        queuedNs = 0;
        connectedNs = 0;
        leftNs = 0;
        awayNs = 0;
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

    /** It waits in a line from now on, for the first time or again. */
    public void entersLine(long nowNs) {
        queuedNs = queuedNs == 0 ? nowNs : queuedNs;
        awayNs += leftNs == 0 ? 0 : nowNs - leftNs;
        leftNs = 0;
    }

    /** Out of the lines without having talked to anybody: what comes now is no waiting. */
    public void leavesLine(long nowNs) {
        if (queuedNs != 0 && leftNs == 0 && connectedNs == 0) {
            leftNs = nowNs;
        }
    }

    /** In lines, from the entry to the answer, or to when it left them, or to now; 0 if it never waited. */
    public long waitMs(long nowNs) {
        if (queuedNs == 0 || (connectedNs != 0 && connectedNs < queuedNs)) {
            return 0;
        }
        long untilNs = connectedNs == 0 ? nowNs : connectedNs;
        return ((leftNs == 0 ? untilNs : leftNs) - queuedNs - awayNs) / NS_PER_MS;
    }

    /** The times of a call that ends now, as a {@code CallRecord} has them. */
    public void writeEnded(long nowNs, BytesWriter out) {
        out.i64(arrivedNs).i64(answeredNs).i64(queuedNs).i64(connectedNs).i64(nowNs);
        out.i64(waitMs(nowNs)).i64(talkNs / NS_PER_MS).i64(holdNs / NS_PER_MS);
    }

    void write(BytesWriter out) {
        out.i64(arrivedNs).i64(answeredNs).i64(queuedNs).i64(connectedNs);
        out.i64(leftNs).i64(awayNs).i64(talkNs).i64(holdNs);
    }

    void read(BytesReader in) {
        arrivedNs = in.i64();
        answeredNs = in.i64();
        queuedNs = in.i64();
        connectedNs = in.i64();
        leftNs = in.i64();
        awayNs = in.i64();
        talkNs = in.i64();
        holdNs = in.i64();
    }
}
