package hotswitch.acd.service;

import hotswitch.acd.Disposition;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Ending;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Queueing;

/** Drives a call through its flow until the flow waits or is done with it; bounded per turn. */
final class FlowSteps {
    private static final int ATTRIBUTES_MAX = 32;
    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;

    FlowSteps(Turn turn, Queueing queueing) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
    }

    void start(Call call) {
        run(call, new FlowInput.Started());
    }

    void digit(Call call, Leg leg, char digit) {
        long playing = leg.playId;
        FlowStep step = run(call, new FlowInput.Digit(digit));
        boolean interrupted = !(step instanceof FlowStep.Ignore) && call.run != null;
        if (interrupted && playing != 0 && leg.playId == playing) {
            turn.playing.stop(call, leg);
        }
    }

    void playEnded(Call call, PlayEnd why) {
        run(call, new FlowInput.PlayEnded(why == PlayEnd.FAILED));
    }

    void timedOut(Call call) {
        run(call, new FlowInput.TimedOut());
    }

    /** The last step that was asked for. */
    private FlowStep run(Call call, FlowInput first) {
        FlowInput input = first;
        for (int n = 0; n < centre.limits.flowStepsPerTurn(); n++) {
            FlowStep step = centre.flow.next(call.run, input, centre.nowNs());
            if (!carryOut(call, step)) {
                standsStill(call);
                return step;
            }
            input = new FlowInput.Done();
        }
        centre.alarm("FLOW_LOOP", call.id, call.run.flow + " does not come to a wait");
        end(call, "flow-loop");
        return new FlowStep.Hangup("flow-loop");
    }

    /** True: go on at once. */
    private boolean carryOut(Call call, FlowStep step) {
        Leg leg = centre.calls.leg(call.originLeg);
        switch (step) {
            case FlowStep.Answer s -> turn.talking.answer(call, leg);
            case FlowStep.SetAttribute s -> note(call, s);
            case FlowStep.Play s -> play(call, leg, s);
            case FlowStep.Await s -> centre.deadlines.arm(call.step, centre.inMs(s.timeoutMs()));
            case FlowStep.Enqueue s -> {
                call.run = null;
                queueing.enqueue(call, s.queue(), s.priority());
            }
            case FlowStep.Hunt s -> {
                call.run = null;
                queueing.enqueue(call, AcdQueue.LINES, 0);
            }
            case FlowStep.Hangup s -> end(call, s.cause());
            case FlowStep.Ignore s -> {}
        }
        return step instanceof FlowStep.Answer || step instanceof FlowStep.SetAttribute;
    }

    private void play(Call call, Leg leg, FlowStep.Play step) {
        centre.deadlines.cancel(call.step);
        turn.playing.play(call, leg, step.prompts());
    }

    private static void note(Call call, FlowStep.SetAttribute step) {
        if (call.attributes.size() < ATTRIBUTES_MAX || call.attributes.containsKey(step.name())) {
            call.attributes.put(step.name(), step.value());
        }
    }

    /** A flow that waits for nothing would hold its caller for ever. */
    private void standsStill(Call call) {
        if (call.run == null) {
            return;
        }
        Leg leg = centre.calls.leg(call.originLeg);
        if (leg.playId == 0 && !call.step.armed()) {
            centre.alarm("FLOW_STALLED", call.id, call.run.flow + " waits for nothing");
            end(call, "flow-stalled");
        }
    }

    private void end(Call call, String cause) {
        call.run = null;
        turn.clearing.release(call, Ending.of(Disposition.FLOW_COMPLETED, "flow", cause));
    }
}
