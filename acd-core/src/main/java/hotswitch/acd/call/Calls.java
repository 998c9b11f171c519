package hotswitch.acd.call;

import hotswitch.acd.Direction;
import hotswitch.acd.codec.BytesReader;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.acd.time.Deadlines;

/** The live calls, their legs and what their recordings still owe. */
public final class Calls {
    public final Table<Call> calls = new Table<>();
    public final Table<Leg> legs = new Table<>();
    public final Obligations obligations = new Obligations();

    private final Spare<Call> spareCalls = new Spare<>();
    private final Spare<Leg> spareLegs = new Spare<>();

    /** A turn begins. */
    public void nextTurn(long nowNs) {
        spareCalls.nextTurn(nowNs);
        spareLegs.nextTurn(nowNs);
    }

    /** {@code config}: with which it begins. */
    public Call begin(long id, Direction direction, String ani, String dnis, String config) {
        Call spare = spareCalls.take();
        Call call = spare == null ? new Call() : spare;
        calls.add(call.begin(id, direction, ani, dnis, config));
        return call;
    }

    /** It is over: none of its deadlines may be armed, and nobody may keep it beyond this turn. */
    public void end(Call call) {
        calls.remove(call);
        call.end();
        spareCalls.over(call);
    }

    /** A leg that we create. */
    public Leg create(long id, Call call, LegRole role, String device) {
        return begin(id, call, role, false, device);
    }

    /** A leg that came to us. */
    public Leg arrive(long id, Call call, LegRole role, String device) {
        return begin(id, call, role, true, device);
    }

    private Leg begin(long id, Call call, LegRole role, boolean arriving, String device) {
        Leg spare = spareLegs.take();
        Leg leg = spare == null ? new Leg() : spare;
        legs.add(leg.begin(id, call.id, role, arriving, device));
        leg.call = call;
        return leg;
    }

    /** It is over: nobody may keep it beyond this turn. */
    public void end(Leg leg) {
        legs.remove(leg);
        spareLegs.over(leg);
    }

    /** Null if there is none. */
    public Call get(long callId) {
        return calls.get(callId);
    }

    /** Null if there is none. */
    public Leg leg(long legId) {
        return legs.get(legId);
    }

    /** Instead of the other side: held by the API, or by the seat's phone at the other end. */
    public boolean hearsMusic(Leg leg) {
        Leg peer = legs.get(leg.peer);
        return leg.musicHeld || (peer != null && peer.phoneHeld && peer.role == LegRole.AGENT);
    }

    /** The call of a leg, null if the leg is unknown. */
    public Call ofLeg(long legId) {
        Leg leg = legs.get(legId);
        return leg == null ? null : leg.call;
    }

    /** Null: nobody is parked there. Looks at all of them: people do this by hand. */
    public Call parked(String slot) {
        for (Call call : calls.inIdOrder()) {
            if (call.parkSlot.equals(slot)) {
                return call;
            }
        }
        return null;
    }

    public void write(BytesWriter out) {
        out.i32(calls.size());
        for (Call call : calls.inIdOrder()) {
            call.write(out);
        }
        out.i32(legs.size());
        for (Leg leg : legs.inIdOrder()) {
            leg.write(out);
        }
        obligations.write(out);
    }

    public void read(BytesReader in) {
        clear();
        for (int n = in.i32(); n > 0; n--) {
            calls.add(Call.read(in));
        }
        for (int n = in.i32(); n > 0; n--) {
            Leg leg = Leg.read(in);
            leg.call = calls.get(leg.callId);
            legs.add(leg);
        }
        obligations.read(in);
    }

    public void writeRuns(BytesWriter out) {
        for (Call call : calls.inIdOrder()) {
            if (call.run != null) {
                call.run.write(out.i64(call.id));
            }
        }
        out.i64(-1);
    }

    public void readRuns(BytesReader in) {
        for (long id = in.i64(); id >= 0; id = in.i64()) {
            calls.get(id).readRun(in);
        }
    }

    public void writeDeadlines(Deadlines deadlines, BytesWriter out) {
        for (Call call : calls.inIdOrder()) {
            deadlines.write(call.step, out);
            deadlines.write(call.longestWait, out);
            deadlines.write(call.announcement, out);
            deadlines.write(call.relaxing, out);
            deadlines.write(call.patience, out);
        }
    }

    public void readDeadlines(Deadlines deadlines, BytesReader in) {
        for (Call call : calls.inIdOrder()) {
            deadlines.read(call.step, in);
            deadlines.read(call.longestWait, in);
            deadlines.read(call.announcement, in);
            deadlines.read(call.relaxing, in);
            deadlines.read(call.patience, in);
        }
    }

    public void clear() {
        calls.clear();
        legs.clear();
    }
}
