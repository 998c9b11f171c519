package hotswitch.server.hunt;

import hotswitch.acd.hunt.Line;
import hotswitch.acd.queue.Place;

/** One caller in hunt-only mode: WAITING → DIALLING ⇄ WAITING, DIALLING → TALKING. */
final class HuntCall {
    enum State {
        WAITING,
        DIALLING,
        TALKING
    }

    final long id;
    final long callerLeg;
    final String ani;
    /** Kept from the first to the last: a line that does not answer costs the caller nothing. */
    final Place place;

    private State state = State.WAITING;
    Line line;
    long lineLeg;
    /** Epoch ns until which the line may ring. */
    long ringUntilNs;

    HuntCall(long id, long callerLeg, String ani, long arrival) {
        this.id = id;
        this.callerLeg = callerLeg;
        this.ani = ani;
        this.place = new Place(0, arrival);
    }

    State state() {
        return state;
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
