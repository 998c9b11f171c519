package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Step;

/** Digits until the terminator, the longest number, or silence. */
final class CollectRun {
    private CollectRun() {}

    static FlowStep next(Step.Collect collect, AskRun ask, FlowInput input) {
        return switch (input) {
            case FlowInput.PlayEnded(var failed) -> ask.promptEnded();
            case FlowInput.TimedOut() -> ask.awaits() ? ended(collect, ask) : Walk.IGNORE;
            case FlowInput.Digit(var digit) -> ask.listens() ? digit(collect, ask, digit) : Walk.IGNORE;
            case FlowInput.Done() -> ask.stores() ? ask.go("") : Walk.IGNORE;
            case FlowInput.Started() -> Walk.IGNORE;
        };
    }

    private static FlowStep digit(Step.Collect collect, AskRun ask, char digit) {
        if (digit == collect.terminator()) return ended(collect, ask);
        ask.keep(digit);
        return ask.digits().length() >= collect.max() ? ask.store(collect.into()) : ask.await();
    }

    private static FlowStep ended(Step.Collect collect, AskRun ask) {
        int length = ask.digits().length();
        if (length >= collect.min()) return ask.store(collect.into());
        return length == 0 ? ask.noInput() : ask.noMatch();
    }
}
