package hotswitch.sip.session;

/** Why a session is over. */
public enum Ended {
    /** The peer sent BYE. */
    REMOTE_BYE,
    /** We sent BYE; reported when it was answered or given up. */
    LOCAL_BYE,
    /** Given up before it was answered: by the caller's CANCEL, or by ours. */
    CANCELLED,
    /** We refused the INVITE (also: challenged it). */
    REJECTED,
    /** The peer refused the INVITE. */
    REFUSED,
    /** Our 200 never got its ACK. */
    NO_ACK,
    /** No answer: to the INVITE, to a re-INVITE, to whether it is still there, or by our own user in time. */
    TIMEOUT,
    /** The INVITE could not be sent. */
    UNREACHABLE
}
