package hotswitch.acd.steps;

import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.call.Call;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.flow.FlowStep;

/** What a caller says alone, to nobody: recorded and owed like talk. */
final class Messages {
    private final Turn turn;
    private final Centre centre;

    Messages(Turn turn) {
        this.turn = turn;
        this.centre = turn.centre;
    }

    void begin(Call call, FlowStep.RecordMessage step) {
        turn.talking.message(call, step.silenceMs());
        centre.order(new Order.RecordMessage(call.id, call.segments, call.originLeg, step.silenceMs()));
        centre.fact(new Fact.MessageLeft(call.id, call.segments));
        centre.deadlines.arm(call.step, centre.inMs(step.maxMs()));
    }

    void end(Call call) {
        centre.deadlines.cancel(call.step);
        turn.talking.endSegment(call);
    }
}
