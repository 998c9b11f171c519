package hotswitch.acd.steps;

import hotswitch.acd.Command.CallerSilent;
import hotswitch.acd.Command.RequestAnswered;
import hotswitch.acd.Disposition;
import hotswitch.acd.Order;
import hotswitch.acd.PlayEnd;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.Leg;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.flow.FlowInput;
import hotswitch.acd.flow.FlowStep;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Queueing;

/** Drives a call through its flow until the flow waits or is done with it; bounded per turn. */
public final class FlowSteps {
    private static final int STATUS_OK = 200;
    private static final int STATUS_OK_MAX = 299;
    private final Turn turn;
    private final Centre centre;
    private final Queueing queueing;
    private final Messages messages;
    private final Sight sight;

    public FlowSteps(Turn turn, Queueing queueing) {
        this.turn = turn;
        this.centre = turn.centre;
        this.queueing = queueing;
        this.messages = new Messages(turn);
        this.sight = new Sight(centre);
    }

    /** The call is in a flow from now on; it must be in the state for that. */
    public void enter(Call call, String flow) {
        String version = centre.configHash;
        call.enterFlow(version, flow);
        String content = centre.flow.contentHash(version, flow);
        if (!content.isEmpty()) {
            centre.says.entered(call, flow, content);
        }
        run(call, FlowInput.STARTED);
    }

    public void digit(Call call, Leg leg, char digit) {
        long playing = leg.playId;
        FlowStep step = run(call, new FlowInput.Digit(digit));
        boolean interrupted = !(step instanceof FlowStep.Ignore) && call.run != null;
        if (interrupted && playing != 0 && leg.playId == playing) {
            turn.playing.stop(call, leg);
        }
    }

    public void playEnded(Call call, PlayEnd why) {
        run(call, new FlowInput.PlayEnded(why == PlayEnd.FAILED));
    }

    public void timedOut(Call call) {
        call.run.requestId = 0;
        run(call, new FlowInput.TimedOut());
    }

    /** An answer that nobody waits for any more is nothing. */
    public void answered(RequestAnswered c) {
        Call call = centre.calls.get(c.callId());
        if (call == null || call.run == null || c.requestId() == 0 || call.run.requestId != c.requestId()) {
            return;
        }
        call.run.requestId = 0;
        centre.deadlines.cancel(call.step);
        boolean ok = c.status() >= STATUS_OK && c.status() <= STATUS_OK_MAX;
        run(call, new FlowInput.Answered(ok, c.values()));
    }

    public void silent(CallerSilent c) {
        Call call = centre.calls.get(c.callId());
        if (call != null && call.run != null && call.recording && call.segments == c.segment()) {
            run(call, new FlowInput.Silence());
        }
    }

    /** The last step that was asked for. */
    private FlowStep run(Call call, FlowInput first) {
        FlowInput input = first;
        for (int n = 0; n < centre.limits.flowStepsPerTurn(); n++) {
            FlowStep step = centre.flow.next(call.run, input, sight.of(call), centre.nowNs());
            if (!carryOut(call, step)) {
                standsStill(call);
                return step;
            }
            input = FlowInput.DONE;
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
            case FlowStep.SetAttribute s -> turn.notes.note(call, s.name(), s.value());
            case FlowStep.Serve s -> turn.notes.served(call, s.service());
            case FlowStep.EndMessage s -> messages.end(call);
            case FlowStep.Play s -> play(call, leg, s);
            case FlowStep.Await s -> centre.deadlines.arm(call.step, centre.inMs(s.timeoutMs()));
            case FlowStep.Request s -> request(call, leg, s);
            case FlowStep.RecordMessage s -> messages.begin(call, s);
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
        return goesOn(step);
    }

    private static boolean goesOn(FlowStep step) {
        return step instanceof FlowStep.Answer
                || step instanceof FlowStep.SetAttribute
                || step instanceof FlowStep.Serve
                || step instanceof FlowStep.EndMessage;
    }

    private void play(Call call, Leg leg, FlowStep.Play step) {
        centre.deadlines.cancel(call.step);
        turn.playing.play(call, leg, step.prompts());
    }

    private void request(Call call, Leg leg, FlowStep.Request step) {
        call.run.requestId = centre.counts.newId();
        if (!step.prompts().isEmpty()) {
            turn.playing.play(call, leg, step.prompts());
        }
        centre.order(new Order.Request(
                call.id, call.run.requestId, step.target(), step.send(), step.want(), step.timeoutMs()));
        centre.deadlines.arm(call.step, centre.inMs(step.timeoutMs()));
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
        turn.clearing.release(call, Disposition.FLOW_COMPLETED, "flow", cause);
    }
}
