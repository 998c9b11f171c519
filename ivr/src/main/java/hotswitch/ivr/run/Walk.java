package hotswitch.ivr.run;

import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Calendar;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Step;
import java.util.List;

/** One call's move: from the step where it stands, by one input, to the next thing to do. */
final class Walk {
    static final FlowStep IGNORE = new FlowStep.Ignore();
    private static final int ENDED = -1;
    private final Calendar calendar;
    private final Flow flow;
    private final FlowRun run;
    private final long nowNs;

    Walk(Calendar calendar, Flow flow, FlowRun run, long nowNs) {
        this.calendar = calendar;
        this.flow = flow;
        this.run = run;
        this.nowNs = nowNs;
    }

    FlowStep next(FlowInput input) {
        if (input instanceof FlowInput.Started) {
            if (run.at >= 0 || run.phase == ENDED) throw new IllegalStateException("flow started twice");
            return enter(0);
        }
        if (run.at < 0) return IGNORE;
        return switch (flow.steps().get(run.at).step()) {
            case Step.Answer() -> input instanceof FlowInput.Done ? go("") : IGNORE;
            case Step.Set(var name, var value) -> input instanceof FlowInput.Done ? go("") : IGNORE;
            case Step.Play(var prompts, var bargeIn) -> played(input, bargeIn) ? go("") : IGNORE;
            case Step.Hangup(var cause, var prompts) -> played(input, false) ? end(new FlowStep.Hangup(cause)) : IGNORE;
            case Step.Menu menu -> MenuRun.next(menu, new AskRun(this, run, menu.ask()), input);
            case Step.Collect collect -> CollectRun.next(collect, new AskRun(this, run, collect.ask()), input);
            case Step.Hours(var schedule, var open, var closed) -> throw passing();
            case Step.Goto(var target) -> throw passing();
            case Step.Queue(var queue, var priority) -> throw passing();
            case Step.Hunt() -> throw passing();
        };
    }

    /** On to the step with this label, "" the one that follows. */
    FlowStep go(String label) {
        return enter(flow.target(run.at, label));
    }

    private FlowStep enter(int first) {
        int at = first;
        for (int hops = 0; hops <= flow.steps().size(); hops++) {
            run.at = at;
            run.tries = 0;
            run.digits = "";
            run.phase = 0;
            Step step = flow.steps().get(at).step();
            switch (step) {
                case Step.Hours(var schedule, var open, var closed) ->
                    at = flow.target(at, calendar.open(schedule, nowNs) ? open : closed);
                case Step.Goto(var target) -> at = flow.target(at, target);
                case Step.Answer() -> {
                    return new FlowStep.Answer();
                }
                case Step.Set(var name, var value) -> {
                    return new FlowStep.SetAttribute(name, value);
                }
                case Step.Play(var prompts, var bargeIn) -> {
                    return new FlowStep.Play(prompts, bargeIn);
                }
                case Step.Menu menu -> {
                    return new AskRun(this, run, menu.ask()).ask();
                }
                case Step.Collect collect -> {
                    return new AskRun(this, run, collect.ask()).ask();
                }
                case Step.Queue(var queue, var priority) -> {
                    return end(new FlowStep.Enqueue(queue, priority));
                }
                case Step.Hunt() -> {
                    return end(new FlowStep.Hunt());
                }
                case Step.Hangup(var cause, var prompts) -> {
                    return hangup(cause, prompts);
                }
            }
        }
        throw new IllegalStateException("flow " + flow.name() + " goes round in circles at step " + at);
    }

    private FlowStep hangup(String cause, List<String> prompts) {
        return prompts.isEmpty() ? end(new FlowStep.Hangup(cause)) : new FlowStep.Play(prompts, false);
    }

    private FlowStep end(FlowStep last) {
        run.at = -1;
        run.tries = 0;
        run.digits = "";
        run.phase = ENDED;
        return last;
    }

    /** A prompt that cannot be played never holds a caller up: failed counts as ended. */
    private static boolean played(FlowInput input, boolean bargeIn) {
        return input instanceof FlowInput.PlayEnded || (bargeIn && input instanceof FlowInput.Digit);
    }

    private IllegalStateException passing() {
        return new IllegalStateException("flow " + flow.name() + " cannot stand at step " + run.at);
    }
}
