package hotswitch.call;

import hotswitch.sip.sdp.MediaPlan;
import hotswitch.sip.session.Session;
import hotswitch.trunk.route.RoutePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * One party of a call seen from us. An offered leg may ring several contacts, a dialled one try several hops: each is a
 * session of its own, the first that answers is the leg's.
 */
final class Leg {
    final long id;
    final long callId;
    final LegRole role;
    /** The seat of an offered leg or of an arriving one that dials; "" otherwise. */
    final String device;
    /** Sessions that still may answer, in the order in which they were begun. */
    final List<Session> attempts = new ArrayList<>(1);
    /** What this leg tries: kept so that a restart can say the same again. Null for an arriving leg. */
    Attempt plan;

    private LegState state = LegState.TRYING;
    /** The session that answered or arrived; null while only attempts exist. */
    Session session;
    /** -1: none. */
    int mediaPort = -1;
    /** The trunk that carries this leg; "" none. */
    String trunk = "";
    /** The trunk whose channel this leg holds now; 0 none. */
    int trunkId;
    /** Hops of a dialled leg; null after a restart, when only the present one is tried again. */
    RoutePlan route;
    /** Our last session description; "" before the first. */
    String localSdp = "";
    /** The peer's offer that waits for our answer; "" none. */
    String offer = "";
    /** What offer/answer settled; null before. */
    MediaPlan media;
    /** The peer holds us. */
    boolean held;
    /** A fact of this leg is in the journal. */
    boolean kept;

    Leg(long id, long callId, LegRole role, String device) {
        this.id = id;
        this.callId = callId;
        this.role = role;
        this.device = device;
    }

    LegState state() {
        return state;
    }

    /** TRYING → RINGING → UP → OVER; each may be left out but the last. */
    void become(LegState next) {
        boolean legal = switch (next) {
            case TRYING -> false;
            case RINGING -> state == LegState.TRYING;
            case UP -> state == LegState.TRYING || state == LegState.RINGING;
            case OVER -> state != LegState.OVER;
        };
        if (!legal) {
            throw new IllegalStateException("leg " + id + ": " + state + " -> " + next);
        }
        state = next;
    }

    boolean over() {
        return state == LegState.OVER;
    }
}
