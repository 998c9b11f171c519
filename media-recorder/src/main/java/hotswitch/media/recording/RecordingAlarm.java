package hotswitch.media.recording;

/** Hears that recording is in trouble. Calls go on meanwhile. Called from the spool's or the writer's thread. */
public interface RecordingAlarm {
    /** What is wrong. */
    enum Fault {
        /** Less space than {@link SpoolConfig#freeBytesMin}: audio is not kept, what belongs to calls still is. */
        SPOOL_FULL,
        /** The spool does not take records: audio is not kept, the rest waits. */
        SPOOL_FAILED,
        /** The spool's thread fell behind the media loops, or the disk stood still: some audio was not kept. */
        SPOOL_OVERFLOW,
        /** Finished calls cannot be archived; the spool keeps them, and it is tried again. */
        ARCHIVE_FAILED
    }

    void raised(Fault fault, String detail);

    void cleared(Fault fault);
}
