package hotswitch.acd;

/** Seen from the centre. INTERNAL: one seat to another. */
public enum Direction {
    INBOUND,
    OUTBOUND,
    INTERNAL
}
