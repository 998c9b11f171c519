package hotswitch.call.leg;

import hotswitch.sip.registrar.Gruus;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.agrona.collections.Long2ObjectHashMap;
import org.agrona.collections.Object2ObjectHashMap;

/** All legs that are not over, by id and by seat. */
@SuppressWarnings("ReferenceEquality") // legs are themselves, not values
public final class Legs {
    private final Long2ObjectHashMap<Leg> byId = new Long2ObjectHashMap<>();
    /** Chains of {@link Leg#nextAtDevice}. */
    private final Object2ObjectHashMap<String, Leg> byDevice = new Object2ObjectHashMap<>();

    /** By call: what the INVITE said with which it began. */
    private final Long2ObjectHashMap<Leg> origins = new Long2ObjectHashMap<>();

    /** Those that dial one phone of a seat. */
    private final List<Leg> choosy = new ArrayList<>();

    /** Those that somebody else began. */
    private int arrived;

    private final List<String> changed = new ArrayList<>();
    private Predicate<String> watched = device -> false;

    public void add(Leg leg) {
        if (byId.put(leg.id, leg) != null) {
            throw new IllegalStateException("leg " + leg.id + " twice");
        }
        arrived += leg.role == LegRole.ARRIVING ? 1 : 0;
        if (leg.origin != null) {
            origins.put(leg.callId, leg);
        }
        if (leg.meant != null) {
            choosy.add(leg);
        }
        if (!leg.device.isEmpty()) {
            leg.nextAtDevice = byDevice.put(leg.device, leg);
            leg.table = this;
            changed(leg.device);
        }
    }

    /** Whose seats' changes are noted. */
    public void watched(Predicate<String> seats) {
        watched = seats;
    }

    /** Something is otherwise at this seat. */
    void changed(String device) {
        if (watched.test(device) && !changed.contains(device)) {
            changed.add(device);
        }
    }

    /** The watched seats where something has changed; who has told it clears the list. */
    public List<String> changed() {
        return changed;
    }

    /** The legs of a seat's phones, the newest first; null: none. */
    public Leg firstAt(String device) {
        return byDevice.get(device);
    }

    /** A leg of this seat's phones that talks in a call in which not only seats are; null: there is none. */
    public Leg talking(String device) {
        for (Leg at = byDevice.get(device); at != null; at = at.nextAtDevice) {
            if (at.state() == LegState.UP && hasOutsider(at.callId)) {
                return at;
            }
        }
        return null;
    }

    /** Looks at all legs: asked only for a phone that dials beside its call. */
    private boolean hasOutsider(long callId) {
        for (Leg leg : byId.values()) {
            if (leg.callId == callId && leg.device.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The oldest leg of a seat's phone in this call; null: there is none. Looks at all: for calls to the outside. */
    public Leg seatIn(long callId) {
        Leg oldest = null;
        for (Leg leg : byId.values()) {
            boolean seats = leg.callId == callId && !leg.device.isEmpty();
            oldest = seats && (oldest == null || leg.id < oldest.id) ? leg : oldest;
        }
        return oldest;
    }

    /** What the INVITE said with which this call began; null: nothing, or it was ours. */
    public Origin origin(long callId) {
        Leg first = origins.get(callId);
        return first == null ? null : first.origin;
    }

    /** The one phone of this seat that is dialled in this call now; null: all of them. */
    public Gruus.Phone meant(long callId, String device) {
        for (Leg leg : choosy) {
            boolean dials = leg.callId == callId && leg.state() != LegState.UP;
            if (dials && leg.meant.device().equals(device)) {
                return leg.meant;
            }
        }
        return null;
    }

    /** True if a seat's telephone began this call. */
    public boolean bySeat(long callId) {
        Leg first = origins.get(callId);
        return first != null && !first.device.isEmpty();
    }

    /** Null when it is over or was never here: a normal race. */
    public Leg find(long legId) {
        return byId.get(legId);
    }

    /** How many who came have no leg of ours beside them, as a sum: nobody is there for them yet. */
    public int alone() {
        return Math.max(0, 2 * arrived - byId.size());
    }

    public void remove(Leg leg) {
        if (byId.remove(leg.id) != null) {
            arrived -= leg.role == LegRole.ARRIVING ? 1 : 0;
        }
        if (leg.meant != null) {
            choosy.remove(leg);
        }
        if (leg.origin != null && origins.get(leg.callId) == leg) {
            origins.remove(leg.callId);
        }
        if (!leg.device.isEmpty()) {
            removeAtDevice(leg);
            leg.table = null;
            changed(leg.device);
        }
    }

    private void removeAtDevice(Leg leg) {
        Leg first = byDevice.get(leg.device);
        if (first == leg && leg.nextAtDevice == null) {
            byDevice.remove(leg.device);
        } else if (first == leg) {
            byDevice.put(leg.device, leg.nextAtDevice);
        } else {
            Leg at = first;
            while (at.nextAtDevice != leg) {
                at = at.nextAtDevice;
            }
            at.nextAtDevice = leg.nextAtDevice;
        }
        leg.nextAtDevice = null;
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
