package hotswitch.sip.timer;

import java.util.Arrays;

/**
 * Deadlines in order of (time, age): a binary heap whose elements know their place, so that moving or taking out one
 * costs log n and no garbage. Most of a user agent's deadlines are those of transactions that only linger, each so long
 * after the present as the one before: they stand in a line beside the heap.
 */
@SuppressWarnings("ReferenceEquality") // elements are themselves, not values
public final class TimerHeap {
    /** No deadline. */
    public static final long NEVER = Long.MAX_VALUE;

    /**
     * For so long an end that stands in the line waits for another occasion. Transactions that linger end one after the
     * other all the time: of the signalling thread's waits at 200 calls/s a timer ended 15 %, with this 9 %.
     */
    private static final long PATIENCE_NS = 100_000_000;

    /** Something with at most one deadline; earlier and later timers of the same thing are its own business. */
    public abstract static class Timed {
        long dueNs = NEVER;
        private long age;
        /** In the heap; below -1: in the line, see {@link TimerLine}; -1: nowhere. */
        int place = NOWHERE;

        /** Called once when the deadline has come; it is no longer set then. */
        protected abstract void onDue(long nowNs);
    }

    static final int NOWHERE = -1;

    private final TimerLine line = new TimerLine();
    private Timed[] heap = new Timed[64];
    private int size;
    private long ages;

    /** Sets or moves the deadline; {@link #NEVER} takes it out. */
    public void set(Timed timed, long dueNs) {
        if (dueNs == NEVER) {
            cancel(timed);
            return;
        }
        line.remove(timed);
        timed.dueNs = dueNs;
        timed.age = ages++;
        if (timed.place == NOWHERE) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            put(timed, size++);
        }
        up(timed);
        down(timed);
    }

    /** The same for a deadline that is, as a rule, the last of all that are set in this way. */
    public void setLast(Timed timed, long dueNs) {
        if (dueNs == NEVER || !line.ends(dueNs)) {
            set(timed, dueNs);
            return;
        }
        cancel(timed);
        timed.dueNs = dueNs;
        timed.age = ages++;
        line.add(timed);
    }

    public void cancel(Timed timed) {
        line.remove(timed);
        int hole = timed.place;
        if (hole == NOWHERE) {
            timed.dueNs = NEVER;
            return;
        }
        timed.place = NOWHERE;
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
        Timed first = first();
        return first == null ? NEVER : first.dueNs;
    }

    /** When {@link #expire} must be called at the latest, if nothing else gives occasion to. */
    public long nextWakeNs() {
        Timed waiting = line.first();
        long lineNs = waiting == null ? NEVER : waiting.dueNs + PATIENCE_NS;
        return size == 0 ? lineNs : Math.min(heap[0].dueNs, lineNs);
    }

    private Timed first() {
        Timed waiting = line.first();
        if (size == 0 || (waiting != null && before(waiting, heap[0]))) {
            return waiting;
        }
        return heap[0];
    }

    public int size() {
        return size + line.size();
    }

    /**
     * Runs what is due at or before now, also what becomes due meanwhile; every timer moves on or ends, so this ends.
     */
    public void expire(long nowNs) {
        for (Timed due = first(); due != null && due.dueNs <= nowNs; due = first()) {
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
