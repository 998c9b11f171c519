package hotswitch.ivr.script;

import hotswitch.acd.flow.CentreSight.Figure;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.Named;
import java.util.List;

/**
 * One step of a flow. A target is the label of a step of the same flow; "" is the step that follows. Texts may name
 * values as {@code ${name}}; items of prompt lists may be spoken values, see {@link Spoken}.
 */
public sealed interface Step {

    /** A step that a call passes at once, without the centre noticing. */
    sealed interface Passing extends Step {}

    /** A step at which a call stops, be it for a moment. */
    sealed interface Stopping extends Step {}

    record Answer() implements Stopping {}

    /** With {@code bargeIn} a digit ends it, and is used up by that. */
    record Play(List<String> prompts, boolean bargeIn) implements Stopping {}

    record Menu(Ask ask, List<Choice> choices) implements Stopping {}

    record Choice(char digit, String target) {}

    /** Digits into an attribute, or a variable. */
    record Collect(Ask ask, Field field, Confirm confirm) implements Stopping {}

    /**
     * {@code terminator} 0: none, the longest number or silence ends it. {@code digitMs}: to wait for each digit after
     * the first. {@code secret}: a variable of the flow, not kept with the call.
     */
    record Field(String into, int min, int max, char terminator, long digitMs, boolean secret) {}

    /** Reads the digits back between two lists of prompts; {@code yes} 0: no confirmation is asked for. */
    record Confirm(List<String> before, List<String> after, char yes, char no) {
        public static final Confirm NONE = new Confirm(List.of(), List.of(), (char) 0, (char) 0);

        public boolean asked() {
            return yes != 0;
        }
    }

    /**
     * A question: asked {@code tries} times at the most, then on at {@code otherwise}. {@code timeoutMs}: to wait
     * for a digit after the prompts.
     */
    record Ask(
            List<String> prompts,
            boolean bargeIn,
            List<String> noInput,
            List<String> noMatch,
            Tries tries,
            String otherwise) {}

    record Tries(int max, long timeoutMs) {}

    record Hours(String schedule, String open, String closed) implements Passing {}

    /** The first case that holds says where to go. */
    record Branch(Subject subject, List<Case> cases, String otherwise) implements Passing {}

    sealed interface Subject {
        /** A variable, an attribute, or one of {@link #BUILT_IN}. */
        record Value(String name) implements Subject {}

        record OfQueue(Figure figure, String queue) implements Subject {}
    }

    /** Values that every call has: who calls whom, and {@code on} or {@code off} for what is going on. */
    List<String> BUILT_IN = List.of("ani", "dnis", "emergency", "surge");

    record Case(Test test, String target) {}

    sealed interface Test {
        record OneOf(List<String> values) implements Test {}

        record Prefix(List<String> prefixes) implements Test {}

        /** Both ends included; what is no whole number is not in it. */
        record Range(long min, long max) implements Test {}
    }

    /** Ends the flow. Higher priority first. {@code next}: what it asks for, made once for all calls. */
    record Queue(FlowStep.Enqueue next) implements Stopping {
        public Queue(String queue, int priority) {
            this(new FlowStep.Enqueue(queue, priority));
        }

        public String queue() {
            return next.queue();
        }

        public int priority() {
            return next.priority();
        }
    }

    /** Ends the flow: to the backup lines. */
    record Hunt() implements Stopping {}

    /** Ends the call, after the prompts if any. */
    record Hangup(String cause, List<String> prompts) implements Stopping {}

    record Goto(String target) implements Passing {}

    /** Another flow, then the step that follows. */
    record Call(String flow) implements Passing {}

    /** Back to the flow that called this one. */
    record Return() implements Passing {}

    /** An attribute of the call. */
    record Set(String name, String value) implements Stopping {}

    /** A variable of the flow. */
    record Let(String name, String value) implements Passing {}

    /**
     * Asks a target of {@code http.yaml}. {@code want}: variables and the JSON pointers of their values. Goes on at
     * {@code failed} if there is no good answer in time.
     */
    record Request(
            String target, List<Named> send, List<Named> want, long timeoutMs, List<String> prompts, String failed)
            implements Stopping {}

    /** Records the caller: until #, silence ({@code silenceMs} 0: never) or {@code maxMs}. */
    record Message(long maxMs, long silenceMs) implements Stopping {}

    /** The caller got this service by himself. */
    record Serve(String service) implements Stopping {}
}
