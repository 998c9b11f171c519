package hotswitch.acd;

/** {@code WAITING → OFFERED → OPEN}, back to WAITING while nobody has done it; the others end it. */
public enum ItemState {
    WAITING,
    OFFERED,
    OPEN,
    DONE,
    /** Whoever sent it no longer wants it. */
    WITHDRAWN,
    /** Waited longer than its queue permits, or its queue is no more. */
    EXPIRED
}
