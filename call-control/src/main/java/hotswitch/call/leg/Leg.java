package hotswitch.call.leg;

import hotswitch.sip.registrar.Gruus;
import hotswitch.sip.sdp.MediaPlan;
import hotswitch.sip.sdp.Negotiation;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionState;
import hotswitch.trunk.route.RoutePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * One party of a call seen from us. An offered leg may ring several contacts, a dialled one try several hops: each is a
 * session of its own, the first that answers is the leg's. One that is over may be the next ({@link SpareLegs}).
 */
public final class Leg {
    /** Under it its facts are kept. */
    public long id;

    /** Who dials a park slot begins a call of its own and joins the parked one. */
    public long callId;

    public LegRole role;
    /** The seat of an offered leg or of an arriving one that dials; "" otherwise. */
    public String device;
    /** Sessions that still may answer, in the order in which they were begun. */
    public final List<Session> attempts = new ArrayList<>(0);
    /**
     * What this leg tries: kept so that a restart can say the same again. Null for an arriving leg, and for a seat's
     * that is established.
     */
    public Attempt plan;

    private LegState state;
    /** The session that answered or arrived; null while only attempts exist. */
    public Session session;
    /**
     * Sessions that it has no more, because another one won or took its place, and that are still to be ended: CANCEL
     * or BYE is out. Empty for most.
     */
    public List<Session> leaving;
    /** -1: none. */
    public int mediaPort;
    /** The trunk that carries this leg; "" none. */
    public String trunk;
    /** The trunk whose channel this leg holds now; 0 none. */
    public int trunkId;
    /** Hops of a dialled leg; null after a restart, when only the present one is tried again. */
    public RoutePlan route;
    /** Our last session description, itself never changed; "" before the first. */
    public CharSequence localSdp;
    /** Our 200 is out, and its ACK has not come. */
    public boolean ackDue;
    /** It arrived and is not answered: until then its fact is its INVITE, and stays as it is. */
    public boolean unanswered;
    /** Our answer to the INVITE's offer, not yet given; null: the INVITE had none. */
    public Negotiation.Agreed considered;
    /** Why the peer's last description was not accepted; null: it was. */
    public Negotiation.Refused unfit;
    /** What offer/answer settled; null before. */
    public MediaPlan media;
    /** There is audio before it answers, and the core knows; of an arriving leg: our 183 with a description is out. */
    public boolean early;
    /** The peer holds us. */
    public boolean held;
    /** Our 200 to a re-INVITE carried an offer; its ACK brings the answer. */
    public boolean asksUs;
    /** Who had this number dialled, as the toll guard counts; "": nobody whom it counts. */
    public String dialledFor;
    /** What an arriving leg's INVITE said; null: nothing that matters, or another role. */
    public Origin origin;
    /** The one phone that is meant by what it dials (RFC 5627); null: no single one. */
    public Gruus.Phone meant;
    /** Another leg of the same seat, in {@link Legs}' own chain. */
    Leg nextAtDevice;
    /** Where it is listed as a seat's; null: not. */
    Legs table;
    /** In its last fact: what stands there is about our 200, and wanted no more when the ACK has come. */
    int saidAt = LegFact.ALL_STAYS;
    /** A fact of this leg is in the journal. */
    public boolean kept;
    /** Somebody asks it what became of it when it is over. */
    public boolean minded;

    public Leg(long id, long callId, LegRole role, String device) {
        begin(id, callId, role, device);
    }

    /** It is this leg from now on, and nothing of another one is left. */
    final Leg begin(long newId, long itsCall, LegRole as, String seat) {
        id = newId;
        callId = itsCall;
        role = as;
        device = seat;
        attempts.clear();
        plan = null;
        state = LegState.TRYING;
        session = null;
        leaving = List.of();
        mediaPort = -1;
        trunk = "";
        trunkId = 0;
        route = null;
        localSdp = "";
        ackDue = false;
        unanswered = false;
        considered = null;
        unfit = null;
        media = null;
        early = false;
        held = false;
        asksUs = false;
        dialledFor = "";
        origin = null;
        meant = null;
        nextAtDevice = null;
        table = null;
        saidAt = LegFact.ALL_STAYS;
        kept = false;
        minded = false;
        return this;
    }

    public LegState state() {
        return state;
    }

    /** TRYING → RINGING → UP → OVER; each may be left out but the last. */
    public void become(LegState next) {
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
        if (table != null) {
            table.changed(device);
        }
    }

    /** Another leg of the same seat, an older one; null: none. */
    public Leg nextAtDevice() {
        return nextAtDevice;
    }

    public boolean over() {
        return state == LegState.OVER;
    }

    /** This session is ended for its own; the leg goes on. */
    public void leave(Session former) {
        if (leaving.isEmpty()) {
            leaving = new ArrayList<>(2);
        }
        leaving.add(former);
    }

    /** Another session has won: these are ended. */
    public void leaveAttempts() {
        attempts.forEach(this::leave);
        attempts.clear();
    }

    /** Lets go of the sessions that have ended, and whose refusal, if there was one, was heard. */
    public void settle() {
        attempts.removeIf(Leg::ended);
        if (!leaving.isEmpty()) {
            leaving.removeIf(Leg::ended);
        }
        if (session != null && ended(session)) {
            session.letGo();
            session = null;
        }
    }

    /** No session is left whose far side might wait for a word. */
    public boolean settled() {
        return session == null && attempts.isEmpty() && leaving.isEmpty();
    }

    /** All is over but for the ACK to our refusal. */
    public boolean refused() {
        return attempts.isEmpty() && leaving.isEmpty() && session != null && session.state() == SessionState.ENDED;
    }

    private static boolean ended(Session session) {
        return session.state() == SessionState.ENDED && session.unheard() == null;
    }
}
