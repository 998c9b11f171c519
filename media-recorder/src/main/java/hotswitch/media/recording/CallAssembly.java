package hotswitch.media.recording;

import hotswitch.media.archive.RecordingArchive;
import hotswitch.media.archive.StereoSource;
import hotswitch.media.codec.Codec;
import hotswitch.media.codec.StereoWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One call while it is recorded: its segments in the order in which they were opened, one after the other in the
 * file.
 */
final class CallAssembly implements StereoSource {
    private static final int SEGMENTS_MAX = 1_000;
    private static final long GOING_ON = Long.MIN_VALUE;

    private final long callId;
    private final long indexBefore;
    private final Path workFolder;
    private final List<SegmentAssembly> segments = new ArrayList<>();
    private long endedNs = GOING_ON;

    /**
     * @param indexBefore of the last spool record before the call's first one: reading begins after it, if it
     *     must again
     */
    CallAssembly(long callId, long indexBefore, Path workFolder) {
        this.callId = callId;
        this.indexBefore = indexBefore;
        this.workFolder = workFolder;
    }

    long callId() {
        return callId;
    }

    long indexBefore() {
        return indexBefore;
    }

    /** @return the segment, or null */
    SegmentAssembly find(int number) {
        for (SegmentAssembly segment : segments) {
            if (segment.number() == number) return segment;
        }
        return null;
    }

    /** A segment that is known goes on as it is. */
    SegmentAssembly open(int number, long timeNs) {
        SegmentAssembly known = find(number);
        if (known != null) return known;
        if (segments.size() == SEGMENTS_MAX) throw new IllegalStateException("call " + callId + ": too many segments");
        Path work = workFolder.resolve(Long.toUnsignedString(callId) + "-" + number);
        SegmentAssembly opened = new SegmentAssembly(number, timeNs, work);
        segments.add(opened);
        return opened;
    }

    void ended(long timeNs) {
        if (endedNs == GOING_ON) endedNs = timeNs;
    }

    /** Ended, and the media loops have said so of each segment. */
    boolean isComplete() {
        return endedNs != GOING_ON && segments.stream().noneMatch(SegmentAssembly::isOpen);
    }

    /** Ended so long ago that no media loop will close a segment any more. */
    boolean isOverdue(long nowNs, long graceNs) {
        return endedNs != GOING_ON && nowNs - endedNs >= graceNs;
    }

    void closeRest() {
        for (SegmentAssembly segment : segments) {
            if (segment.isOpen()) segment.closeAtLastPacket(endedNs, false);
        }
    }

    @Override
    public long frames() {
        return segments.stream().mapToLong(SegmentAssembly::frames).sum();
    }

    @Override
    public void writeTo(StereoWriter writer) throws IOException {
        for (SegmentAssembly segment : segments) segment.writeTo(writer);
    }

    /** Writes the file, if there is anything to hear, and says where each segment is. */
    List<RecordedSegment> archive(RecordingArchive archive) throws IOException {
        RecordingArchive.Archived file = frames() == 0
                ? new RecordingArchive.Archived("", "")
                : archive.write(callId, segments.get(0).startNs(), this);
        List<RecordedSegment> recorded = new ArrayList<>();
        long at = 0;
        for (SegmentAssembly segment : segments) {
            recorded.add(located(segment, at, file));
            at += segment.frames();
        }
        return recorded;
    }

    private RecordedSegment located(SegmentAssembly segment, long at, RecordingArchive.Archived file) {
        boolean heard = segment.frames() > 0;
        return new RecordedSegment(
                callId,
                segment.number(),
                heard ? file.file() : "",
                heard ? ms(at) : 0,
                ms(segment.frames()),
                heard ? file.sha256() : "",
                heard ? segment.status() : RecordedSegment.Status.EMPTY);
    }

    private static long ms(long frames) {
        return frames * 1_000 / Codec.CLOCK_RATE;
    }

    void discard() throws IOException {
        for (SegmentAssembly segment : segments) segment.discard();
    }
}
