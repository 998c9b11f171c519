package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.queue.Place;

/** Where a call waits, or waited last. The place stays the same through offers that fail. */
public final class Waiting {
    /** "": it never entered a queue. */
    public String queue = "";
    /** Null: it never entered a queue. */
    public Place place;
    /** When it entered this queue: its day in the counters, and the beginning of the longest wait. */
    public long enteredNs;
    /** How often it was sent on. */
    public int overflows;
    /** Asked by the flow at the entry. */
    public int priority;

    void write(BytesWriter out) {
        out.text(queue).i64(enteredNs).i32(overflows).i32(priority).flag(place != null);
        if (place != null) {
            out.i32(place.priority()).i64(place.seq());
        }
    }

    static Waiting read(BytesReader in) {
        Waiting waiting = new Waiting();
        waiting.queue = in.text();
        waiting.enteredNs = in.i64();
        waiting.overflows = in.i32();
        waiting.priority = in.i32();
        if (in.flag()) {
            waiting.place = new Place(in.i32(), in.i64());
        }
        return waiting;
    }
}
