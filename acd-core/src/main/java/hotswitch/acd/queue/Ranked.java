package hotswitch.acd.queue;

import java.util.List;

/**
 * Things in a total order that are their own nodes, so that nothing is allocated: a treap with sizes. In, out, rank
 * and "one more for everybody before" are O(log n). A node is in one at a time.
 */
@SuppressWarnings("ReferenceEquality") // A node is itself, not what it is like.
final class Ranked<N extends Ranked.Node<N>> {

    /** {@code salt}: different for different nodes, so that the tree is bushy. */
    abstract static class Node<N extends Node<N>> {
        N left;
        N right;
        int size;
        /** How often {@link Ranked#oneMoreBefore} meant it; owed to all below is {@code pending}. */
        int count;

        int pending;
        int heap;

        /** In no order, and counted by none; before it is added to the first one. */
        final void fresh(long salt) {
            count = 0;
            long h = (salt ^ (salt >>> 33)) * 0xff51afd7ed558ccdL;
            h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
            heap = (int) (h ^ (h >>> 33));
        }

        /** Strict and total. */
        abstract boolean before(N other);
    }

    private N root;
    private N first;
    private N last;
    /** Something may be owed: some {@code pending} may be other than 0. */
    private boolean owing;

    int size() {
        return sizeOf(root);
    }

    boolean isEmpty() {
        return root == null;
    }

    /** Null if empty. */
    N first() {
        return first;
    }

    /** Throws if it is here already. Mostly it is the last one: then nothing is compared on the way down. */
    void add(N node) {
        node.left = null;
        node.right = null;
        node.pending = 0;
        boolean behindAll = last == null || last.before(node);
        N parent = null;
        boolean left = false;
        N at = root;
        while (at != null && at.heap >= node.heap) {
            if (at == node) {
                throw new IllegalStateException("twice in line: " + node);
            }
            push(at);
            at.size++;
            parent = at;
            left = !behindAll && node.before(at);
            at = left ? at.left : at.right;
        }
        split(at, node);
        resize(node);
        hang(parent, left, node);
        last = behindAll ? node : last;
        first = first == null || node.before(first) ? node : first;
    }

    /** Throws if it is not here. Its count stays with it. */
    void remove(N node) {
        N parent = null;
        boolean left = false;
        N at = root;
        while (at != node) {
            if (at == null) {
                throw new IllegalStateException("not in line: " + node);
            }
            push(at);
            at.size--;
            parent = at;
            left = node.before(at);
            at = left ? at.left : at.right;
        }
        push(node);
        N instead = merge(node.left, node.right);
        hang(parent, left, instead);
        if (node == first) {
            first = instead == null ? parent : leftmost(instead);
        }
        if (node == last) {
            last = instead == null ? parent : rightmost(instead);
        }
        owing &= root != null;
        node.left = null;
        node.right = null;
    }

    /** The node as this child of its parent; null: as the root. */
    private void hang(N parent, boolean left, N node) {
        if (parent == null) {
            root = node;
        } else if (left) {
            parent.left = node;
        } else {
            parent.right = node;
        }
    }

    private static <N extends Node<N>> N leftmost(N from) {
        N at = from;
        while (at.left != null) {
            at = at.left;
        }
        return at;
    }

    private static <N extends Node<N>> N rightmost(N from) {
        N at = from;
        while (at.right != null) {
            at = at.right;
        }
        return at;
    }

    boolean holds(N node) {
        N at = root;
        while (at != null && at != node) {
            at = node.before(at) ? at.left : at.right;
        }
        return at != null;
    }

    /** How many are before it. */
    int before(N node) {
        if (node == last) {
            return size() - 1;
        }
        int before = 0;
        for (N at = root; at != null; ) {
            if (at.before(node)) {
                before += sizeOf(at.left) + 1;
                at = at.right;
            } else {
                at = at.left;
            }
        }
        return before;
    }

    /** Counts one more for each that is before this one. */
    void oneMoreBefore(N node) {
        if (node == first) {
            return;
        }
        owing = true;
        for (N at = root; at != null; ) {
            push(at);
            if (at.before(node)) {
                at.count++;
                owe(at.left, 1);
                at = at.right;
            } else {
                at = at.left;
            }
        }
    }

    /** The count of one that is here. */
    int count(N node) {
        if (!owing) {
            return node.count;
        }
        int owed = 0;
        N at = root;
        while (at != node) {
            owed += at.pending;
            at = node.before(at) ? at.left : at.right;
        }
        return node.count + owed;
    }

    /** Adds the first {@code max} in order. */
    void first(int max, List<N> into) {
        walk(root, max, into);
    }

    private int walk(N at, int max, List<N> into) {
        if (at == null || max <= 0) {
            return max;
        }
        int left = walk(at.left, max, into);
        if (left <= 0) {
            return 0;
        }
        into.add(at);
        return walk(at.right, left - 1, into);
    }

    /** Those at and below {@code at} who are before the node become its left, the others its right. */
    private void split(N at, N node) {
        if (at == null) {
            return;
        }
        push(at);
        if (at.before(node)) {
            split(at.right, node);
            at.right = node.left;
            node.left = at;
        } else {
            split(at.left, node);
            at.left = node.right;
            node.right = at;
        }
        resize(at);
    }

    private N merge(N a, N b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        N top = a.heap > b.heap ? a : b;
        push(top);
        if (top == a) {
            a.right = merge(a.right, b);
        } else {
            b.left = merge(a, b.left);
        }
        resize(top);
        return top;
    }

    private static <N extends Node<N>> int sizeOf(N node) {
        return node == null ? 0 : node.size;
    }

    private static <N extends Node<N>> void resize(N at) {
        at.size = sizeOf(at.left) + sizeOf(at.right) + 1;
    }

    private static <N extends Node<N>> void owe(N node, int more) {
        if (node != null) {
            node.count += more;
            node.pending += more;
        }
    }

    private static <N extends Node<N>> void push(N at) {
        if (at.pending != 0) {
            owe(at.left, at.pending);
            owe(at.right, at.pending);
            at.pending = 0;
        }
    }
}
