package hotswitch.sip.transport;

/**
 * What the owner of the signalling state does between messages: expire its deadlines, drain its orders. Called when
 * the deadline is due, after each batch of messages, after each task and after a wake-up.
 */
@FunctionalInterface
public interface LoopWork {
    /** No deadline. */
    long NEVER_NS = Long.MAX_VALUE;

    /**
     * Does what is due.
     *
     * @param nowNs epoch ns
     * @return the next deadline in epoch ns, or {@link #NEVER_NS}; one that is past already comes a millisecond later
     */
    long onTime(long nowNs);
}
