package hotswitch.acd.time;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.Arrays;

/** All armed deadlines: a binary heap by (time, order of arming), with removal, O(log n) each. */
public final class Deadlines {
    private Deadline[] heap = new Deadline[64];
    /** When each is due, beside the heap: a comparison seldom has to look at the deadlines themselves. */
    private long[] times = new long[64];

    private int size;
    private long armedSoFar;

    public int size() {
        return size;
    }

    public Deadline at(int slot) {
        return heap[slot];
    }

    /** When the earliest is due, {@link Deadline#NEVER} if none is armed. */
    public long nextNs() {
        return size == 0 ? Deadline.NEVER : times[0];
    }

    /** The earliest if it is due, disarmed; null if none is. */
    public Deadline due(long nowNs) {
        if (nextNs() > nowNs || size == 0) {
            return null;
        }
        Deadline first = heap[0];
        cancel(first);
        return first;
    }

    /** Arms, or moves, a deadline. */
    public void arm(Deadline deadline, long atNs) {
        put(deadline, atNs, armedSoFar++);
    }

    public void cancel(Deadline deadline) {
        int slot = deadline.slot;
        if (slot < 0) {
            return;
        }
        size--;
        Deadline last = heap[size];
        heap[size] = null;
        deadline.slot = -1;
        deadline.atNs = Deadline.NEVER;
        if (slot < size) {
            set(slot, last);
            up(slot);
            down(last.slot);
        }
    }

    /** Forgets all; the deadlines themselves go with their rows. */
    public void clear() {
        Arrays.fill(heap, 0, size, null);
        size = 0;
        armedSoFar = 0;
    }

    public void writeCount(BytesWriter out) {
        out.i64(armedSoFar);
    }

    public void readCount(BytesReader in) {
        armedSoFar = in.i64();
    }

    public void write(Deadline deadline, BytesWriter out) {
        out.i64(deadline.atNs).i64(deadline.armed() ? deadline.order : 0);
    }

    public void read(Deadline deadline, BytesReader in) {
        long atNs = in.i64();
        long order = in.i64();
        if (atNs != Deadline.NEVER) {
            put(deadline, atNs, order);
        }
    }

    private void put(Deadline deadline, long atNs, long order) {
        cancel(deadline);
        deadline.atNs = atNs;
        deadline.order = order;
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        set(size, deadline);
        size++;
        up(deadline.slot);
    }

    private void up(int from) {
        int slot = from;
        Deadline moving = heap[slot];
        while (slot > 0 && before(moving, (slot - 1) / 2)) {
            set(slot, heap[(slot - 1) / 2]);
            slot = (slot - 1) / 2;
        }
        set(slot, moving);
    }

    private void down(int from) {
        int slot = from;
        Deadline moving = heap[slot];
        for (int child = 2 * slot + 1; child < size; child = 2 * slot + 1) {
            if (child + 1 < size && before(heap[child + 1], times[child + 1], child)) {
                child++;
            }
            if (before(moving, child)) {
                break;
            }
            set(slot, heap[child]);
            slot = child;
        }
        set(slot, moving);
    }

    private boolean before(Deadline one, int other) {
        return before(one, one.atNs, other);
    }

    /** {@code one}, due at {@code atNs}, before the one in that slot. */
    private boolean before(Deadline one, long atNs, int other) {
        return atNs != times[other] ? atNs < times[other] : one.order < heap[other].order;
    }

    private void set(int slot, Deadline deadline) {
        heap[slot] = deadline;
        times[slot] = deadline.atNs;
        deadline.slot = slot;
    }
}
