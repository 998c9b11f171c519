package hotswitch.acd.snapshot;

import hotswitch.acd.LineState;
import hotswitch.acd.agent.Agent;
import hotswitch.acd.agent.AgentState;
import hotswitch.acd.agent.Device;
import hotswitch.acd.call.Call;
import hotswitch.acd.call.CallState;
import hotswitch.acd.call.Leg;
import hotswitch.acd.call.Obligations.TalkSegment;
import hotswitch.acd.call.Ring;
import hotswitch.acd.centre.Capacity;
import hotswitch.acd.centre.Centre;
import hotswitch.acd.hunt.Line;
import hotswitch.acd.queue.AcdQueue;
import hotswitch.acd.queue.Lane;
import hotswitch.acd.queue.Membership;
import hotswitch.acd.routing.AudioRoom;
import hotswitch.acd.stats.DayCounters;
import hotswitch.acd.time.Deadline;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/**
 * What must hold after every command, whatever came: the simulator's and the stories' net. Each violation begins
 * with its number in the simulator's list (I1 to I12). Looks at every row: not for production's hot path.
 *
 * <p>What depends on the rules of a former moment cannot be seen in a state: that nobody entered a full line, and that
 * who was connected while recording was on is recorded. The simulator's auditor keeps books of that.
 */
public final class Invariants {
    private final Centre centre;
    private final List<Call> calls;
    private final IdentityHashMap<Lane, Tally> tallies = new IdentityHashMap<>();
    private final List<String> found = new ArrayList<>();

    /** Who can serve a lane: ready, and logged on. */
    private static final class Tally {
        int ready;
        int on;
    }

    private Invariants(Centre centre) {
        this.centre = centre;
        this.calls = centre.calls.calls.inIdOrder();
    }

    /** Empty if all is well. */
    public static List<String> violations(Centre centre) {
        Invariants check = new Invariants(centre);
        check.all();
        return check.found;
    }

    private void all() {
        for (Call call : calls) {
            place(call);
            agentsOf(call);
            legsOf(call);
            clocksOf(call);
            recording(call);
        }
        ItemInvariants.check(centre, found);
        for (Leg leg : centre.calls.legs.inIdOrder()) {
            leg(leg);
        }
        for (Agent agent : centre.agents.all()) {
            agent(agent);
        }
        for (AcdQueue queue : centre.queues.all()) {
            queue(queue);
        }
        for (Line line : centre.lines.lines()) {
            line(line);
        }
        deadlines();
        bounds();
    }

    private void must(boolean holds, Supplier<String> what) {
        if (!holds) {
            found.add(what.get());
        }
    }

    private void place(Call call) {
        int places = places(call);
        must(
                places == (call.is(CallState.QUEUED) ? 1 : 0),
                () -> "I1 call " + call.id + " is " + call.state() + " and waits in " + places + " queues");
        must(
                !call.is(CallState.RELEASED) && !call.is(CallState.ARRIVED),
                () -> "I1 call " + call.id + " is " + call.state());
        must(
                call.is(CallState.IN_IVR) == (call.run != null || call.farewell),
                () -> "I1 call " + call.id + " and its flow");
    }

    private int places(Call call) {
        int places = 0;
        for (AcdQueue queue : centre.queues.all()) {
            boolean waits = call.waiting.place != null && queue.waiting.holds(call.waiting.place);
            boolean meant = !waits || queue.name.equals(call.waiting.queue);
            must(meant, () -> "I1 call " + call.id + " waits in " + queue.name);
            places += waits ? 1 : 0;
        }
        return places;
    }

    private void agentsOf(Call call) {
        boolean hasAgent = call.agent != 0;
        Agent agent = centre.agents.get(call.agent);
        must(
                !hasAgent || (agent != null && agent.callId == call.id),
                () -> "I2 call " + call.id + " names agent " + call.agent + ", who has another");
        Agent called = centre.agents.get(call.calledAgent);
        Agent asked = call.consult == null ? null : centre.agents.get(call.consult.agent);
        must(asked == null || asked.callId == call.id, () -> "I2 call " + call.id + " asks an agent who has another");
        must(
                call.calledAgent == 0 || (called != null && called.callId == call.id),
                () -> "I2 call " + call.id + " calls " + call.calledAgent + ", who has another");
        boolean offered = call.is(CallState.OFFERED);
        must(
                offered || call.rings.isEmpty(),
                () -> "I2 call " + call.id + " is " + call.state() + " and rings at several");
        for (Ring ring : call.rings) {
            Agent rung = centre.agents.get(ring.agent());
            must(rung != null && rung.callId == call.id, () -> "I2 call " + call.id + " rings at one who has another");
            Leg leg = centre.calls.leg(ring.leg());
            must(leg != null && !leg.connected(), () -> "I2 call " + call.id + " rings at several and one has it");
        }
        must(
                !offered || hasAgent != !call.line.isEmpty(),
                () -> "I2 call " + call.id + " is offered to nobody, or twice");
        must(
                !call.is(CallState.QUEUED) || (!hasAgent && call.line.isEmpty()),
                () -> "I2 call " + call.id + " waits and has");
    }

    private void legsOf(Call call) {
        Leg origin = centre.calls.leg(call.originLeg);
        boolean left = call.toCallBack() && !call.is(CallState.DIALLING);
        must((origin != null && origin.callId == call.id) != left, () -> "I9 call " + call.id + " has no first leg");
        Leg far = centre.calls.leg(call.farLeg);
        boolean two = call.talking() || call.is(CallState.OFFERED);
        must(!two || (far != null && far.callId == call.id), () -> "I9 call " + call.id + " has no second leg");
        must(call.farLeg == 0 || far != null, () -> "I9 call " + call.id + " names a leg that is gone");
        boolean seatRings = call.is(CallState.DIALLING) && call.farLeg == 0;
        boolean one = call.is(CallState.DIALLING) || call.is(CallState.TRANSFERRING);
        must(two || one || far == null, () -> "I9 call " + call.id + " has a leg too many");
        must(!seatRings || !call.toDial.isEmpty(), () -> "I9 call " + call.id + " dials nobody");
        consult(call);
        parked(call);
        boolean asksAside = call.consult == null || call.phoneLeg() != 0;
        if (call.talking() && asksAside && origin != null && far != null) {
            must(origin.peer == far.id && far.peer == origin.id, () -> "I9 call " + call.id + " is not bridged");
            boolean held = origin.phoneHeld || far.phoneHeld || origin.musicHeld || far.musicHeld;
            must(
                    held == call.is(CallState.HELD),
                    () -> "I3 call " + call.id + " is " + call.state() + ", held: " + held);
            must(origin.connected() && far.connected(), () -> "I9 call " + call.id + " talks unanswered");
            must(origin.playId == 0 && far.playId == 0, () -> "I9 call " + call.id + " talks and hears a prompt");
        }
    }

    /** In a slot it waits, and alone. */
    private void parked(Call call) {
        if (call.parkSlot.isEmpty()) {
            return;
        }
        must(call.is(CallState.TRANSFERRING), () -> "I12 call " + call.id + " is parked and " + call.state());
        must(
                centre.calls.parked(call.parkSlot) == call,
                () -> "I12 call " + call.id + " is not alone in " + call.parkSlot);
    }

    private void consult(Call call) {
        Leg third = centre.calls.leg(call.consultLeg());
        must(call.consult == null || third != null, () -> "I9 call " + call.id + " asks nobody");
        if (third == null) {
            return;
        }
        Leg customer = centre.calls.leg(call.customerLeg());
        Leg seat = centre.calls.leg(call.seatLeg());
        must(customer != null && seat != null, () -> "I9 call " + call.id + " asks for nobody");
        must(call.step.armed() != third.connected(), () -> "I6 call " + call.id + " asks for ever");
        if (call.phoneLeg() != 0) {
            consultByPhone(call, third);
            return;
        }
        must(call.talking() && call.agent != 0, () -> "I9 call " + call.id + " is " + call.state() + " and asks");
        boolean asks = !call.conferring() && third.connected();
        must(!asks || (seat.peer == third.id && third.peer == seat.id), () -> "I9 call " + call.id + " asks unheard");
        must(call.conferring() != customer.musicHeld, () -> "I9 call " + call.id + " asks before the customer");
        must(call.conferring() == call.is(CallState.CONNECTED), () -> "I9 call " + call.id + " is " + call.state());
    }

    /** The phone has two dialogs: one with the customer, one with whom it asks. */
    private void consultByPhone(Call call, Leg third) {
        Leg phone = centre.calls.leg(call.phoneLeg());
        must(call.talking() && !call.conferring(), () -> "I9 call " + call.id + " is " + call.state() + " and asks");
        boolean both = phone != null && phone.connected() == third.connected();
        must(both, () -> "I9 call " + call.id + " asks and does not hear the answer");
        boolean heard = !third.connected() || (phone.peer == third.id && third.peer == phone.id);
        must(!both || heard, () -> "I9 call " + call.id + " asks unheard");
    }

    /** What each party does is known, and begins when the one before ended. */
    private void intervals(Leg leg, Call call) {
        boolean customer = call.customerLeg() == leg.id;
        boolean aside = call.phoneLeg() == leg.id;
        boolean talks = !aside && leg.connected() && call.clock.connectedNs != 0 && (call.talking() || customer);
        must(
                talks == (leg.kind != null),
                () -> "I11 leg " + leg.id + " does " + leg.kind + ", call is " + call.state());
    }

    private void clocksOf(Call call) {
        boolean rings = call.is(CallState.DIALLING) || call.is(CallState.TRANSFERRING);
        boolean timed = call.is(CallState.OFFERED) || call.is(CallState.ASIDE) || rings || call.farewell;
        boolean given = call.toCallBack() && (call.is(CallState.QUEUED) || call.is(CallState.ASIDE));
        must(!given || call.longestWait.armed(), () -> "I6 call " + call.id + " is promised for ever");
        must(!timed || call.step.armed(), () -> "I6 call " + call.id + " is " + call.state() + " without end");
        boolean patient = call.is(CallState.QUEUED) && call.waiting.preferred != 0;
        must(!patient || call.patience.armed(), () -> "I6 call " + call.id + " is patient for ever");
        must(
                !call.talking() || call.consult != null || !call.step.armed(),
                () -> "I6 call " + call.id + " talks against the clock");
    }

    private void recording(Call call) {
        boolean owed = call.recording;
        boolean speaks = call.talking() || (call.is(CallState.IN_IVR) && call.step.armed());
        must(!owed || speaks, () -> "I10 call " + call.id + " is recorded and does not talk");
        boolean open = centre.calls.obligations.holds(new TalkSegment(call.id, call.segments));
        must(!owed || open, () -> "I10 call " + call.id + " talks and nothing is owed");
    }

    private void leg(Leg leg) {
        Call call = centre.calls.get(leg.callId);
        must(
                call != null
                        && (call.originLeg == leg.id
                                || call.farLeg == leg.id
                                || call.consultLeg() == leg.id
                                || call.phoneLeg() == leg.id
                                || call.alsoRings(leg.id)),
                () -> "I9 leg " + leg.id + " belongs to nobody");
        if (call != null) {
            intervals(leg, call);
        }
        must(
                leg.peer == 0 || centre.calls.leg(leg.peer) != null,
                () -> "I9 leg " + leg.id + " talks to a leg that is gone");
    }

    private void agent(Agent agent) {
        Call call = centre.calls.get(agent.callId);
        boolean named = call != null && has(call, agent.id);
        must(
                agent.callId == 0 || named,
                () -> "I2 agent " + agent.id + " has call " + agent.callId + ", which has another");
        boolean engaged = agent.inCall() || agent.is(AgentState.ALERTING);
        must(
                engaged == (agent.callId != 0),
                () -> "I3 agent " + agent.id + " is " + agent.state() + " with call " + agent.callId);
        if (named) {
            boolean alerting = call.is(CallState.OFFERED);
            must(
                    alerting == agent.is(AgentState.ALERTING),
                    () -> "I3 agent " + agent.id + " is " + agent.state() + ", the call " + call.state());
            must(
                    !agent.is(AgentState.HELD) || call.is(CallState.HELD),
                    () -> "I3 agent " + agent.id + " holds nothing");
        }
        must(agent.is(AgentState.ACW) == agent.wrapUp.armed(), () -> "I3 agent " + agent.id + " wraps up for ever");
        boolean away = agent.is(AgentState.NOT_READY);
        must(away || !agent.overstay.armed(), () -> "I3 agent " + agent.id + " is " + agent.state() + " on a break");
        seat(agent);
        ready(agent);
    }

    private static boolean has(Call call, int agent) {
        boolean asked = call.consult != null && call.consult.agent == agent;
        boolean rung = false;
        for (Ring ring : call.rings) {
            rung |= ring.agent() == agent;
        }
        return call.agent == agent || call.calledAgent == agent || asked || rung;
    }

    private void seat(Agent agent) {
        Device device = centre.devices.get(agent.device);
        boolean off = agent.is(AgentState.LOGGED_OFF);
        must(
                off == agent.device.isEmpty(),
                () -> "I3 agent " + agent.id + " is " + agent.state() + " at " + agent.device);
        must(off || (device != null && device.agent == agent.id), () -> "I3 agent " + agent.id + " shares a seat");
        must(
                !agent.is(AgentState.READY) || (device != null && device.reachable()),
                () -> "I3 agent " + agent.id + " is ready out of reach");
        must(agent.pending == null || agent.inCall(), () -> "I3 agent " + agent.id + " put off to nothing");
    }

    private void ready(Agent agent) {
        for (Membership membership : agent.memberships) {
            Tally tally = tallies.computeIfAbsent(membership.lane, lane -> new Tally());
            tally.ready += Capacity.takes(centre, agent, membership.queue()) ? 1 : 0;
            tally.on += agent.is(AgentState.LOGGED_OFF) ? 0 : 1;
            must(
                    membership.isReady() == Capacity.takes(centre, agent, membership.queue())
                            && membership.isReady() == membership.entered(),
                    () -> "I5 agent " + agent.id + " is " + agent.state() + ", the queue " + membership.queue().name
                            + " thinks otherwise");
        }
    }

    private void queue(AcdQueue queue) {
        queue.lanes().forEach(this::lane);
        int inLanes = inLanes(queue);
        must(inLanes == queue.waiting.size(), () -> "I1 " + queue.name + ": " + inLanes + " calls stand in its lanes");
        long there = there(queue);
        must(
                there == queue.counters.stillThere(),
                () -> "I7 " + queue.name + ": " + there + " calls are there, counted " + queue.counters.stillThere());
        for (DayCounters day : queue.counters.days()) {
            must(day.stillThere() >= 0, () -> "I7 " + queue.name + ": more left than came");
        }
    }

    private static int inLanes(AcdQueue queue) {
        int inLanes = 0;
        for (Lane lane : queue.lanes()) {
            inLanes += lane.waitingCount();
        }
        return inLanes;
    }

    private long there(AcdQueue queue) {
        long there = ItemInvariants.there(centre, queue);
        for (Call call : calls) {
            there += call.inQueue() && call.waiting.queue.equals(queue.name) ? 1 : 0;
        }
        return there;
    }

    private void lane(Lane lane) {
        must(lane.next() == null || AudioRoom.rests(centre, lane.queue), () -> "I5 " + lane + ": unmatched");
        Agent meant = centre.agents.get(lane.only);
        must(lane.only == 0 || (meant != null && !meant.isLeaving()), () -> "I5 " + lane + ": who will not come");
        must(lane.only == 0 || lane.waitingCount() > 0, () -> "I8 " + lane + ": nobody waits there any more");
        Tally tally = tallies.computeIfAbsent(lane, unused -> new Tally());
        int ready = tally.ready;
        int on = tally.on;
        must(ready == lane.readyCount(), () -> "I5 " + lane + " counts " + lane.readyCount() + " ready of " + ready);
        must(on == lane.loggedOn, () -> "I5 " + lane + " counts " + lane.loggedOn + " logged on of " + on);
    }

    private void line(Line line) {
        Call call = centre.calls.get(line.callId());
        boolean busy = line.state() == LineState.BUSY;
        must(busy == (line.callId() != 0), () -> "I2 line " + line.name() + " is " + line.state());
        must(!busy || (call != null && call.line.equals(line.name())), () -> "I2 line " + line.name() + " has no call");
        boolean taken = centre.queues.lines().waiting.isEmpty() || AudioRoom.rests(centre, centre.queues.lines());
        must(line.state() != LineState.IDLE || taken, () -> "I5 a call waits, " + line.name() + " is idle");
        must(
                line.state() != LineState.FAILED || centre.rest.armed(),
                () -> "I6 line " + line.name() + " rests for ever");
    }

    private void deadlines() {
        boolean looks = centre.audioRoom == AudioRoom.State.ENOUGH || centre.audioAgain.armed();
        must(looks, () -> "I6 no ports for ever");
        for (int i = 0; i < centre.deadlines.size(); i++) {
            Deadline deadline = centre.deadlines.at(i);
            boolean lives = switch (deadline.kind) {
                case STEP, WAIT, ANNOUNCE, RELAX, PATIENCE -> centre.calls.get(deadline.owner()) != null;
                case WRAP_UP, BREAK -> centre.agents.get((int) deadline.owner()) != null;
                case ITEM_WAIT, ITEM_DUE, ITEM_RELAX -> centre.items.get(deadline.owner()) != null;
                case REST, AUDIO -> true;
            };
            must(lives, () -> "I6 " + deadline.kind + " of " + deadline.owner() + " outlived it");
        }
    }

    private void bounds() {
        int calls = centre.calls.calls.size();
        must(calls <= centre.limits.callsMax(), () -> "I8 " + calls + " calls");
        int legsMax = 3 * centre.limits.callsMax() + centre.agents.all().size();
        must(centre.calls.legs.size() <= legsMax, () -> "I8 " + centre.calls.legs.size() + " legs");
        int deadlinesMax =
                5 * calls + 3 * centre.items.items.size() + centre.agents.all().size() + 2;
        must(centre.deadlines.size() <= deadlinesMax, () -> "I8 deadlines");
        must(centre.queues.touched().isEmpty(), () -> "I5 a queue was left unmatched");
    }
}
