package hotswitch.acd.flow;

/** What a waiting flow may hear. */
public sealed interface FlowInput {
    record Started() implements FlowInput {}

    /** The last step is done, go on. */
    record Done() implements FlowInput {}

    record PlayEnded(boolean failed) implements FlowInput {}

    record Digit(char digit) implements FlowInput {}

    record TimedOut() implements FlowInput {}
}
