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

    private final long startNs;
    private final List<List<Paced>> slots = new ArrayList<>(SLOTS);
    private List<Paced> first;
    private int firstAt;
    private long done;
    private int size;

    /** Sends one packet every 20 ms. */
    public interface Paced {
        /** One packet is due. {@code skipped}: time was left out before it. Returns false when it was the last. */
        boolean onDue(long nowNs, boolean skipped);
    }

    public Pacer(long startNs) {
        this.startNs = startNs;
        for (int i = 0; i < SLOTS; i++) slots.add(new ArrayList<>());
        first = slots.getFirst();
    }

    /** From now on the paced one has its turn every 20 ms, the first within 20 ms. */
    public void add(Paced paced, long nowNs) {
        if (isIdle()) begin(nowNs);
        slot().add(paced);
        size++;
    }

    /** The slot that comes next is the first one. */
    private void begin(long nowNs) {
        done = (nowNs - startNs) / SLOT_NS;
        firstAt = (int) ((done + 1) % SLOTS);
        first = slots.get(firstAt);
    }

    private List<Paced> slot() {
        List<Paced> least = first;
        if (first.size() < FEW) return first;
        for (List<Paced> slot : slots) {
            if (slot.size() < least.size()) least = slot;
        }
        return least;
    }

    /** How often {@link #tick} has work: each slot, or once in 20 ms for the only one that is in use; 0: never. */
    public long periodNs() {
        if (isIdle()) return 0;
        return size == first.size() ? PACKET_NS : SLOT_NS;
    }

    /** How long until the only slot in use begins. */
    public long untilDueNs(long nowNs) {
        long sinceStartNs = nowNs - startNs;
        long slotsAway = Math.floorMod(firstAt - sinceStartNs / SLOT_NS - 1, SLOTS) + 1L;
        return slotsAway * SLOT_NS - sinceStartNs % SLOT_NS;
    }

    public void remove(Paced paced) {
        for (List<Paced> slot : slots) {
            if (slot.remove(paced)) size--;
        }
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
    }

    private void run(List<Paced> slot, long nowNs, boolean skipped) {
        for (int i = slot.size() - 1; i >= 0; i--) {
            if (slot.get(i).onDue(nowNs, skipped)) continue;
            slot.remove(i);
            size--;
        }
    }
}
