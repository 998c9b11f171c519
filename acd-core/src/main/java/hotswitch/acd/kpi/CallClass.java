package hotswitch.acd.kpi;

import hotswitch.acd.Direction;

/** What became of a call, for counting: each ended call is in exactly one class of a definition's thresholds. */
public enum CallClass {
    /** An agent talked with the caller, after no longer a wait than the definition permits. */
    ANSWERED_IN_TIME,
    ANSWERED_LATE,
    /** A backup line talked with the caller. */
    LINE_ANSWERED,
    /** Smart service: the flow did all that the caller wanted. */
    SELF_SERVED,
    /** The same, of a caller who had waited for a human before and was sent on to the flow. */
    SERVED_AFTER_WAITING,
    /** Spoke to nobody and left a message, without having waited for a human. */
    MESSAGE_IN_FLOW,
    /** Waited for a human, was sent on to a flow, and left a message there. */
    MESSAGE_AFTER_WAITING,
    /** The caller left the queue before the threshold. */
    SHORT_ABANDONED,
    ABANDONED,
    /** The caller left in the flow, before any queue. */
    LEFT_IN_FLOW,
    /** The flow said goodbye (out of hours, a notice). */
    ENDED_IN_FLOW,
    /** Waited too long or found the queue full, and nobody else took it, nor did a flow to which it was sent on. */
    OVERFLOWED,
    /** Never let in: no such number, full, draining. */
    REFUSED,
    /** Ended while waiting by neither side: the API, a restart, no media, a fault. */
    LOST_WAITING,
    /** The same in the flow. */
    LOST_IN_FLOW,
    /** Not a caller of the hotline: a seat dialled. */
    FROM_SEAT;

    /** {@code withinMs}: answered in time; {@code shortAbandonMs}: who leaves earlier abandoned shortly; both in ms. */
    public record Thresholds(long withinMs, long shortAbandonMs) {}

    public static CallClass of(CallRow row, Thresholds thresholds) {
        if (row.record().direction() != Direction.INBOUND) {
            return FROM_SEAT;
        }
        long waitMs = row.waitMs();
        if (row.connected()) {
            return row.record().parties().agent() == 0
                    ? LINE_ANSWERED
                    : waitMs <= thresholds.withinMs ? ANSWERED_IN_TIME : ANSWERED_LATE;
        }
        boolean queued = row.record().times().queuedNs() != 0;
        return switch (row.record().disposition()) {
            case ABANDONED -> waitMs < thresholds.shortAbandonMs ? SHORT_ABANDONED : ABANDONED;
            case LEFT_IN_FLOW -> queued ? afterWaiting(row) : inFlow(row, LEFT_IN_FLOW);
            case FLOW_COMPLETED -> queued ? afterWaiting(row) : inFlow(row, ENDED_IN_FLOW);
            case OVERFLOWED -> OVERFLOWED;
            case NOT_ANSWERED, NO_ROUTE, REJECTED, DRAINED -> REFUSED;
            case NOT_REACHED -> LOST_WAITING;
            case ANSWERED, CLEARED, MEDIA_LOST, RESTART_LOST, INTERNAL_FAULT -> queued ? LOST_WAITING : LOST_IN_FLOW;
        };
    }

    private static CallClass inFlow(CallRow row, CallClass otherwise) {
        return row.served() ? SELF_SERVED : row.messageLeft() ? MESSAGE_IN_FLOW : otherwise;
    }

    private static CallClass afterWaiting(CallRow row) {
        return row.served() ? SERVED_AFTER_WAITING : row.messageLeft() ? MESSAGE_AFTER_WAITING : OVERFLOWED;
    }
}
