package hotswitch.acd;

/** How far a call-back is. */
public enum CallbackState {
    /** The caller agreed and has left; his place in the line stays. */
    PROMISED,
    /** An agent is there, the citizen's phone is rung. */
    TRIED,
    /** Out of the line for a while, with the place kept: between two tries, or before its hours. */
    RESTS,
    /** In the line again. */
    WAITS,
    REACHED,
    /** Tried as often, or waited as long, as agreed. */
    NOT_REACHED
}
