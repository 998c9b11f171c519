package hotswitch.call;

import hotswitch.acd.Command;
import hotswitch.acd.Command.Audit;
import hotswitch.acd.Command.Request;
import hotswitch.acd.Ids;
import hotswitch.acd.Order;
import hotswitch.acd.codec.BytesWriter;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegFact;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Legs;
import hotswitch.call.leg.Links;
import hotswitch.call.leg.SpareLegs;
import hotswitch.call.toll.Destination;
import hotswitch.call.toll.TollGuard;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Foretold;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.UserAgent;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Unacknowledged;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import org.agrona.collections.LongHashSet;

/** What the verbs of call control share. Owned by the signalling loop. */
final class Switchboard {
    static final long NS_PER_MS = 1_000_000;
    private final BytesWriter fact = new BytesWriter();
    final Brain brain;
    final MediaPlane media;
    private final Links links;
    final Legs legs = new Legs();
    final SpareLegs spare = new SpareLegs();
    /** Over for the core; their far sides have not all confirmed it, so that a restart must be able to say it again. */
    private final Legs parting = new Legs();

    /** Legs of a former process of which nothing is left but a refusal that waits for its ACK. */
    private final LongHashSet refusals = new LongHashSet();

    private final long bootEpoch;
    private long given;
    /** The configuration in force; a reload replaces it. */
    CallConfig config;

    final TollGuard toll;
    /** Hears of credentials that were shown and were wrong; who showed none has not failed. */
    ObjLongConsumer<Hop> failures = (source, nowNs) -> {};

    UserAgent ua;

    Switchboard(CallConfig config, Telephony.Ports ports, long bootEpoch) {
        brain = ports.brain();
        toll = new TollGuard((who, calls) -> ports.brain().keep(FactKind.TOLL, who, calls));
        configure(config);
        media = ports.media();
        links = ports.links();
        this.bootEpoch = bootEpoch;
    }

    long bootEpoch() {
        return bootEpoch;
    }

    final void configure(CallConfig next) {
        config = next;
        toll.rules(next.toll());
    }

    /**
     * Why the seat of this call, or the agent who sent it there, may not have this number dialled; "": he may, or
     * neither takes part. What is refused is audited.
     */
    String tollRefusal(Order.DialLeg o, Destination to, long nowNs) {
        String seat = dialsAt(o);
        if (seat == null) {
            return "";
        }
        String who = TollGuard.key(seat, o.agent());
        int atOnce = 0;
        for (Leg leg : legs.all()) {
            atOnce += leg.dialledFor.equals(who) ? 1 : 0;
        }
        String why = toll.refusal(seat, who, to, atOnce, nowNs);
        if (!why.isEmpty()) {
            Request by = Request.unasked(seat.isEmpty() ? who : "device:" + seat);
            tell(new Audit(by, "toll-guard", to.dialled(), false, why));
        }
        return why;
    }

    /** Whom a number is dialled for: who is logged on where it is asked for, else the seat; "": neither takes part. */
    String dialledFor(Order.DialLeg o) {
        String seat = dialsAt(o);
        return seat == null ? "" : TollGuard.key(seat, o.agent());
    }

    /**
     * The seat from which a number is dialled. Who has sent a call there has left it, or never had it: then it is the
     * seat that he leaves, else his usual one, else "": any. Where nobody is logged on the order names no agent: then
     * it is the seat that leaves, too, unless it is the queue that sends the call on. Null: no seat takes part.
     */
    private String dialsAt(Order.DialLeg o) {
        int agent = o.agent();
        Leg seat = legs.seatIn(o.callId());
        if (seat == null && (agent != 0 || o.diverted().isEmpty())) {
            seat = parting.seatIn(o.callId());
        }
        if (seat != null) {
            return seat.device;
        }
        for (Map.Entry<String, Integer> usual : config.usualAgents().entrySet()) {
            if (agent != 0 && usual.getValue() == agent) {
                return usual.getKey();
            }
        }
        return agent == 0 ? null : "";
    }

    long newId() {
        return Ids.ofEdge(bootEpoch, ++given);
    }

    void tell(Command command) {
        brain.tell(command);
    }

    /** This dialog is the leg's. */
    void bind(Leg leg, Session session) {
        session.legId(leg.id);
        links.link(leg.callId, session.callId());
    }

    /** The leg's dialogs are its call's: it has another, or ends and was long ago. */
    void link(Leg leg) {
        if (leg.session != null) {
            links.link(leg.callId, leg.session.callId());
        }
        for (Session each : leg.attempts) {
            links.link(leg.callId, each.callId());
        }
    }

    /** What a restart needs of this leg. */
    void keep(Leg leg) {
        if (!leg.unanswered) {
            LegFact.write(leg, fact.reset());
            brain.keepLeg(leg.id, fact);
        }
    }

    /** The ACK to our 200 has come: a restart need not say that again. */
    void acknowledged(Leg leg) {
        LegFact.writeAcknowledged(leg, fact.reset());
        brain.addToLeg(leg.id, fact);
    }

    /** What a leg that is not answered was told reliably: a restart goes on from there. */
    void foretold(Leg leg) {
        Foretold said = leg.unanswered ? Foretold.of(leg.session) : null;
        if (said != null) {
            LegFact.writeForetold(said, fact.reset());
            brain.addToLeg(leg.id, fact);
        }
    }

    /** What a restart needs of a leg that has just arrived, until it is answered. */
    void keepArrived(Leg leg, SipMessage invite, Hop source) {
        leg.kept = true;
        leg.unanswered = true;
        LegFact.writeArrived(leg, invite, source, fact.reset());
        brain.keepLeg(leg.id, fact);
    }

    /**
     * Ends a leg on our side: its port and its place in the table.
     */
    void drop(Leg leg) {
        leg.become(LegState.OVER);
        link(leg);
        legs.remove(leg);
        if (leg.mediaPort >= 0 && leg.media != null) {
            media.close(leg.id, leg.callId, leg.trunk, leg.device);
        } else if (leg.mediaPort >= 0) {
            media.close(leg.id);
        }
        part(leg);
    }

    /** Its sessions are the caller's business; while one of them goes on its fact stays. */
    void part(Leg leg) {
        if (!leg.kept) {
            return;
        }
        leg.settle();
        if (leg.settled()) {
            forget(leg.id);
            spare.add(leg);
        } else {
            parting.add(leg);
            keepParting(leg);
        }
    }

    /**
     * Its caller may not have heard the refusal, and asks the next process; of what it once tried or had, only what is
     * left is to be ended.
     */
    private void keepParting(Leg leg) {
        if (leg.refused() || !leg.leaving.isEmpty()) {
            leg.unanswered = false;
            keep(leg);
        }
    }

    /** A session of a leg that is over has ended too. */
    void parted(Session session) {
        Leg over = parting.find(session.legId());
        Leg leg = legs.find(session.legId());
        if (over != null) {
            settle(over);
        } else if (leg != null && !leg.leaving.isEmpty() && leg.leaving.remove(session)) {
            keep(leg);
        }
    }

    /** Its far side answered while we gave up: a restart must end a call, not an INVITE. */
    void crossed(Session session) {
        Leg leg = parting.find(session.legId());
        leg = leg == null ? legs.find(session.legId()) : leg;
        if (leg != null && leg.kept) {
            keep(leg);
        }
    }

    private void settle(Leg leg) {
        leg.settle();
        if (leg.settled()) {
            parting.remove(leg);
            forget(leg.id);
            spare.add(leg);
        } else {
            keepParting(leg);
        }
    }

    /** After a restart: the refusal of a former process is said again. */
    void refuseAgain(long legId, Unacknowledged refusal, long nowNs) {
        refusals.add(legId);
        ua.refuseAgain(legId, refusal, nowNs);
    }

    /** A refusal was heard, or is given up. */
    void refusalSettled(long legId) {
        Leg leg = parting.find(legId);
        if (refusals.remove(legId)) {
            forget(legId);
        } else if (leg != null) {
            settle(leg);
        }
    }

    /** Nothing of this leg is wanted after a restart. */
    void forget(long legId) {
        brain.keepLeg(legId, fact.reset());
    }
}
