package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Step;

/** Digits until the terminator, the longest number, or silence; read back where a confirmation is asked for. */
final class CollectRun {
    private final Step.Collect collect;
    private final AskRun ask;

    CollectRun(Step.Collect collect, AskRun ask) {
        this.collect = collect;
        this.ask = ask;
    }

    FlowStep next(FlowInput input) {
        return switch (input) {
            case FlowInput.PlayEnded(var failed) -> ask.promptEnded();
            case FlowInput.TimedOut() -> ask.awaits() ? timedOut() : Walk.IGNORE;
            case FlowInput.Digit(var digit) -> ask.listens() ? digit(digit) : Walk.IGNORE;
            case FlowInput.Done() -> ask.stores() ? ask.go("") : Walk.IGNORE;
            case FlowInput.Answered(var ok, var found) -> Walk.IGNORE;
            case FlowInput.Silence() -> Walk.IGNORE;
            case FlowInput.Started() -> Walk.IGNORE;
        };
    }

    private FlowStep timedOut() {
        return ask.confirms() ? ask.noInput() : ended();
    }

    private FlowStep digit(char digit) {
        if (ask.confirms()) return confirmed(digit);
        Step.Field field = collect.field();
        if (digit == field.terminator()) return ended();
        ask.keep(digit);
        return ask.digits().length() >= field.max() ? ended() : ask.await(field.digitMs());
    }

    private FlowStep confirmed(char digit) {
        if (digit == collect.confirm().yes()) return ask.store(collect.field());
        return digit == collect.confirm().no() ? ask.corrected() : ask.noMatch();
    }

    private FlowStep ended() {
        int length = ask.digits().length();
        if (length < collect.field().min()) return length == 0 ? ask.noInput() : ask.noMatch();
        return collect.confirm().asked() ? ask.confirm(collect.confirm()) : ask.store(collect.field());
    }
}
