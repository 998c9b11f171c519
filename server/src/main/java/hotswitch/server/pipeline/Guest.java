package hotswitch.server.pipeline;

/** Journal and core as a part of another thread's work, which calls both methods and is woken when there is more. */
public interface Guest {
    /** The stages do not want to be woken. */
    long NEVER_NS = Long.MAX_VALUE;

    /** Takes one batch through the stages; false if there was none. Its orders are out when it returns. */
    boolean run();

    /**
     * The host turns to other things, as it must after a few batches: the facts of all of them are out when this
     * returns. In how many nanoseconds it must come back, if nobody wakes it before: 0 when there is something to do
     * already.
     */
    long restNs();
}
