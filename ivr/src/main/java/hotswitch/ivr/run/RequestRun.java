package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.flow.Named;
import hotswitch.ivr.script.Step;

/** Waits for the answer of a request; whatever else happens is not heard. */
final class RequestRun {
    private RequestRun() {}

    static FlowStep next(Step.Request request, Walk walk, FlowRun run, FlowInput input) {
        return switch (input) {
            case FlowInput.Answered(var ok, var found) -> {
                if (!ok) yield walk.go(request.failed());
                for (Named value : found) {
                    if (wanted(request, value)) run.keep(value.name(), value.value());
                }
                yield walk.go("");
            }
            case FlowInput.TimedOut() -> walk.go(request.failed());
            case FlowInput.PlayEnded(var failed) -> Walk.IGNORE;
            case FlowInput.Digit(var digit) -> Walk.IGNORE;
            case FlowInput.Silence() -> Walk.IGNORE;
            case FlowInput.Started() -> Walk.IGNORE;
            case FlowInput.Done() -> Walk.IGNORE;
        };
    }

    private static boolean wanted(Step.Request request, Named value) {
        return request.want().stream().anyMatch(want -> want.name().equals(value.name()));
    }
}
