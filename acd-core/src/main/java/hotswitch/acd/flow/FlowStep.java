package hotswitch.acd.flow;

import java.util.List;

/** What a flow wants done. */
public sealed interface FlowStep {
    Answer ANSWER = new Answer();
    EndMessage END_MESSAGE = new EndMessage();
    Hunt HUNT = new Hunt();

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

    /**
     * Ask a target outside for data and wait, hearing {@code prompts} (may be empty). {@code want}: a variable's name
     * and the JSON pointer (RFC 6901) of its value.
     */
    record Request(String target, List<Named> send, List<Named> want, long timeoutMs, List<String> prompts)
            implements FlowStep {}

    /** Record what the caller says, {@code maxMs} at the most, until silence of {@code silenceMs} (0: never). */
    record RecordMessage(long maxMs, long silenceMs) implements FlowStep {}

    /** The message is over. */
    record EndMessage() implements FlowStep {}

    /** The caller got by himself what he called for: this service counts. */
    record Serve(String service) implements FlowStep {}

    /** Ends the call. */
    record Hangup(String cause) implements FlowStep {}

    /** A digit or an end that the flow does not wait for. */
    record Ignore() implements FlowStep {}
}
