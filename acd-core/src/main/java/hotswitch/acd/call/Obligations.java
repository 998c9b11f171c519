package hotswitch.acd.call;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Talk segments whose recordings are not closed yet, by call and segment. They outlive their calls. */
public final class Obligations {
    private final TreeMap<TalkSegment, Obligation> open = new TreeMap<>();

    /** {@code segment} from 1. */
    public record TalkSegment(long callId, int segment) implements Comparable<TalkSegment> {
        @Override
        public int compareTo(TalkSegment other) {
            int byCall = Long.compare(callId, other.callId);
            return byCall != 0 ? byCall : Integer.compare(segment, other.segment);
        }
    }

    /** {@code talking}: the segment is not over. {@code silenceMs}: so much ends a message, 0 none does. */
    public record Obligation(
            TalkSegment key, int agent, long customerLeg, long otherLeg, boolean talking, long silenceMs) {
        Obligation ended() {
            return new Obligation(key, agent, customerLeg, otherLeg, false, silenceMs);
        }
    }

    public int size() {
        return open.size();
    }

    public Collection<Obligation> all() {
        return open.values();
    }

    public void open(Obligation obligation) {
        if (open.put(obligation.key(), obligation) != null) {
            throw new IllegalStateException("recorded twice: " + obligation.key());
        }
    }

    public void endTalk(TalkSegment key) {
        Obligation obligation = open.get(key);
        if (obligation != null) {
            open.put(key, obligation.ended());
        }
    }

    public boolean holds(TalkSegment key) {
        return open.containsKey(key);
    }

    /** Null if there is none. */
    public Obligation close(TalkSegment key) {
        return open.remove(key);
    }

    /** One whose talk is over, null if there is none: what gives way at the bound. */
    public Obligation anyEnded() {
        for (Map.Entry<TalkSegment, Obligation> entry : open.entrySet()) {
            if (!entry.getValue().talking()) {
                return entry.getValue();
            }
        }
        return null;
    }

    public void write(BytesWriter out) {
        out.i32(open.size());
        for (Obligation o : open.values()) {
            out.i64(o.key().callId()).i32(o.key().segment()).i32(o.agent());
            out.i64(o.customerLeg()).i64(o.otherLeg()).flag(o.talking()).i64(o.silenceMs());
        }
    }

    public void read(BytesReader in) {
        open.clear();
        for (int n = in.i32(); n > 0; n--) {
            TalkSegment key = new TalkSegment(in.i64(), in.i32());
            open.put(key, new Obligation(key, in.i32(), in.i64(), in.i64(), in.flag(), in.i64()));
        }
    }
}
