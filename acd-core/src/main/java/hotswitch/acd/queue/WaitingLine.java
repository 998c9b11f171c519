package hotswitch.acd.queue;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls in the order of their scores: O(log n) in, out, and for a position. Used by agents' queues and by the backup
 * lines alike. A place that is here must not be rated anew.
 */
public final class WaitingLine {
    private final Ranked<Place.Entry> calls = new Ranked<>();

    public void add(Place place) {
        calls.add(place.inQueue);
    }

    public void remove(Place place) {
        calls.remove(place.inQueue);
    }

    public int size() {
        return calls.size();
    }

    public boolean isEmpty() {
        return calls.isEmpty();
    }

    /** Throws if nobody waits. */
    public long firstCall() {
        return calls.first().place.callId;
    }

    public boolean holds(Place place) {
        return calls.holds(place.inQueue);
    }

    /** 1 for the next to be served. */
    public int position(Place place) {
        return calls.before(place.inQueue) + 1;
    }

    /** This one is served: whoever is before it is overtaken. */
    public void served(Place place) {
        calls.oneMoreBefore(place.inQueue);
    }

    int overtaken(Place place) {
        return calls.count(place.inQueue);
    }

    public List<Long> inOrder() {
        List<Place.Entry> all = new ArrayList<>(size());
        calls.first(size(), all);
        List<Long> ids = new ArrayList<>(all.size());
        for (Place.Entry entry : all) {
            ids.add(entry.place.callId);
        }
        return ids;
    }
}
