package hotswitch.acd.centre;

import hotswitch.acd.CallEventType;
import hotswitch.acd.Direction;
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
import java.util.List;

/** Two legs of a call talk: bridge, hold, and the recording that each talk segment owes. */
public final class Talking {
    private final Centre centre;
    private final AgentMoves moves;
    private final Playing playing;
    private final Intervals intervals;

    Talking(Centre centre, AgentMoves moves, Playing playing, Intervals intervals) {
        this.centre = centre;
        this.moves = moves;
        this.playing = playing;
        this.intervals = intervals;
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
        call.parkSlot = "";
        call.waiting.deflected = false;
        call.become(CallState.CONNECTED);
        if (call.clock.connectedNs == 0) {
            call.clock.connectedNs = centre.nowNs();
        }
        call.party = far.device;
        centre.calls.leg(call.seatLeg()).agent = call.agent;
        centre.calls.leg(call.customerLeg()).agent = call.calledAgent;
        bridge(call, origin, far);
        record(call);
        if (fromQueue) {
            count(call);
            agentTalks(call);
        }
        if (call.direction == Direction.INBOUND && call.agent != 0) {
            centre.callers.talked(call.ani, call.agent, centre.nowNs());
        }
        centre.event(CallEventType.ESTABLISHED, call, far, "");
        heldBefore(call, origin, far);
    }

    /** Both hear each other, instead of whom they heard before. */
    private void bridge(Call call, Leg one, Leg other) {
        one.peer = other.id;
        other.peer = one.id;
        centre.order(new Order.Bridge(call.id, one.id, other.id));
    }

    /** Who waits hears the other side before it answers, if it has anything to say; {@code waits} null: nobody. */
    public void early(Call call, Leg waits, Leg far) {
        if (waits != null && far.early) {
            centre.order(new Order.EarlyAudio(call.id, waits.id, far.id));
        }
    }

    /** The same for two who may have talked to others, or may be held by the phone at the other end. */
    public void rebridge(Call call, Leg one, Leg other) {
        boolean oneHeard = centre.calls.hearsMusic(one);
        boolean otherHeard = centre.calls.hearsMusic(other);
        alone(one);
        alone(other);
        bridge(call, one, other);
        musicChanged(call, one, oneHeard);
        musicChanged(call, other, otherHeard);
    }

    /** The three of a consultation hear each other. */
    public void confer(Call call) {
        List<Long> legs = List.of(call.customerLeg(), call.seatLeg(), call.consultLeg());
        for (long legId : legs) {
            Leg leg = centre.calls.leg(legId);
            boolean heard = centre.calls.hearsMusic(leg);
            leg.musicHeld = false;
            alone(leg);
            musicChanged(call, leg, heard);
        }
        centre.order(new Order.Conference(call.id, legs));
    }

    /** Nobody is at the other side any more. */
    private void alone(Leg leg) {
        Leg peer = centre.calls.leg(leg.peer);
        if (peer != null) {
            peer.peer = 0;
        }
        leg.peer = 0;
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

    /**
     * Held at one side at least, or at none any more. An agent who consults holds the customer and talks; where a
     * phone consults by itself, it says what it holds.
     */
    public void holdChanged(Call call) {
        boolean held = (call.consult != null && call.phoneLeg() == 0) ? !call.conferring() : isHeld(call);
        if (held && call.is(CallState.CONNECTED)) {
            call.become(CallState.HELD);
        } else if (!held && call.is(CallState.HELD)) {
            call.become(CallState.CONNECTED);
        }
        if (call.is(CallState.HELD) && call.consult == null) {
            agentsBecome(call, AgentState.BUSY, AgentState.HELD);
        } else {
            agentsBecome(call, AgentState.HELD, AgentState.BUSY);
        }
        intervals.settle(call);
    }

    private boolean isHeld(Call call) {
        Leg origin = centre.calls.leg(call.originLeg);
        Leg far = centre.calls.leg(call.farLeg);
        return origin.phoneHeld || far.phoneHeld || origin.musicHeld || far.musicHeld;
    }

    /** The talk with this agent is over; its recording is still owed. */
    public void endSegment(Call call) {
        if (call.recording) {
            call.recording = false;
            centre.calls.obligations.endTalk(new TalkSegment(call.id, call.segments));
            centre.order(new Order.StopRecording(call.id, call.segments));
        }
    }

    /** What the caller says alone is recorded from now on, until so much silence (0: whatever), and owed. */
    public void message(Call call, long silenceMs) {
        call.segments++;
        call.recording = true;
        owe(new Obligation(new TalkSegment(call.id, call.segments), 0, call.originLeg, 0, true, silenceMs));
    }

    /** Nothing more of this call will be recorded. */
    void finish(Call call) {
        endSegment(call);
        if (call.segments > 0) {
            centre.order(new Order.FinishRecording(call.id));
        }
    }

    /** From now on the customer's talk with this party is recorded, if recording is on. */
    public void record(Call call) {
        if (!centre.config.times().recording()) {
            return;
        }
        call.segments++;
        call.recording = true;
        TalkSegment key = new TalkSegment(call.id, call.segments);
        centre.order(new Order.StartRecording(call.id, call.segments, call.customerLeg(), call.seatLeg()));
        owe(new Obligation(key, call.agent, call.customerLeg(), call.seatLeg(), true, 0));
    }

    /** From now on this recording is owed. */
    public void owe(Obligation owed) {
        makeRoom();
        centre.calls.obligations.open(owed);
        centre.says.owed(owed);
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
        if (call.waiting.waitedMs(centre.nowNs()) <= queue.config.times().serviceLevelMs()) {
            counters.inServiceLevel++;
        }
        queue.answered(centre.nowNs());
        if (call.waiting.hadToWait()) {
            long waitedMs = call.waiting.stayedMs(centre.nowNs());
            counters.waitErrors.add(Math.abs(waitedMs - call.waiting.expectedMs));
            centre.says.waitMeasured(call, queue, waitedMs);
            queue.pace.waited(waitedMs, false);
            call.waiting.expectedMs = -1;
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
