package hotswitch.media.recording;

/** Names one talk segment. */
record SegmentKey(long callId, int segment) {}
