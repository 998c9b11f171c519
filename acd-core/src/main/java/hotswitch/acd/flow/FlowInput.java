package hotswitch.acd.flow;

import java.util.List;

/** What a waiting flow may hear. */
public sealed interface FlowInput {
    Started STARTED = new Started();
    Done DONE = new Done();

    record Started() implements FlowInput {}

    /** The last step is done, go on. */
    record Done() implements FlowInput {}

    record PlayEnded(boolean failed) implements FlowInput {}

    record Digit(char digit) implements FlowInput {}

    record TimedOut() implements FlowInput {}

    /** The answer to the request that is waited for; {@code ok}: status 2xx. */
    record Answered(boolean ok, List<Named> values) implements FlowInput {}

    /** The caller whose message is recorded says nothing any more. */
    record Silence() implements FlowInput {}
}
