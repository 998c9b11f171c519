package hotswitch.media.recording;

import java.util.HashSet;
import java.util.Set;

/** Remembers which segments lost audio on their way to the disk, until their end is written. For the spool's thread. */
final class SpoolDamage {
    private record SegmentKey(long callId, int segment) {}

    private final Set<SegmentKey> open = new HashSet<>();
    private final Set<SegmentKey> damaged = new HashSet<>();

    void opened(long callId, int segment) {
        open.add(new SegmentKey(callId, segment));
    }

    void lost(long callId, int segment) {
        damaged.add(new SegmentKey(callId, segment));
    }

    /** Nobody knows whose audio it was: each one's that is open. */
    void lostSomewhere() {
        damaged.addAll(open);
    }

    boolean isDamaged(long callId, int segment) {
        return damaged.contains(new SegmentKey(callId, segment));
    }

    void closed(long callId, int segment) {
        SegmentKey key = new SegmentKey(callId, segment);
        open.remove(key);
        damaged.remove(key);
    }
}
