package hotswitch.acd;

/** The obligation of a talk segment. EMPTY: no RTP at all arrived; LOST: its audio cannot be found (alarm). */
public enum RecordingState {
    OPEN,
    KEPT,
    EMPTY,
    LOST
}
