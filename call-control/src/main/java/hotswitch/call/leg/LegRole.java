package hotswitch.call.leg;

/** How a leg came to be. */
public enum LegRole {
    /** From a trunk, or from a seat that dials. */
    ARRIVING,
    /** We ring a seat's contacts. */
    OFFERED,
    /** We dial a number through trunks. */
    DIALLED
}
