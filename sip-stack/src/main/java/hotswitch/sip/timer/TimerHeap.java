package hotswitch.sip.timer;

import java.util.Arrays;

/**
 * Deadlines in order of (time, age): a binary heap whose elements know their place, so that moving or taking out one
 * costs log n and no garbage.
 */
@SuppressWarnings("ReferenceEquality") // elements are themselves, not values
public final class TimerHeap {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /** Something with at most one deadline; earlier and later timers of the same thing are its own business. */
    public abstract static class Timed {
        private long dueNs = NEVER;
        private long age;
        private int place = -1;

        /** Called once when the deadline has come; it is no longer set then. */
        protected abstract void onDue(long nowNs);
    }

    private Timed[] heap = new Timed[64];
    private int size;
    private long ages;

    /** Sets or moves the deadline; {@link #NEVER} takes it out. */
    public void set(Timed timed, long dueNs) {
        if (dueNs == NEVER) {
            cancel(timed);
            return;
        }
        timed.dueNs = dueNs;
        timed.age = ages++;
        if (timed.place < 0) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            put(timed, size++);
        }
        up(timed);
        down(timed);
    }

    public void cancel(Timed timed) {
        int hole = timed.place;
        if (hole < 0) {
            return;
        }
        timed.place = -1;
        timed.dueNs = NEVER;
        Timed last = heap[--size];
        heap[size] = null;
        if (last != timed) {
            put(last, hole);
            up(last);
            down(last);
        }
    }

    /** The earliest deadline, {@link #NEVER} when there is none. */
    public long nextDueNs() {
        return size == 0 ? NEVER : heap[0].dueNs;
    }

    public int size() {
        return size;
    }

    /**
     * Runs what is due at or before now, also what becomes due meanwhile; every timer moves on or ends, so this ends.
     */
    public void expire(long nowNs) {
        while (size > 0 && heap[0].dueNs <= nowNs) {
            Timed due = heap[0];
            cancel(due);
            due.onDue(nowNs);
        }
    }

    private static boolean before(Timed a, Timed b) {
        return a.dueNs < b.dueNs || (a.dueNs == b.dueNs && a.age < b.age);
    }

    private void put(Timed timed, int place) {
        heap[place] = timed;
        timed.place = place;
    }

    private void up(Timed timed) {
        while (timed.place > 0 && before(timed, heap[(timed.place - 1) / 2])) {
            int place = timed.place;
            put(heap[(place - 1) / 2], place);
            put(timed, (place - 1) / 2);
        }
    }

    private void down(Timed timed) {
        while (true) {
            int left = 2 * timed.place + 1;
            if (left >= size) {
                return;
            }
            int least = left + 1 < size && before(heap[left + 1], heap[left]) ? left + 1 : left;
            if (!before(heap[least], timed)) {
                return;
            }
            int place = timed.place;
            put(heap[least], place);
            put(timed, least);
        }
    }
}
