package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Step;

/** One digit decides where to go. */
final class MenuRun {
    private MenuRun() {}

    static FlowStep next(Step.Menu menu, AskRun ask, FlowInput input) {
        return switch (input) {
            case FlowInput.PlayEnded(var failed) -> ask.promptEnded();
            case FlowInput.TimedOut() -> ask.awaits() ? ask.noInput() : Walk.IGNORE;
            case FlowInput.Digit(var digit) -> ask.listens() ? choose(menu, ask, digit) : Walk.IGNORE;
            case FlowInput.Answered(var ok, var found) -> Walk.IGNORE;
            case FlowInput.Silence() -> Walk.IGNORE;
            case FlowInput.Started() -> Walk.IGNORE;
            case FlowInput.Done() -> Walk.IGNORE;
        };
    }

    private static FlowStep choose(Step.Menu menu, AskRun ask, char digit) {
        for (Step.Choice choice : menu.choices()) {
            if (choice.digit() == digit) return ask.go(choice.target());
        }
        return ask.noMatch();
    }
}
