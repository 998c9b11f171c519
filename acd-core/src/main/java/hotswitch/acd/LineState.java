package hotswitch.acd;

/** A backup line of the hunting group. FAILED: refused or silent; tried again after a rest. */
public enum LineState {
    IDLE,
    BUSY,
    FAILED
}
