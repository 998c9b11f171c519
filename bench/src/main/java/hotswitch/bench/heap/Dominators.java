package hotswitch.bench.heap;

import java.util.Arrays;

/**
 * For each object of a dump the one without which it could go: who holds it (Cooper, Harvey, Kennedy, "A Simple, Fast
 * Dominance Algorithm").
 */
final class Dominators {
    private final HeapDump heap;
    /** Reachable objects, each after all those to which it leads. */
    private final int[] order;

    private final int[] rank;
    private int reached;
    /** -1: unreachable. */
    private final int[] holder;

    Dominators(HeapDump heap) {
        this.heap = heap;
        order = new int[heap.count()];
        rank = new int[heap.count()];
        holder = new int[heap.count()];
        Arrays.fill(rank, -1);
        Arrays.fill(holder, -1);
        walk();
        settle();
    }

    int reached() {
        return reached;
    }

    /** The i-th of all that are reachable: holders come before what they hold. */
    int object(int i) {
        return order[reached - 1 - i];
    }

    int holder(int object) {
        return holder[object];
    }

    private void walk() {
        int[] path = new int[heap.count()];
        int[] next = new int[heap.count()];
        boolean[] seen = new boolean[heap.count()];
        int depth = 1;
        seen[0] = true;
        while (depth > 0) {
            int at = path[depth - 1];
            if (next[depth - 1] == heap.from[at + 1]) {
                rank[at] = reached;
                order[reached++] = at;
                depth--;
                continue;
            }
            int child = heap.to[next[depth - 1]++];
            if (!seen[child]) {
                seen[child] = true;
                path[depth] = child;
                next[depth++] = heap.from[child];
            }
        }
    }

    /** Until nothing changes: each is held by what all hold that refer to it. */
    private void settle() {
        int[] first = new int[heap.count() + 1];
        int[] referrers = referrers(first);
        holder[0] = 0;
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = 1; i < reached; i++) {
                int at = object(i);
                int common = -1;
                for (int e = first[at]; e < first[at + 1]; e++) {
                    if (holder[referrers[e]] >= 0) {
                        common = common < 0 ? referrers[e] : common(referrers[e], common);
                    }
                }
                changed |= holder[at] != common;
                holder[at] = common;
            }
        }
    }

    /** Those of object i lie from {@code first[i]} on. */
    private int[] referrers(int[] first) {
        for (int i = 0; i < reached; i++) {
            for (int e = heap.from[order[i]]; e < heap.from[order[i] + 1]; e++) {
                first[heap.to[e] + 1]++;
            }
        }
        for (int i = 0; i < heap.count(); i++) {
            first[i + 1] += first[i];
        }
        int[] place = first.clone();
        int[] referrers = new int[first[heap.count()]];
        for (int i = 0; i < reached; i++) {
            for (int e = heap.from[order[i]]; e < heap.from[order[i] + 1]; e++) {
                referrers[place[heap.to[e]]++] = order[i];
            }
        }
        return referrers;
    }

    private int common(int one, int other) {
        int a = one;
        int b = other;
        while (a != b) {
            while (rank[a] < rank[b]) {
                a = holder[a];
            }
            while (rank[b] < rank[a]) {
                b = holder[b];
            }
        }
        return a;
    }
}
