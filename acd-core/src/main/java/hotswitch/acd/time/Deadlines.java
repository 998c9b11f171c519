package hotswitch.acd.time;

import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import java.util.Arrays;

/**
 * All armed deadlines: a heap by (time, order of arming), with removal, O(log n) each. What moves in it are numbers
 * that lie side by side; the deadlines themselves, which lie with their rows all over the memory, are not touched.
 */
public final class Deadlines {
    private static final int PLACES_MIN = 64;
    /** Children of a slot: four of their times lie within one line of the cache. */
    private static final int FAN = 4;
    // By slot of the heap.
    private long[] times = new long[PLACES_MIN];
    /** Who is in the slot; behind the last one, the tickets that nobody has. */
    private int[] tickets = counted(PLACES_MIN);
    // By ticket.
    private int[] slots = new int[PLACES_MIN];
    private Deadline[] holders = new Deadline[PLACES_MIN];
    /** Among equals the first armed is the first due. */
    private long[] orders = new long[PLACES_MIN];

    private int size;
    private long armedSoFar;

    public int size() {
        return size;
    }

    public Deadline at(int slot) {
        return holders[tickets[slot]];
    }

    /** When the earliest is due, {@link Deadline#NEVER} if none is armed. */
    public long nextNs() {
        return size == 0 ? Deadline.NEVER : times[0];
    }

    /** When it is due, epoch ns; {@link Deadline#NEVER}: it is not armed. */
    public long atNs(Deadline deadline) {
        return deadline.armed() ? times[slots[deadline.ticket]] : Deadline.NEVER;
    }

    /** The earliest if it is due, disarmed; null if none is. */
    public Deadline due(long nowNs) {
        if (nextNs() > nowNs || size == 0) {
            return null;
        }
        Deadline first = at(0);
        cancel(first);
        return first;
    }

    /** Arms, or moves, a deadline. */
    public void arm(Deadline deadline, long atNs) {
        put(deadline, atNs, armedSoFar++);
    }

    public void cancel(Deadline deadline) {
        int ticket = deadline.ticket;
        if (ticket < 0) {
            return;
        }
        int slot = slots[ticket];
        size--;
        int last = tickets[size];
        long lastNs = times[size];
        holders[ticket] = null;
        tickets[size] = ticket;
        deadline.ticket = -1;
        if (slot < size) {
            down(up(slot, last, lastNs), last, lastNs);
        }
    }

    /** Forgets all; the deadlines themselves go with their rows. */
    public void clear() {
        Arrays.fill(holders, null);
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
        out.i64(atNs(deadline)).i64(deadline.armed() ? orders[deadline.ticket] : 0);
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
        if (size == times.length) {
            grow();
        }
        int ticket = tickets[size];
        holders[ticket] = deadline;
        orders[ticket] = order;
        deadline.ticket = ticket;
        up(size++, ticket, atNs);
    }

    private void grow() {
        int former = times.length;
        times = Arrays.copyOf(times, 2 * former);
        slots = Arrays.copyOf(slots, 2 * former);
        holders = Arrays.copyOf(holders, 2 * former);
        orders = Arrays.copyOf(orders, 2 * former);
        int[] more = counted(2 * former);
        System.arraycopy(tickets, 0, more, 0, former);
        tickets = more;
    }

    /** Puts it there or, past whoever is due later, nearer to the head; returns where. */
    private int up(int from, int ticket, long atNs) {
        int slot = from;
        for (int parent = (slot - 1) / FAN; slot > 0 && before(ticket, atNs, parent); parent = (slot - 1) / FAN) {
            set(slot, tickets[parent], times[parent]);
            slot = parent;
        }
        set(slot, ticket, atNs);
        return slot;
    }

    /** The same away from the head, past whoever is due earlier. */
    private void down(int from, int ticket, long atNs) {
        int slot = from;
        for (int child = firstChild(slot); child < size; child = firstChild(slot)) {
            if (before(ticket, atNs, child)) {
                break;
            }
            set(slot, tickets[child], times[child]);
            slot = child;
        }
        set(slot, ticket, atNs);
    }

    /** The child that is due first; beyond the last slot if there is none. */
    private int firstChild(int slot) {
        int first = FAN * slot + 1;
        int end = Math.min(first + FAN, size);
        for (int child = first + 1; child < end; child++) {
            if (before(tickets[child], times[child], first)) {
                first = child;
            }
        }
        return first;
    }

    /** {@code ticket}, due at {@code atNs}, before the one in that slot. */
    private boolean before(int ticket, long atNs, int other) {
        return atNs != times[other] ? atNs < times[other] : orders[ticket] < orders[tickets[other]];
    }

    private void set(int slot, int ticket, long atNs) {
        times[slot] = atNs;
        tickets[slot] = ticket;
        slots[ticket] = slot;
    }

    private static int[] counted(int n) {
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            all[i] = i;
        }
        return all;
    }
}
