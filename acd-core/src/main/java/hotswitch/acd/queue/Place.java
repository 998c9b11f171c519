package hotswitch.acd.queue;

import hotswitch.acd.config.QueueRouting.Score;

/**
 * A call's place in a waiting line. {@code seq}, given at the first entry into any line, decides among equal scores; it
 * stays through offers that fail and from queue to queue. What the place is compared by follows from the rules.
 */
public final class Place {
    private static final long MICRO_PER_MILLI = 1_000;
    public long callId;
    public long seq;
    /** Nobody waits at this place: he is to be called back. */
    boolean promised;

    final Entry inQueue = new Entry(this);
    final Entry inLane = new Entry(this);
    /** Null: not in a line. */
    Lane lane;
    /** How far the queue's asks are relaxed for it: it is in this step's line of the lane. */
    int step;

    private long perSecond;

    /** From now on it is the place of this call. Throws while it is in a line. */
    public Place begin(long newCallId, long newSeq) {
        if (lane != null) {
            throw new IllegalStateException(this + " is in line");
        }
        callId = newCallId;
        seq = newSeq;
        promised = false;
        step = 0;
        perSecond = 0;
        inQueue.begin(newSeq);
        inLane.begin(newSeq);
        return this;
    }

    /** While it stands in no line: whether whoever has it is to be called back. */
    public Place promised(boolean now) {
        promised = now;
        return this;
    }

    /** While it stands in no line. */
    public void rate(Score score, int priority, long sinceMs) {
        perSecond = score.perSecond();
        // Milli-points per second are micro-points per millisecond.
        long key = (score.weight() + priority * score.perPriority()) * MICRO_PER_MILLI - perSecond * sinceMs;
        inQueue.key = key;
        inLane.key = key;
    }

    /** In micro-points. */
    public long score(long nowMs) {
        return inQueue.key + perSecond * nowMs;
    }

    /** Served before the other one at this time; places of one queue keep their order for ever. */
    public boolean before(Place other, long nowMs) {
        long own = score(nowMs);
        long others = other.score(nowMs);
        return own != others ? own > others : seq < other.seq;
    }

    /** Null: not in a line. */
    public Lane lane() {
        return lane;
    }

    public int step() {
        return step;
    }

    /** How often one behind it in its queue was offered to an agent before it. */
    public int overtaken() {
        return lane == null ? inQueue.count : lane.queue.waiting.overtaken(this);
    }

    /** As it was when it was written. */
    public void overtaken(int count) {
        inQueue.count = count;
    }

    @Override
    public String toString() {
        return "call " + callId + " (" + seq + ")";
    }

    /** The place as a node of one order; what it is compared by lies in the node, so that a step is one look. */
    static final class Entry extends Ranked.Node<Entry> {
        final Place place;
        private long seq;
        /** The score in micro-points at time 0. */
        private long key;

        private Entry(Place place) {
            this.place = place;
        }

        private void begin(long newSeq) {
            fresh(newSeq);
            seq = newSeq;
            key = 0;
        }

        @Override
        boolean before(Entry other) {
            return key != other.key ? key > other.key : seq < other.seq;
        }

        @Override
        public String toString() {
            return place.toString();
        }
    }
}
