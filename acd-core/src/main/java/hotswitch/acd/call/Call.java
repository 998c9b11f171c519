package hotswitch.acd.call;

import hotswitch.acd.Direction;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ListCodec;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.time.Deadline;
import hotswitch.acd.time.Deadline.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The customer's contact from arrival to release. States: {@link CallState}. */
public final class Call extends Row {
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final CallState[] STATES = CallState.values();

    public Direction direction;
    public String ani;
    public String dnis;
    /** The configuration with which it began. */
    public String config;

    /** The attribute that is the caller's name. */
    public static final String CALLER_NAME = "caller.name";

    private CallState state;
    public final CallClock clock = new CallClock();
    public final Waiting waiting = new Waiting();
    /** What the flow noted, by name. */
    public final Map<String, String> attributes = new TreeMap<>();

    private final FlowRun ownRun = new FlowRun();
    /** Null: no flow, or it is done. */
    public FlowRun run;

    public String trunk;
    public String displayed;
    public String hops;
    /** The leg that was there first; 0: gone. Of the caller, or of the seat that dials. */
    public long originLeg;
    /** The other one: agent, line, or the party dialled; 0: none yet. */
    public long farLeg;
    /** The agent to whom it is offered, or who has it; 0: none. */
    public int agent;
    /** In an internal call the agent who is called; 0: none. */
    public int calledAgent;
    /** The line that it tries or has; "": none. */
    public String line;
    /** The device, line or number that talked. */
    public String party;
    /** To be dialled once the seat that asked for the call is off-hook. */
    public String toDial;

    /** Null: two parties, or fewer. */
    public Consult consult;
    /** An outbound call that was transferred: its customer stands where a caller does. */
    public boolean turned;
    /** Who transferred it and gets it back if that fails; 0: nobody. */
    public int backTo;

    /** Where it is parked; "": it is not. */
    public String parkSlot;

    /** Null: none was promised. */
    public Callback callback;

    public long offerId;
    /** While it is offered: who is rung besides {@link #agent}. Most calls never have a list of their own. */
    public List<Ring> rings = Collections.emptyList();

    public int offers;
    public int segments;
    /** The last segment goes on. */
    public boolean recording;
    /** It hears why it is released, and is then. */
    public boolean farewell;
    /** The agent who talked and left while the caller stayed; 0: none. */
    public int servedBy;

    /** The flow's patience, the offer, the ringing at the far end, the farewell: whatever the state waits for. */
    public final Deadline step = new Deadline(Kind.STEP, 0);

    public final Deadline longestWait = new Deadline(Kind.WAIT, 0);
    public final Deadline announcement = new Deadline(Kind.ANNOUNCE, 0);
    /** More agents may take it then. */
    public final Deadline relaxing = new Deadline(Kind.RELAX, 0);
    /** The end of the wait for the preferred agent. */
    public final Deadline patience = new Deadline(Kind.PATIENCE, 0);

    /** From now on it is this one, and nothing of what it was. */
    Call begin(long newId, Direction newDirection, String from, String dialled, String configHash) {
        id = newId;
        direction = newDirection;
        ani = from;
        dnis = dialled;
        config = configHash;
        state = CallState.ARRIVED;
        clock.begin();
        waiting.begin();
        attributes.clear();
        run = null;
        trunk = "";
        displayed = "";
        hops = "";
        originLeg = 0;
        farLeg = 0;
        nobodyYet();
        deadlinesOf(newId);
        return this;
    }

    private void nobodyYet() {
        agent = 0;
        calledAgent = 0;
        line = "";
        party = "";
        toDial = "";
        consult = null;
        turned = false;
        backTo = 0;
        parkSlot = "";
        callback = null;
        offerId = 0;
        rings = Collections.emptyList();
        offers = 0;
        segments = 0;
        recording = false;
        farewell = false;
        servedBy = 0;
    }

    /** Its deadlines are nobody's. Throws if one of them is still armed. */
    void end() {
        deadlinesOf(0);
    }

    private void deadlinesOf(long callId) {
        step.belongTo(callId);
        longestWait.belongTo(callId);
        announcement.belongTo(callId);
        relaxing.belongTo(callId);
        patience.belongTo(callId);
    }

    /** It is in a flow from now on. */
    public void enterFlow(String version, String flow) {
        run = ownRun.begin(version, flow, customer(), dnis);
    }

    void readRun(BytesReader in) {
        run = ownRun.read(in);
    }

    public CallState state() {
        return state;
    }

    public boolean is(CallState asked) {
        return state == asked;
    }

    public boolean talking() {
        return state == CallState.CONNECTED || state == CallState.HELD;
    }

    /** Nobody is there to hear anything: he is to be called back. */
    public boolean toCallBack() {
        return callback != null && callback.open;
    }

    /** It stands in a queue, or is on its way out of it to an agent. */
    public boolean inQueue() {
        boolean away = state == CallState.DIALLING || state == CallState.ASIDE;
        return state == CallState.QUEUED || state == CallState.OFFERED || (away && toCallBack());
    }

    /** One more phone rings. */
    public void addRing(Ring ring) {
        if (rings.isEmpty()) {
            rings = new ArrayList<>();
        }
        rings.add(ring);
    }

    /** This leg rings beside the first one. */
    public boolean alsoRings(long legId) {
        return ring(legId) != null;
    }

    /** Null: it does not ring beside the first one. */
    public Ring ring(long legId) {
        for (int i = 0; i < rings.size(); i++) {
            if (rings.get(i).leg() == legId) {
                return rings.get(i);
            }
        }
        return null;
    }

    /** All three hear each other. */
    public boolean conferring() {
        return consult != null && consult.conference;
    }

    /** 0: there is none. */
    public long consultLeg() {
        return consult == null ? 0 : consult.leg;
    }

    /** The seat's phone asks on a second dialog, this one; 0: it does not. */
    public long phoneLeg() {
        return consult == null ? 0 : consult.phone;
    }

    /** Who has it, or had it last; 0: nobody. */
    public int lastAgent() {
        return agent == 0 ? servedBy : agent;
    }

    /** The customer's leg: the caller's, or in a call from a seat the one that is called. */
    public long customerLeg() {
        return customerFirst() ? originLeg : farLeg;
    }

    public long seatLeg() {
        return customerFirst() ? farLeg : originLeg;
    }

    /** The number of the customer. */
    public String customer() {
        return direction == Direction.INBOUND ? ani : dnis;
    }

    /** What the agent's phone shows beside the number: who calls, where that was told, and from which line. */
    public String display(String queue) {
        String name = attributes.get(CALLER_NAME);
        return name == null || direction != Direction.INBOUND
                ? queue
                : queue.isEmpty() ? name : name + " (" + queue + ")";
    }

    private boolean customerFirst() {
        return direction == Direction.INBOUND || turned;
    }

    public void become(CallState next) {
        boolean legal = switch (next) {
            case ARRIVED -> false;
            case IN_IVR ->
                state == CallState.ARRIVED || state == CallState.QUEUED || state == CallState.TRANSFERRING || talking();
            case QUEUED ->
                state == CallState.IN_IVR
                        || state == CallState.OFFERED
                        || state == CallState.TRANSFERRING
                        || state == CallState.ASIDE;
            case OFFERED -> state == CallState.QUEUED;
            case DIALLING -> state == CallState.ARRIVED || state == CallState.OFFERED;
            case ASIDE -> state == CallState.QUEUED || state == CallState.DIALLING;
            case CONNECTED ->
                state == CallState.OFFERED
                        || state == CallState.DIALLING
                        || state == CallState.HELD
                        || state == CallState.TRANSFERRING;
            case HELD -> state == CallState.CONNECTED;
            case TRANSFERRING -> state == CallState.CONNECTED || state == CallState.HELD || state == CallState.QUEUED;
            case RELEASED -> state != CallState.RELEASED;
        };
        if (!legal) {
            throw new IllegalStateException("call " + id + ": " + state + " -> " + next);
        }
        state = next;
    }

    public void write(BytesWriter out) {
        out.i64(id).i8(direction.ordinal()).text(ani).text(dnis).text(config);
        out.i8(state.ordinal());
        clock.write(out);
        waiting.write(out);
        out.i32(attributes.size());
        attributes.forEach((name, value) -> out.text(name).text(value));
        out.text(trunk).text(displayed).text(hops).i64(originLeg).i64(farLeg);
        out.i32(agent).i32(calledAgent).text(line).text(party).text(toDial);
        Consult.write(consult, out);
        Callback.write(callback, out);
        out.flag(turned).i32(backTo).text(parkSlot);
        ListCodec.write(out, rings, (o, ring) -> ring.write(o));
        out.i64(offerId)
                .i32(offers)
                .i32(segments)
                .flag(recording)
                .flag(farewell)
                .i32(servedBy);
    }

    static Call read(BytesReader in) {
        Call call = new Call().begin(in.i64(), DIRECTIONS[in.i8()], in.text(), in.text(), in.text());
        call.state = STATES[in.i8()];
        call.clock.read(in);
        call.waiting.read(in, call.id);
        for (int n = in.i32(); n > 0; n--) {
            call.attributes.put(in.text(), in.text());
        }
        call.trunk = in.text();
        call.displayed = in.text();
        call.hops = in.text();
        call.originLeg = in.i64();
        call.farLeg = in.i64();
        call.agent = in.i32();
        call.calledAgent = in.i32();
        call.line = in.text();
        call.party = in.text();
        call.toDial = in.text();
        call.consult = Consult.read(in);
        call.callback = Callback.read(in);
        call.turned = in.flag();
        call.backTo = in.i32();
        call.parkSlot = in.text();
        ListCodec.read(in, Ring::read).forEach(call::addRing);
        call.offerId = in.i64();
        call.offers = in.i32();
        call.segments = in.i32();
        call.recording = in.flag();
        call.farewell = in.flag();
        call.servedBy = in.i32();
        return call;
    }
}
