package hotswitch.sim.world;

import java.util.PriorityQueue;

/** What will happen, by (time, age). Nothing else decides order. */
public final class Agenda {
    private final PriorityQueue<Item> items = new PriorityQueue<>();
    private long added;

    private record Item(long atNs, long age, Runnable what) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            int byTime = Long.compare(atNs, other.atNs);
            return byTime != 0 ? byTime : Long.compare(age, other.age);
        }
    }

    public void add(long atNs, Runnable what) {
        items.add(new Item(atNs, added++, what));
    }

    /** {@link Long#MAX_VALUE} if nothing will. */
    public long nextNs() {
        return items.isEmpty() ? Long.MAX_VALUE : items.peek().atNs;
    }

    public Runnable next() {
        return items.remove().what;
    }
}
