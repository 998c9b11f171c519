package hotswitch.call.leg;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** All legs that are not over, by id. */
public final class Legs {
    private final Long2ObjectHashMap<Leg> byId = new Long2ObjectHashMap<>();

    public void add(Leg leg) {
        if (byId.put(leg.id, leg) != null) {
            throw new IllegalStateException("leg " + leg.id + " twice");
        }
    }

    /** Null when it is over or was never here: a normal race. */
    public Leg find(long legId) {
        return byId.get(legId);
    }

    public void remove(Leg leg) {
        byId.remove(leg.id);
    }

    public int size() {
        return byId.size();
    }

    /** In id order. */
    public List<Leg> all() {
        List<Leg> all = new ArrayList<>(byId.values());
        all.sort((a, b) -> Long.compare(a.id, b.id));
        return all;
    }
}
