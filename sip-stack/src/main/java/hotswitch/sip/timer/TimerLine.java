package hotswitch.sip.timer;

import hotswitch.sip.timer.TimerHeap.Timed;

/**
 * Deadlines that come due in the order in which they were set: first in, first out, nothing is compared. Who is taken
 * out before leaves a hole. The place of an element is -2 less its slot.
 */
final class TimerLine {
    private static final int FIRST_PLACE = -2;

    private Timed[] ring = new Timed[64];
    private int head;
    /** Slots from the head on, holes included. */
    private int length;

    private int size;
    private long lastDueNs;

    /** Whether this deadline may stand at the end. */
    boolean ends(long dueNs) {
        return size == 0 || dueNs >= lastDueNs;
    }

    void add(Timed timed) {
        if (length == ring.length) {
            close();
        }
        lastDueNs = timed.dueNs;
        size++;
        put(timed, length++);
    }

    private void put(Timed timed, int fromHead) {
        int slot = (head + fromHead) & (ring.length - 1);
        ring[slot] = timed;
        timed.place = FIRST_PLACE - slot;
    }

    /** Does nothing for one that is not in the line. */
    void remove(Timed timed) {
        if (timed.place <= FIRST_PLACE) {
            ring[FIRST_PLACE - timed.place] = null;
            timed.place = TimerHeap.NOWHERE;
            size--;
        }
    }

    /** Null when nobody waits. */
    Timed first() {
        while (length > 0 && ring[head] == null) {
            head = (head + 1) & (ring.length - 1);
            length--;
        }
        return length == 0 ? null : ring[head];
    }

    int size() {
        return size;
    }

    /** The holes go; where they are few there is twice the room. */
    private void close() {
        Timed[] former = ring;
        int begin = head;
        int slots = length;
        ring = new Timed[size > slots / 2 ? 2 * former.length : former.length];
        head = 0;
        length = 0;
        for (int i = 0; i < slots; i++) {
            Timed timed = former[(begin + i) & (former.length - 1)];
            if (timed != null) {
                put(timed, length++);
            }
        }
    }
}
