package hotswitch.server.hunt;

import hotswitch.acd.CallRecord;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Direction;
import hotswitch.acd.Disposition;
import hotswitch.acd.hunt.Line;
import hotswitch.acd.queue.Place;

/** One caller in hunt-only mode: WAITING → DIALLING ⇄ WAITING, DIALLING → TALKING. */
final class HuntCall {
    private static final long NS_PER_MS = 1_000_000;

    enum State {
        WAITING,
        DIALLING,
        TALKING
    }

    final long id;
    final long callerLeg;
    final CallArrived arrived;
    /** Epoch ns. */
    final long arrivedNs;
    /** Kept from the first to the last: a line that does not answer costs the caller nothing. */
    final Place place;

    private State state = State.WAITING;
    Line line;
    long lineLeg;
    /** Epoch ns until which the line may ring. */
    long ringUntilNs;

    boolean hearsMusic;
    /** Lines tried. */
    int dials;
    /** Epoch ns; 0: not yet. */
    long connectedNs;

    HuntCall(CallArrived arrived, long arrival, long nowNs) {
        this.id = arrived.callId();
        this.callerLeg = arrived.legId();
        this.arrived = arrived;
        this.arrivedNs = nowNs;
        this.place = new Place().begin(id, arrival);
    }

    State state() {
        return state;
    }

    /** {@code displayed}: what the line saw. {@code by}: who ended it. */
    CallRecord record(Disposition disposition, String displayed, String by, String cause, long nowNs) {
        boolean talked = connectedNs != 0;
        long waitMs = ((talked ? connectedNs : nowNs) - arrivedNs) / NS_PER_MS;
        long talkMs = talked ? (nowNs - connectedNs) / NS_PER_MS : 0;
        String party = talked ? line.name() : "";
        return new CallRecord(
                id,
                Direction.INBOUND,
                new CallRecord.Parties(arrived.ani(), arrived.dnis(), arrived.trunk(), "", 0, party, displayed),
                new CallRecord.Times(
                        arrivedNs,
                        arrivedNs,
                        arrivedNs,
                        connectedNs,
                        nowNs,
                        new CallRecord.Durations(waitMs, talkMs, 0)),
                disposition,
                new CallRecord.Outcome(by, cause, dials, talked ? 1 : 0, "", ""));
    }

    void become(State next) {
        boolean legal = switch (next) {
            case WAITING -> state == State.DIALLING;
            case DIALLING -> state == State.WAITING;
            case TALKING -> state == State.DIALLING;
        };
        if (!legal) {
            throw new IllegalStateException("call " + id + ": " + state + " -> " + next);
        }
        state = next;
    }
}
