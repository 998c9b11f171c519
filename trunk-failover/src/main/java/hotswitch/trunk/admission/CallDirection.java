package hotswitch.trunk.admission;

/** Seen from us. */
public enum CallDirection {
    INBOUND,
    OUTBOUND
}
