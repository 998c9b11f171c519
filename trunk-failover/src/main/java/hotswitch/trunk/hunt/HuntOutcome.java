package hotswitch.trunk.hunt;

/** What becomes of a caller. */
public sealed interface HuntOutcome {
    /** This line is his: ring it. */
    record Seized(long callId, HuntLine line) implements HuntOutcome {}

    /** He waits; {@code position} counts from 1. */
    record Waiting(long callId, int position) implements HuntOutcome {}

    /** Nobody more may wait. */
    record Full(long callId) implements HuntOutcome {}
}
