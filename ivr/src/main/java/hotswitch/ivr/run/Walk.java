package hotswitch.ivr.run;

import hotswitch.acd.flow.CentreSight;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.flow.FlowStep;
import hotswitch.ivr.script.Flow;
import hotswitch.ivr.script.Script;
import hotswitch.ivr.script.Step;
import java.util.List;

/** A call's move: from the step where it stands, by one input, to the next thing to do. */
final class Walk {
    static final FlowStep IGNORE = new FlowStep.Ignore();
    private static final int ENDED = -1;
    /** Steps passed in one move; more is a flow that calls too much, and its end. */
    private static final int PASSED_MAX = 2_000;

    private final Script script;
    final Values values;
    private FlowRun run;
    private long nowNs;

    Walk(Script script) {
        this.script = script;
        this.values = new Values(script);
    }

    /** This run's move from now on: one walk serves all, one after the other. */
    Walk of(FlowRun next, CentreSight sight, long timeNs) {
        run = next;
        nowNs = timeNs;
        values.of(next, sight);
        return this;
    }

    FlowStep next(FlowInput input) {
        if (input instanceof FlowInput.Started) {
            if (run.at >= 0 || run.phase == ENDED) throw new IllegalStateException("flow started twice");
            return enter(0);
        }
        if (run.at < 0) return IGNORE;
        return switch (flow().steps().get(run.at).step()) {
            case Step.Stopping step -> hears(step, input);
            case Step.Passing step ->
                throw new IllegalStateException("flow " + run.flow + " cannot stand at step " + run.at);
        };
    }

    private FlowStep hears(Step.Stopping stopping, FlowInput input) {
        return switch (stopping) {
            case Step.Answer() -> done(input);
            case Step.Set(var name, var value) -> done(input);
            case Step.Serve(var service) -> done(input);
            case Step.Play(var prompts, var bargeIn) -> played(input, bargeIn) ? go("") : IGNORE;
            case Step.Hangup(var cause, var prompts) -> played(input, false) ? hangup(cause) : IGNORE;
            case Step.Menu menu -> MenuRun.next(menu, new AskRun(this, run, menu.ask()), input);
            case Step.Collect collect -> new CollectRun(collect, new AskRun(this, run, collect.ask())).next(input);
            case Step.Request request -> RequestRun.next(request, this, run, input);
            case Step.Message message -> MessageRun.next(this, input);
            case Step.Queue queue -> throw new IllegalStateException("stands at a queue step");
            case Step.Hunt() -> throw new IllegalStateException("stands at a hunt step");
        };
    }

    /** On to the step with this label, "" the one that follows. */
    FlowStep go(String label) {
        return enter(flow().target(run.at, label));
    }

    private FlowStep enter(int first) {
        stand(first);
        for (int passed = 0; passed < PASSED_MAX && run.at >= 0; passed++) {
            switch (flow().steps().get(run.at).step()) {
                case Step.Passing step -> stand(pass(step));
                case Step.Stopping step -> {
                    FlowStep stop = stop(step);
                    if (stop != null) return stop;
                    stand(flow().target(run.at, ""));
                }
            }
        }
        return end(new FlowStep.Hangup("flow-loop"));
    }

    private void stand(int at) {
        run.at = at;
        run.tries = 0;
        run.digits = "";
        run.phase = 0;
    }

    /** The index where it goes on, perhaps in another flow. */
    private int pass(Step.Passing step) {
        Flow flow = flow();
        return switch (step) {
            case Step.Hours(var schedule, var open, var closed) ->
                flow.target(run.at, script.calendar().open(schedule, nowNs) ? open : closed);
            case Step.Goto(var target) -> flow.target(run.at, target);
            case Step.Let(var name, var value) -> {
                run.keep(name, values.expand(value));
                yield flow.target(run.at, "");
            }
            case Step.Branch branch -> flow.target(run.at, Branching.target(branch, values.of(branch.subject())));
            case Step.Call(var called) -> call(called);
            case Step.Return() -> back();
        };
    }

    private int call(String called) {
        if (run.frames.size() >= FlowRun.DEPTH_MAX) return -1;
        run.frames.add(new FlowRun.Frame(run.flow, run.at));
        run.flow = called;
        return 0;
    }

    private int back() {
        if (run.frames.isEmpty()) return -1;
        FlowRun.Frame frame = run.frames.removeLast();
        run.flow = frame.flow();
        return flow().target(frame.at(), "");
    }

    /** Null if there is nothing to stop for: a sentence of which nothing can be said. */
    private FlowStep stop(Step.Stopping step) {
        return switch (step) {
            case Step.Answer() -> FlowStep.ANSWER;
            case Step.Set(var name, var value) -> new FlowStep.SetAttribute(name, values.expand(value));
            case Step.Serve(var service) -> new FlowStep.Serve(service);
            case Step.Play(var prompts, var bargeIn) -> {
                List<String> names = values.prompts(prompts);
                yield names.isEmpty() ? null : new FlowStep.Play(names, bargeIn);
            }
            case Step.Menu menu -> new AskRun(this, run, menu.ask()).ask();
            case Step.Collect collect -> new AskRun(this, run, collect.ask()).ask();
            case Step.Request r ->
                new FlowStep.Request(
                        r.target(), values.expand(r.send()), r.want(), r.timeoutMs(), values.prompts(r.prompts()));
            case Step.Message(var maxMs, var silenceMs) -> new FlowStep.RecordMessage(maxMs, silenceMs);
            case Step.Queue(var next) -> end(next);
            case Step.Hunt() -> end(FlowStep.HUNT);
            case Step.Hangup(var cause, var prompts) -> {
                List<String> names = values.prompts(prompts);
                yield names.isEmpty() ? hangup(cause) : new FlowStep.Play(names, false);
            }
        };
    }

    private Flow flow() {
        Flow flow = script.flow(run.flow);
        if (flow == null) throw new IllegalStateException("no flow " + run.flow + " in version " + run.version);
        return flow;
    }

    private FlowStep hangup(String cause) {
        return end(new FlowStep.Hangup(cause));
    }

    private FlowStep end(FlowStep last) {
        stand(-1);
        run.phase = ENDED;
        run.frames.clear();
        return last;
    }

    private FlowStep done(FlowInput input) {
        return input instanceof FlowInput.Done ? go("") : IGNORE;
    }

    /** A prompt that cannot be played never holds a caller up: failed counts as ended. */
    private static boolean played(FlowInput input, boolean bargeIn) {
        return input instanceof FlowInput.PlayEnded || (bargeIn && input instanceof FlowInput.Digit);
    }
}
