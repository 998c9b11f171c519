package hotswitch.acd.call;

import hotswitch.acd.Direction;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.codec.ListCodec;
import hotswitch.acd.flow.FlowRun;
import hotswitch.acd.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The customer's contact from arrival to release. States: {@link CallState}. */
public final class Call extends Row {
    private static final Direction[] DIRECTIONS = Direction.values();
    private static final CallState[] STATES = CallState.values();

    public final Direction direction;
    public final String ani;
    public final String dnis;
    /** The configuration with which it began. */
    public final String config;

    private CallState state = CallState.ARRIVED;
    public CallClock clock;
    public Waiting waiting = new Waiting();
    /** What the flow noted, by name. */
    public final Map<String, String> attributes = new TreeMap<>();
    /** Null: no flow, or it is done. */
    public FlowRun run;

    public String trunk = "";
    public String displayed = "";
    public String hops = "";
    /** The leg that was there first; 0: gone. Of the caller, or of the seat that dials. */
    public long originLeg;
    /** The other one: agent, line, or the party dialled; 0: none yet. */
    public long farLeg;
    /** The agent to whom it is offered, or who has it; 0: none. */
    public int agent;
    /** In an internal call the agent who is called; 0: none. */
    public int calledAgent;
    /** The line that it tries or has; "": none. */
    public String line = "";
    /** The device, line or number that talked. */
    public String party = "";
    /** To be dialled once the seat that asked for the call is off-hook. */
    public String toDial = "";

    /** Null: two parties, or fewer. */
    public Consult consult;
    /** An outbound call that was transferred: its customer stands where a caller does. */
    public boolean turned;
    /** Who transferred it and gets it back if that fails; 0: nobody. */
    public int backTo;

    /** Where it is parked; "": it is not. */
    public String parkSlot = "";

    /** Null: none was promised. */
    public Callback callback;

    public long offerId;
    /** While it is offered: who is rung besides {@link #agent}. */
    public final List<Ring> rings = new ArrayList<>(0);

    public int offers;
    public int segments;
    /** The last segment goes on. */
    public boolean recording;
    /** It hears why it is released, and is then. */
    public boolean farewell;
    /** The agent who talked and left while the caller stayed; 0: none. */
    public int servedBy;

    /** The flow's patience, the offer, the ringing at the far end, the farewell: whatever the state waits for. */
    public final Deadline step;

    public final Deadline longestWait;
    public final Deadline announcement;
    /** More agents may take it then. */
    public final Deadline relaxing;
    /** The end of the wait for the preferred agent. */
    public final Deadline patience;

    /** All of these; lent. */
    final CallDeadlines deadlines;

    Call(long id, Direction direction, Numbers numbers, String config, CallDeadlines deadlines) {
        super(id);
        this.direction = direction;
        this.ani = numbers.ani();
        this.dnis = numbers.dnis();
        this.config = config;
        this.deadlines = deadlines;
        this.step = deadlines.step;
        this.longestWait = deadlines.longestWait;
        this.announcement = deadlines.announcement;
        this.relaxing = deadlines.relaxing;
        this.patience = deadlines.patience;
    }

    /** Who calls whom. */
    public record Numbers(String ani, String dnis) {}

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

    static Call read(BytesReader in, Calls calls) {
        Call call = calls.begin(in.i64(), DIRECTIONS[in.i8()], new Numbers(in.text(), in.text()), in.text());
        call.state = STATES[in.i8()];
        call.clock = CallClock.read(in);
        call.waiting = Waiting.read(in, call.id);
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
        call.rings.addAll(ListCodec.read(in, Ring::read));
        call.offerId = in.i64();
        call.offers = in.i32();
        call.segments = in.i32();
        call.recording = in.flag();
        call.farewell = in.flag();
        call.servedBy = in.i32();
        return call;
    }
}
