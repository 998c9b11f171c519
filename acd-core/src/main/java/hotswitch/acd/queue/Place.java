package hotswitch.acd.queue;

/** A place in a waiting line: higher priority first, then the earlier arrival. {@code seq} is unique in the centre. */
public record Place(int priority, long seq) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
        int byPriority = Integer.compare(other.priority, priority);
        return byPriority != 0 ? byPriority : Long.compare(seq, other.seq);
    }
}
