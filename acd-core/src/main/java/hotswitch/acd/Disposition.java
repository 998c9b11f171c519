package hotswitch.acd;

/** How a call ended: the closed list. */
public enum Disposition {
    /** A human talked with the caller. */
    ANSWERED,
    /** The caller left while waiting or being offered. */
    ABANDONED,
    /** The caller left in the flow before any queue. */
    LEFT_IN_FLOW,
    /** The flow ended the call. */
    FLOW_COMPLETED,
    /** Waited too long or found the queue full, and no overflow target took it. */
    OVERFLOWED,
    /** The called party was busy, did not answer, or refused. */
    NOT_ANSWERED,
    /** No trunk could carry it. */
    NO_ROUTE,
    /** Not permitted: displayed number, unknown destination, no flow for the number. */
    REJECTED,
    /** Cleared by the API. */
    CLEARED,
    /** No RTP for the configured time. */
    MEDIA_LOST,
    /** Could not be bound again after a restart. */
    RESTART_LOST,
    /** A fault in the core; its command was skipped. */
    INTERNAL_FAULT,
    /** The node was drained. */
    DRAINED,
    /** Was to be called back and could not be reached. */
    NOT_REACHED
}
