package hotswitch.acd.flow;

import java.util.List;

/** What a flow wants done. */
public sealed interface FlowStep {
    /** 200 to the caller, if not yet answered. */
    record Answer() implements FlowStep {}

    /** Play and wait for its end; with {@code bargeIn} a digit ends it. */
    record Play(List<String> prompts, boolean bargeIn) implements FlowStep {}

    /** Wait for a digit. */
    record Await(long timeoutMs) implements FlowStep {}

    /** Ends the flow: the call waits in a queue. Higher priority first. */
    record Enqueue(String queue, int priority) implements FlowStep {}

    /** Ends the flow: to the backup lines. */
    record Hunt() implements FlowStep {}

    record SetAttribute(String name, String value) implements FlowStep {}

    /** Ends the call. */
    record Hangup(String cause) implements FlowStep {}

    /** A digit or an end that the flow does not wait for. */
    record Ignore() implements FlowStep {}
}
