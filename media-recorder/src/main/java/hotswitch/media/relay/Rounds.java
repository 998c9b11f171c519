package hotswitch.media.relay;

import java.util.Arrays;
import org.agrona.collections.IntArrayList;

/**
 * When each of many is looked at: not before something can be due there. Time is cut into rounds of 100 ms, and each
 * has the list of those whose turn it is; of a thousand ports where nobody speaks one or two are touched in a round,
 * not all. Who is put off keeps the turn that he has and says anew when it comes: a packet costs a comparison. Lists
 * and times are numbers in a row: to put one on a list touches nobody else's memory, and is nothing for the collector
 * to follow.
 */
final class Rounds {
    static final long ROUND_NS = 100_000_000;
    /** Who is due later than in so many rounds has his turn in the last of them, and says again. */
    private static final int LISTS = 64;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int ROOM = 16;

    private final long startNs;
    private Looked[] known = new Looked[ROOM];
    /** Of each known one: when the round begins in whose list it is. It may be in later ones too, from before. */
    private long[] atNs = new long[ROOM];

    private int size;
    /** Numbers that nobody has any more. */
    private final IntArrayList free = new IntArrayList();

    private final int[][] lists = new int[LISTS][ROOM];
    private final int[] lengths = new int[LISTS];
    /** The last round that was made. */
    private long made;

    /** Who is looked at. */
    interface Looked {
        /** Says when the next time is; {@link Long#MAX_VALUE}: not before {@link Rounds#by} says so. */
        long onLook(long nowNs);
    }

    Rounds(long startNs) {
        this.startNs = startNs;
    }

    /** For one that will be looked at: his number, until {@link #forget}. */
    int know(Looked who) {
        int number = free.isEmpty() ? added() : free.popInt();
        known[number] = who;
        return number;
    }

    private int added() {
        if (size == known.length) {
            known = Arrays.copyOf(known, 2 * size);
            atNs = Arrays.copyOf(atNs, 2 * size);
        }
        atNs[size] = NEVER;
        return size++;
    }

    /** The number is somebody else's from now on, who may be looked at early because of it. */
    void forget(int who) {
        none(who);
        known[who] = null;
        free.pushInt(who);
    }

    /** This one is looked at in the first round that begins at that time or later, or before that. */
    void by(int who, long dueNs) {
        if (dueNs >= atNs[who]) return;
        long round = Math.clamp(Math.ceilDiv(dueNs - startNs, ROUND_NS), made + 1, made + LISTS - 1);
        long roundNs = startNs + round * ROUND_NS;
        if (roundNs >= atNs[who]) return;
        atNs[who] = roundNs;
        put((int) (round % LISTS), who);
    }

    private void put(int list, int who) {
        int length = lengths[list]++;
        if (length == lists[list].length) lists[list] = Arrays.copyOf(lists[list], 2 * length);
        lists[list][length] = who;
    }

    /** This one is not looked at any more. */
    void none(int who) {
        atNs[who] = NEVER;
    }

    /** How long until the next round. */
    long untilNextNs(long nowNs) {
        return ROUND_NS - Math.floorMod(nowNs - startNs, ROUND_NS);
    }

    /** Looks at those whose turn it is. */
    void tick(long nowNs) {
        long now = Math.floorDiv(nowNs - startNs, ROUND_NS);
        made = Math.max(made, now - LISTS); // after a long stall each list has all its rounds at once
        while (made < now) {
            made++;
            look((int) (made % LISTS), startNs + made * ROUND_NS, nowNs);
        }
    }

    private void look(int list, long roundNs, long nowNs) {
        int next = 0;
        try {
            while (next < lengths[list]) look(lists[list][next++], roundNs, nowNs, true);
        } finally {
            // one that failed has had its turn, those behind it have theirs in the next round
            while (next < lengths[list]) look(lists[list][next++], roundNs, nowNs, false);
            lengths[list] = 0;
        }
    }

    private void look(int who, long roundNs, long nowNs, boolean really) {
        if (atNs[who] > roundNs) return;
        atNs[who] = NEVER;
        long dueNs = nowNs;
        try {
            if (really) dueNs = known[who].onLook(nowNs);
        } finally {
            by(who, dueNs);
        }
    }
}
