package hotswitch.acd.callback;

import hotswitch.acd.CallbackState;
import hotswitch.acd.Command.CallBack;
import hotswitch.acd.Disposition;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Callback;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegRole;
import hotswitch.acd.centre.Answer;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.centre.Turn;
import hotswitch.acd.config.CentreConfig.DisplayConfig;
import hotswitch.acd.config.ServicesConfig.CallbackConfig;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.routing.Displays;
import hotswitch.acd.routing.Placing;

/**
 * Call-back that keeps its place: the same entry of the queue with another leg. The caller leaves, his place, arrival
 * and priority stay; when it is his turn an agent is offered the call, and once off-hook the citizen is dialled. A
 * switch that drains calls nobody back: whoever is promised rests until the next process serves.
 */
public final class Callbacks {
    /** So often it is looked whether the switch still drains. */
    private static final long DRAINING_MS = 5_000;

    private final Turn turn;
    private final Centre centre;
    private final Placing placing;
    private final Displays displays;

    public Callbacks(Turn turn, Placing placing, Displays displays) {
        this.turn = turn;
        this.centre = turn.centre;
        this.placing = placing;
        this.displays = displays;
    }

    public Answer promise(CallBack c) {
        Call call = centre.calls.get(c.callId());
        if (call == null) {
            return new Answer(404, "no such call", 0);
        }
        Answer refusal = refusal(call, c);
        if (refusal != null) {
            return refusal;
        }
        String number = c.number().isEmpty() ? call.ani : c.number();
        long latestNs = centre.inMs(rules().maxMs());
        promise(call, new Callback(number, c.untilNs() == 0 ? latestNs : c.untilNs()), c.consent());
        if (c.fromNs() > centre.nowNs()) {
            placing.leave(call);
            rest(call, c.fromNs(), "before its hours");
        } else {
            putOff(call);
        }
        return new Answer(202, "", call.id);
    }

    /** A waiting caller pressed a key: perhaps the one that asks to be called back. */
    public void wished(Call call, char digit) {
        boolean meant = call.is(CallState.QUEUED) && rules().digit().equals(String.valueOf(digit));
        CallBack asked = new CallBack(null, call.id, "", 0, 0, "digit " + digit);
        if (!meant || refusal(call, asked) != null) {
            return;
        }
        promise(call, new Callback(call.ani, centre.inMs(rules().maxMs())), asked.consent());
        putOff(call);
    }

    /** Does nothing unless the switch drains and the call waits for an agent. */
    public void putOff(Call call) {
        if (centre.draining && call.is(CallState.QUEUED)) {
            placing.leave(call);
            rest(call, centre.inMs(DRAINING_MS), "draining");
        }
    }

    private void promise(Call call, Callback callback, String consent) {
        centre.deadlines.cancel(call.longestWait);
        centre.deadlines.cancel(call.announcement);
        call.callback = callback;
        centre.queues.promise(call.waiting.place);
        centre.queues.get(call.waiting.queue).counters.of(call.waiting.enteredNs).callbacks++;
        changed(call, CallbackState.PROMISED, callback.untilNs, consent);
        turn.clearing.leave(call, centre.calls.leg(call.originLeg), "callback");
        centre.deadlines.arm(call.longestWait, callback.untilNs);
    }

    private Answer refusal(Call call, CallBack c) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        boolean waits = call.is(CallState.QUEUED) && !queue.isLines() && !call.toCallBack();
        Leg leg = centre.calls.leg(call.originLeg);
        if (rules().triesMax() == 0 || displays.permitted(rules().displayed()) == null) {
            return new Answer(409, "no call-backs", call.id);
        }
        if (!waits || !leg.connected()) {
            return new Answer(409, "call is " + call.state(), call.id);
        }
        if (c.consent().isEmpty() || !isNumber(c.number().isEmpty() ? call.ani : c.number())) {
            return new Answer(422, c.consent().isEmpty() ? "consent is missing" : "no number to call", call.id);
        }
        boolean past = c.untilNs() != 0 && c.untilNs() <= Math.max(c.fromNs(), centre.nowNs());
        boolean late = Math.max(c.fromNs(), c.untilNs()) > centre.inMs(rules().maxMs());
        return past || late ? new Answer(422, "the time is past, or too far away", call.id) : null;
    }

    /** The agent is off-hook: the citizen is rung. */
    public void dial(Call call, Leg seat) {
        Agent agent = centre.agents.get(call.agent);
        DisplayConfig display = displays.permitted(rules().displayed());
        centre.deadlines.cancel(call.step);
        call.become(CallState.DIALLING);
        turn.moves.become(agent, AgentState.BUSY, "");
        seat.agent = agent.id;
        if (display == null) {
            missed(call, "displayed number");
            return;
        }
        call.callback.tries++;
        call.displayed = display.number();
        String detail = "to " + call.callback.number + ", " + display.authorisation();
        centre.fact(new Fact.Audited("callback", "display", display.number(), true, detail));
        changed(call, CallbackState.TRIED, 0, "");
        Leg citizen = centre.calls.create(centre.counts.newId(), call, LegRole.PARTY, call.callback.number);
        call.originLeg = citizen.id;
        turn.playing.music(call, seat, centre.config.times().connectPrompt());
        centre.order(new Order.DialLeg(call.id, citizen.id, call.callback.number, call.displayed, ""));
        centre.deadlines.arm(call.step, centre.inMs(centre.config.times().outboundRingMs()));
    }

    /** The citizen is there. */
    public void reached(Call call) {
        turn.playing.stop(call, centre.calls.leg(call.farLeg));
        centre.queues.get(call.waiting.queue).counters.of(call.waiting.enteredNs).calledBack++;
        call.callback.open = false;
        changed(call, CallbackState.REACHED, 0, "");
        turn.talking.connect(call);
    }

    /** The citizen refused, did not pick up, or a leg was lost: what is left of the try is ended. */
    public void missed(Call call, String cause) {
        centre.deadlines.cancel(call.step);
        Leg citizen = centre.calls.leg(call.originLeg);
        Leg seat = centre.calls.leg(call.farLeg);
        if (citizen != null) {
            turn.clearing.leave(call, citizen, cause);
        }
        if (seat != null) {
            turn.clearing.leave(call, seat, cause);
        }
        Agent agent = centre.agents.get(call.agent);
        call.agent = 0;
        call.offerId = 0;
        turn.moves.afterCall(agent, 0);
        long nextNs = centre.inMs(rules().spacingMs());
        if (call.callback.tries >= rules().triesMax() || nextNs >= call.callback.untilNs) {
            giveUp(call, cause);
        } else {
            rest(call, nextNs, cause);
        }
    }

    /** A leg of the try went by itself. */
    public void left(Call call, Leg leg, String cause) {
        turn.clearing.gone(call, leg, cause);
        missed(call, cause);
    }

    /** A process serves again: whoever was put off is back, all of them before any is offered. */
    public void resume() {
        for (Call call : centre.calls.calls.inIdOrder()) {
            boolean rests = call.toCallBack() && call.is(CallState.ASIDE);
            if (rests && centre.deadlines.atNs(call.step) <= centre.inMs(DRAINING_MS)) {
                centre.deadlines.cancel(call.step);
                rested(call);
            }
        }
    }

    /** It has rested: back at its place. */
    public void rested(Call call) {
        if (centre.queues.get(call.waiting.queue).closed) {
            giveUp(call, "queue closed");
            return;
        }
        if (centre.draining) {
            centre.deadlines.arm(call.step, centre.inMs(DRAINING_MS));
            return;
        }
        call.become(CallState.QUEUED);
        placing.enter(call);
        changed(call, CallbackState.WAITS, call.callback.untilNs, "");
    }

    /** The promise is over; a try that goes on decides for itself. */
    public void expired(Call call) {
        if (call.is(CallState.QUEUED) || call.is(CallState.ASIDE)) {
            giveUp(call, "too late");
        }
    }

    private void rest(Call call, long untilNs, String cause) {
        call.become(CallState.ASIDE);
        centre.deadlines.arm(call.step, untilNs);
        changed(call, CallbackState.RESTS, untilNs, cause);
    }

    private void giveUp(Call call, String cause) {
        turn.clearing.release(call, Disposition.NOT_REACHED, "core", cause);
    }

    private void changed(Call call, CallbackState state, long untilNs, String cause) {
        Callback c = call.callback;
        centre.fact(new Fact.CallbackChanged(call.id, state, call.waiting.queue, c.number, c.tries, untilNs, cause));
    }

    private CallbackConfig rules() {
        return centre.config.services().callback();
    }

    private static boolean isNumber(String text) {
        return text.length() >= 3 && text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '+');
    }
}
