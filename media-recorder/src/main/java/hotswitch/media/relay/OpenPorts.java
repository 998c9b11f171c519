package hotswitch.media.relay;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** The ports that are open, by leg. Any thread; a look takes nanoseconds, and makes no object of a leg's number. */
final class OpenPorts {
    private final Long2ObjectHashMap<MediaPort> byLeg = new Long2ObjectHashMap<>();

    /** Null: none. */
    synchronized MediaPort get(long legId) {
        return byLeg.get(legId);
    }

    /** False when the leg has one already. */
    synchronized boolean add(long legId, MediaPort port) {
        return byLeg.putIfAbsent(legId, port) == null;
    }

    /** The port that the leg had, or null. */
    synchronized MediaPort remove(long legId) {
        return byLeg.remove(legId);
    }

    synchronized List<Long> legs() {
        return new ArrayList<>(byLeg.keySet());
    }
}
