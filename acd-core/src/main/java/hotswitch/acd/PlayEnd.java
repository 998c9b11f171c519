package hotswitch.acd;

/** Why a prompt stopped. FAILED: it does not exist or cannot be played. */
public enum PlayEnd {
    COMPLETED,
    STOPPED,
    FAILED
}
