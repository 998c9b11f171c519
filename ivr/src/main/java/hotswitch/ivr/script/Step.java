package hotswitch.ivr.script;

import java.util.List;

/** One step of a flow. A target is the label of a step of the same flow; "" is the step that follows. */
public sealed interface Step {

    record Answer() implements Step {}

    /** With {@code bargeIn} a digit ends it, and is used up by that. */
    record Play(List<String> prompts, boolean bargeIn) implements Step {}

    record Menu(Ask ask, List<Choice> choices) implements Step {}

    record Choice(char digit, String target) {}

    /** Digits into an attribute. {@code terminator} 0: none, the longest number or silence ends it. */
    record Collect(Ask ask, String into, int min, int max, char terminator) implements Step {}

    /**
     * A question: asked {@code tries} times at the most, then on at {@code otherwise}. {@code timeoutMs}: to wait
     * for each
     * digit after the prompts.
     */
    record Ask(
            List<String> prompts,
            boolean bargeIn,
            List<String> noInput,
            List<String> noMatch,
            Tries tries,
            String otherwise) {}

    record Tries(int max, long timeoutMs) {}

    record Hours(String schedule, String open, String closed) implements Step {}

    /** Ends the flow. Higher priority first. */
    record Queue(String queue, int priority) implements Step {}

    /** Ends the flow: to the backup lines. */
    record Hunt() implements Step {}

    /** Ends the call, after the prompts if any. */
    record Hangup(String cause, List<String> prompts) implements Step {}

    record Goto(String target) implements Step {}

    record Set(String name, String value) implements Step {}
}
