package hotswitch.sip.session;

/**
 * <pre>
 * CALLING    INVITE sent            -> PROCEEDING | CONFIRMED | CANCELLING | ENDED
 * PROCEEDING provisional received   -> CONFIRMED | CANCELLING | ENDED
 * CANCELLING CANCEL sent or wished  -> CLEARING (a 200 crossed) | ENDED
 * INCOMING   INVITE received        -> ACCEPTED | ENDED
 * ACCEPTED   200 sent, no ACK yet   -> CONFIRMED | CLEARING | ENDED
 * CONFIRMED  both sides agree       -> CLEARING | ENDED
 * CLEARING   BYE sent or wished     -> ENDED
 * ENDED
 * </pre>
 */
public enum SessionState {
    CALLING,
    PROCEEDING,
    CANCELLING,
    INCOMING,
    ACCEPTED,
    CONFIRMED,
    CLEARING,
    ENDED;

    /** We call, and no fork has accepted it yet. */
    boolean isEarlyOfOurs() {
        return switch (this) {
            case CALLING, PROCEEDING, CANCELLING -> true;
            case INCOMING, ACCEPTED, CONFIRMED, CLEARING, ENDED -> false;
        };
    }

    boolean mayBecome(SessionState next) {
        return switch (next) {
            case PROCEEDING -> this == CALLING;
            case CANCELLING -> this == CALLING || this == PROCEEDING;
            case ACCEPTED -> this == INCOMING;
            case CONFIRMED -> this == CALLING || this == PROCEEDING || this == ACCEPTED;
            case CLEARING -> this == CANCELLING || this == ACCEPTED || this == CONFIRMED;
            case ENDED -> this != ENDED;
            case CALLING, INCOMING -> false;
        };
    }
}
