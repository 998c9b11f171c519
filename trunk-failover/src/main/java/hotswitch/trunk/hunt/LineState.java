package hotswitch.trunk.hunt;

/** A line of the group. */
public enum LineState {
    IDLE,
    /** Rings or talks. */
    BUSY,
    /** Was busy for somebody else, refused or silent: rests until it is tried again. */
    FAILED
}
