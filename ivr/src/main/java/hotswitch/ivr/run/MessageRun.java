package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowStep;

/** The caller speaks until # is pressed, nothing is said any more, or the time is over. */
final class MessageRun {
    private static final char END = '#';

    private MessageRun() {}

    static FlowStep next(Walk walk, FlowInput input) {
        return switch (input) {
            case FlowInput.Digit(var digit) -> digit == END ? FlowStep.END_MESSAGE : Walk.IGNORE;
            case FlowInput.TimedOut() -> FlowStep.END_MESSAGE;
            case FlowInput.Silence() -> FlowStep.END_MESSAGE;
            case FlowInput.Done() -> walk.go("");
            case FlowInput.PlayEnded(var failed) -> Walk.IGNORE;
            case FlowInput.Answered(var ok, var found) -> Walk.IGNORE;
            case FlowInput.Started() -> Walk.IGNORE;
        };
    }
}
