package hotswitch.media.rtp;

import java.util.ArrayList;
import java.util.List;

/**
 * The 20 ms schedule of a loop. Deadlines are absolute, counted from one start, so that nothing drifts; many that play
 * are spread over four slots of 5 ms, so that they do not leave in one burst and hold up what is relayed. Few share the
 * first one's slot: what they send takes less time than waking the loop for each of them. A stall of up to 100 ms is
 * made good; after a longer one the time is left out, and one packet is sent.
 */
public final class Pacer {
    public static final long PACKET_NS = 20_000_000;
    public static final int SLOTS = 4;
    public static final long SLOT_NS = PACKET_NS / SLOTS;

    private static final int CATCH_UP_SLOTS = 5 * SLOTS;
    /** So many are few: they leave within a sixth of a millisecond. */
    private static final int FEW = 32;
    /** So many ticks for nobody: where calls come one after the other the next who plays needs no wake-up. */
    private static final int IDLE_TICKS = 2;

    private final long startNs;
    private final List<List<Seat>> slots = new ArrayList<>(SLOTS);
    private List<Seat> first;
    private int firstAt;
    private long done;
    private int size;
    /** Since somebody had a seat, for however short a while. */
    private int idleTicks = IDLE_TICKS + 1;

    /** Sends one packet every 20 ms. */
    public interface Paced {
        /**
         * One packet is due. {@code skipped}: time was left out before it. Returns false when it was the last. No other
         * seat than its own may be left meanwhile.
         */
        boolean onDue(long nowNs, boolean skipped);
    }

    public Pacer(long startNs) {
        this.startNs = startNs;
        for (int i = 0; i < SLOTS; i++) slots.add(new ArrayList<>());
        first = slots.getFirst();
    }

    /** For one that will be paced, again and again: it is in the schedule while its seat is taken. */
    public Seat seat(Paced paced) {
        return new Seat(paced);
    }

    /** The slot that comes next is the first one. */
    private void begin(long nowNs) {
        done = (nowNs - startNs) / SLOT_NS;
        firstAt = (int) ((done + 1) % SLOTS);
        first = slots.get(firstAt);
    }

    private List<Seat> slot() {
        List<Seat> least = first;
        if (first.size() < FEW) return first;
        for (List<Seat> slot : slots) {
            if (slot.size() < least.size()) least = slot;
        }
        return least;
    }

    /**
     * How often {@link #tick} has work: each slot, or once in 20 ms for the only one that is in use, or was lately; 0:
     * never.
     */
    public long periodNs() {
        if (isIdle()) return idleTicks <= IDLE_TICKS ? PACKET_NS : 0;
        return size == first.size() ? PACKET_NS : SLOT_NS;
    }

    /** How long until the only slot in use begins. */
    public long untilDueNs(long nowNs) {
        long sinceStartNs = nowNs - startNs;
        long slotsAway = Math.floorMod(firstAt - sinceStartNs / SLOT_NS - 1, SLOTS) + 1L;
        return slotsAway * SLOT_NS - sinceStartNs % SLOT_NS;
    }

    public boolean isIdle() {
        return size == 0;
    }

    /** Sends what is due. */
    public void tick(long nowNs) {
        long due = (nowNs - startNs) / SLOT_NS;
        boolean skipped = due - done > CATCH_UP_SLOTS;
        if (skipped) done = due - SLOTS;
        while (done < due) {
            done++;
            run(slots.get((int) (done % SLOTS)), nowNs, skipped);
        }
        idleTicks = isIdle() ? idleTicks + 1 : 0;
    }

    /** From the end: the place of one that leaves is filled with the last, who had his turn. */
    private static void run(List<Seat> slot, long nowNs, boolean skipped) {
        for (int i = slot.size() - 1; i >= 0; i--) {
            Seat seat = slot.get(i);
            if (!seat.paced.onDue(nowNs, skipped)) seat.leave();
        }
    }

    /** One in the schedule, or not at present. */
    public final class Seat {
        private final Paced paced;
        /** Null: it is not taken. */
        private List<Seat> slot;

        private int place;

        private Seat(Paced paced) {
            this.paced = paced;
        }

        /** From now on its paced one has its turn every 20 ms, the first within 20 ms. */
        public void take(long nowNs) {
            if (slot != null) return;
            if (isIdle()) begin(nowNs);
            slot = slot();
            place = slot.size();
            slot.add(this);
            size++;
            idleTicks = 0;
        }

        public boolean isTaken() {
            return slot != null;
        }

        /** At once, so that who comes and goes between two turns makes nobody tick more often. */
        public void leave() {
            if (slot == null) return;
            Seat last = slot.removeLast();
            if (last != this) {
                slot.set(place, last);
                last.place = place;
            }
            slot = null;
            size--;
        }
    }
}
