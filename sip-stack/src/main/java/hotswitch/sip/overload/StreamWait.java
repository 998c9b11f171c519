package hotswitch.sip.overload;

/**
 * How long messages of streams wait, of which no kernel tells: what is read now came after the streams were read
 * before, and not before the loop last slept, for then it would have been read at once.
 */
public final class StreamWait {
    private boolean reading;
    private long sinceNs;
    private long fromNs;

    /**
     * A message was read; true if it is the first of a turn.
     *
     * @param busySinceNs since when the loop has not slept
     */
    public boolean read(long nowNs, long busySinceNs) {
        if (reading) {
            return false;
        }
        reading = true;
        fromNs = Math.max(sinceNs, busySinceNs);
        sinceNs = nowNs;
        return true;
    }

    /** Of the oldest that are read now, ns. */
    public long waitNs(long nowNs) {
        return nowNs - fromNs;
    }

    /** The turn is over: every socket was read. */
    public void turned() {
        reading = false;
    }
}
