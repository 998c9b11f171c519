package hotswitch.acd.centre;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Fact;
import hotswitch.acd.Order;
import hotswitch.acd.RecordingState;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.LegState;
import hotswitch.acd.call.Obligations.Obligation;
import hotswitch.acd.call.Obligations.TalkSegment;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.stats.DayCounters;

/** Two legs of a call talk: bridge, hold, and the recording that each talk segment owes. */
public final class Talking {
    private final Centre centre;
    private final AgentMoves moves;
    private final Playing playing;

    public Talking(Centre centre, AgentMoves moves, Playing playing) {
        this.centre = centre;
        this.moves = moves;
        this.playing = playing;
    }

    /** The far leg went off-hook: whatever plays or rings ends, both hear each other at once. */
    public void connect(Call call) {
        Leg origin = centre.calls.leg(call.originLeg);
        Leg far = centre.calls.leg(call.farLeg);
        centre.deadlines.cancel(call.step);
        centre.stopWaiting(call);
        playing.stop(call, origin);
        answer(call, origin);
        boolean fromQueue = call.is(CallState.OFFERED);
        call.become(CallState.CONNECTED);
        call.clock.connectedNs = centre.nowNs();
        call.clock.talk(centre.nowNs());
        call.party = far.device;
        origin.peer = far.id;
        far.peer = origin.id;
        centre.order(new Order.Bridge(call.id, origin.id, far.id));
        record(call);
        if (fromQueue) {
            count(call);
            agentTalks(call);
        }
        centre.event(CallEventType.ESTABLISHED, call, far, "");
        heldBefore(call, origin, far);
    }

    /** A phone that held already while there was nobody to talk with holds still. */
    private void heldBefore(Call call, Leg origin, Leg far) {
        musicChanged(call, origin, false);
        musicChanged(call, far, false);
        holdChanged(call);
    }

    /** Music for a leg, or the bridge again, where it is no longer what the leg {@code heard}. */
    public void musicChanged(Call call, Leg leg, boolean heard) {
        boolean hears = centre.calls.hearsMusic(leg);
        if (hears != heard) {
            centre.order(new Order.HoldLeg(call.id, leg.id, hears, hears ? centre.holdMusic(call) : ""));
        }
    }

    /** 200 to an arriving leg, once. */
    public void answer(Call call, Leg leg) {
        if (leg.connected()) {
            return;
        }
        leg.become(LegState.CONNECTED);
        if (call.clock.answeredNs == 0) {
            call.clock.answeredNs = centre.nowNs();
        }
        centre.order(new Order.Answer(call.id, leg.id));
    }

    /** Held at one side at least, or at none any more. */
    public void holdChanged(Call call) {
        Leg origin = centre.calls.leg(call.originLeg);
        Leg far = centre.calls.leg(call.farLeg);
        boolean held = origin.phoneHeld || far.phoneHeld || origin.musicHeld || far.musicHeld;
        if (held && call.is(CallState.CONNECTED)) {
            call.become(CallState.HELD);
            call.clock.hold(centre.nowNs());
            agentsBecome(call, AgentState.BUSY, AgentState.HELD);
        } else if (!held && call.is(CallState.HELD)) {
            call.become(CallState.CONNECTED);
            call.clock.talk(centre.nowNs());
            agentsBecome(call, AgentState.HELD, AgentState.BUSY);
        }
    }

    /** The talk is over; its recording is still owed. */
    public void end(Call call) {
        call.clock.stop(centre.nowNs());
        if (call.segments == 0) {
            return;
        }
        centre.calls.obligations.endTalk(new TalkSegment(call.id, call.segments));
        centre.order(new Order.StopRecording(call.id, call.segments));
        centre.order(new Order.FinishRecording(call.id));
    }

    private void record(Call call) {
        if (!centre.config.times().recording()) {
            return;
        }
        call.segments++;
        TalkSegment key = new TalkSegment(call.id, call.segments);
        centre.order(new Order.StartRecording(call.id, call.segments, call.customerLeg(), call.seatLeg()));
        owe(new Obligation(key, call.agent, call.customerLeg(), call.seatLeg(), true));
    }

    /** From now on this recording is owed. */
    public void owe(Obligation owed) {
        makeRoom();
        centre.calls.obligations.open(owed);
        TalkSegment key = owed.key();
        centre.fact(
                new Fact.RecordingChanged(key.callId(), key.segment(), RecordingState.OPEN, owed.agent(), "", 0, ""));
    }

    /** The table of obligations is bounded like every other: one that nobody closed gives way, aloud. */
    private void makeRoom() {
        if (centre.calls.obligations.size() < 2 * centre.limits.callsMax()) {
            return;
        }
        Obligation lost = centre.calls.obligations.anyEnded();
        if (lost != null) {
            TalkSegment key = lost.key();
            centre.calls.obligations.close(key);
            centre.fact(new Fact.RecordingChanged(
                    key.callId(), key.segment(), RecordingState.LOST, lost.agent(), "", 0, ""));
            centre.alarm("RECORDING_LOST", key.callId(), "segment " + key.segment() + ": too many are open");
        }
    }

    private void count(Call call) {
        AcdQueue queue = centre.queues.get(call.waiting.queue);
        DayCounters counters = queue.counters.of(call.waiting.enteredNs);
        counters.answered++;
        if (call.clock.waitMs(centre.nowNs()) <= queue.config.times().serviceLevelMs()) {
            counters.inServiceLevel++;
        }
    }

    private void agentTalks(Call call) {
        Agent agent = centre.agents.get(call.agent);
        if (agent != null) {
            moves.become(agent, AgentState.BUSY, "");
        }
    }

    private void agentsBecome(Call call, AgentState from, AgentState to) {
        agentBecomes(centre.agents.get(call.agent), from, to);
        agentBecomes(centre.agents.get(call.calledAgent), from, to);
    }

    private void agentBecomes(Agent agent, AgentState from, AgentState to) {
        if (agent != null && agent.is(from)) {
            moves.become(agent, to, "");
        }
    }
}
