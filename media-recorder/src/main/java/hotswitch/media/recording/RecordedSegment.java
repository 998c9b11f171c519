package hotswitch.media.recording;

/**
 * The end of a recording obligation: where a talk segment is to be found.
 *
 * @param file relative to the archive's folder, shared by the segments of a call; empty if {@link Status#EMPTY}
 * @param startMs where the segment begins in the file
 * @param sha256 of the whole file; empty if {@link Status#EMPTY}
 */
public record RecordedSegment(
        long callId, int segment, String file, long startMs, long lengthMs, String sha256, Status status) {
    /** What became of the segment. */
    public enum Status {
        OK,
        /** Recorded, but some of its audio was lost on our side (spool full, overflow). */
        PARTIAL,
        /** No RTP arrived from either side. There is no audio, and none is made up. */
        EMPTY
    }

    /**
     * Hears of each segment, in order, once its call is finished and its file durable: once in normal running, again
     * after a restart for those told last (the same call and segment: to be skipped). It may block; what it is told is
     * kept for the restart until {@link RecordingWriter#KEPT_FOR_RETELLING} later calls are finished.
     */
    public interface Listener {
        void recorded(RecordedSegment segment);
    }
}
