package hotswitch.acd.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Calls in the order in which they are served: O(log n) in and out. Used by agents' queues and by the backup lines
 * alike.
 */
public final class WaitingLine {
    private final TreeMap<Place, Long> calls = new TreeMap<>();

    public void add(Place place, long callId) {
        if (calls.put(place, callId) != null) {
            throw new IllegalStateException("two calls at " + place);
        }
    }

    public void remove(Place place) {
        if (calls.remove(place) == null) {
            throw new IllegalStateException("nobody at " + place);
        }
    }

    public int size() {
        return calls.size();
    }

    public boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Null if nobody waits. */
    public Place firstPlace() {
        return calls.isEmpty() ? null : calls.firstKey();
    }

    /** Throws if nobody waits. */
    public long firstCall() {
        return calls.firstEntry().getValue();
    }

    public boolean holds(Place place, long callId) {
        Long there = calls.get(place);
        return there != null && there == callId;
    }

    /** 1 for the next to be served. */
    public int position(Place place) {
        return calls.headMap(place).size() + 1;
    }

    public List<Long> inOrder() {
        return new ArrayList<>(calls.values());
    }
}
