package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.queue.Place;

/** Where a call waits, or waited last. The place stays the same through offers that fail. */
public final class Waiting {
    private static final long NS_PER_MS = 1_000_000;
    private final Place own = new Place();
    /** "": it never entered a queue. */
    public String queue;
    /** Null: it never entered a queue. */
    public Place place;
    /** When it entered this queue: its day in the counters, and the beginning of the longest wait. */
    public long enteredNs;
    /** Since when it waits for somebody, in whatever queues. */
    public long sinceNs;
    /** How often it was sent on. */
    public int overflows;
    /** Asked by the flow at the entry. */
    public int priority;
    /** How far this queue's asks are relaxed for it; 0: not yet. */
    public int step;
    /** The agent whom it waits for while it is patient; 0: anybody. */
    public int preferred;
    /** The wait that was expected at the entry into this queue, ms; -1: none was, it found somebody ready. */
    public long expectedMs;
    /** A queue has sent it on to a flow: once in a call. */
    public boolean toFlow;
    /** An agent whom it rang has sent it elsewhere, and nobody has picked up there yet. */
    public boolean deflected;

    void begin() {
        queue = "";
        place = null;
        enteredNs = 0;
        sinceNs = 0;
        overflows = 0;
        priority = 0;
        step = 0;
        preferred = 0;
        expectedMs = -1;
        toFlow = false;
        deflected = false;
    }

    /** At its first entry into any line. */
    public void placed(long callId, long seq) {
        place = own.begin(callId, seq);
    }

    /** In this queue nobody was ready for it. */
    public boolean hadToWait() {
        return expectedMs >= 0;
    }

    /** In this queue. */
    public long stayedMs(long nowNs) {
        return (nowNs - enteredNs) / NS_PER_MS;
    }

    /** In whatever queues. */
    public long waitedMs(long nowNs) {
        return (nowNs - sinceNs) / NS_PER_MS;
    }

    void write(BytesWriter out) {
        out.text(queue)
                .i64(enteredNs)
                .i64(sinceNs)
                .i32(overflows)
                .i32(priority)
                .i32(step)
                .i32(preferred)
                .i64(expectedMs)
                .flag(toFlow)
                .flag(deflected);
        out.flag(place != null);
        if (place != null) {
            out.i64(place.seq).i32(place.overtaken());
        }
    }

    void read(BytesReader in, long callId) {
        queue = in.text();
        enteredNs = in.i64();
        sinceNs = in.i64();
        overflows = in.i32();
        priority = in.i32();
        step = in.i32();
        preferred = in.i32();
        expectedMs = in.i64();
        toFlow = in.flag();
        deflected = in.flag();
        if (in.flag()) {
            placed(callId, in.i64());
            place.overtaken(in.i32());
        }
    }
}
