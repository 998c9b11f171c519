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

    int size() {
        return sizeOf(root);
    }

    boolean isEmpty() {
        return root == null;
    }

    /** Null if empty. */
    N first() {
        N at = root;
        while (at != null && at.left != null) {
            at = at.left;
        }
        return at;
    }

    /** Throws if it is here already. */
    void add(N node) {
        node.left = null;
        node.right = null;
        node.pending = 0;
        node.size = 1;
        root = insert(root, node);
    }

    /** Throws if it is not here. Its count stays with it. */
    void remove(N node) {
        root = delete(root, node);
        node.left = null;
        node.right = null;
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

    private N insert(N at, N node) {
        if (at == null) {
            return node;
        }
        if (at == node) {
            throw new IllegalStateException("twice in line: " + node);
        }
        push(at);
        N top = at;
        if (node.before(at)) {
            at.left = insert(at.left, node);
            if (at.left.heap > at.heap) {
                top = at.left;
                at.left = top.right;
                top.right = at;
            }
        } else {
            at.right = insert(at.right, node);
            if (at.right.heap > at.heap) {
                top = at.right;
                at.right = top.left;
                top.left = at;
            }
        }
        resize(at);
        resize(top);
        return top;
    }

    private N delete(N at, N node) {
        if (at == null) {
            throw new IllegalStateException("not in line: " + node);
        }
        push(at);
        if (at == node) {
            return merge(at.left, at.right);
        }
        if (node.before(at)) {
            at.left = delete(at.left, node);
        } else {
            at.right = delete(at.right, node);
        }
        resize(at);
        return at;
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
