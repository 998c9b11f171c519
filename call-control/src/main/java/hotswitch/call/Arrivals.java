package hotswitch.call;

import hotswitch.acd.Command;
import hotswitch.acd.Command.CallArrived;
import hotswitch.acd.Command.DeviceConsults;
import hotswitch.acd.Command.DeviceDialled;
import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Order;
import hotswitch.call.leg.Arrived;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Origin;
import hotswitch.call.leg.Origins;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.registrar.Gruus;
import hotswitch.sip.session.Foretold;
import hotswitch.sip.session.Session;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.ArrayList;
import java.util.List;

/** Calls that come in, from a trunk or from a seat that dials. */
final class Arrivals {
    private static final int BUSY_RETRY_S = 5;
    /** Session Progress (RFC 3261 §21.1.5). */
    private static final int SESSION_PROGRESS = 183;

    private final Switchboard board;
    private final Voice voice;
    private final Gate gate;
    private final Dialling dialling;
    private final FeatureCodes features;
    private final Replacing replacing;
    private final Origins origins = new Origins();
    private boolean draining;
    /** False: the node has no room for new calls at present. */
    private boolean admitting = true;
    /** The leg of a former process whose INVITE is being read again; null: none. */
    private Leg returning;

    Arrivals(Switchboard board, Voice voice, Gate gate, Dialling dialling, FeatureCodes features) {
        this.board = board;
        this.voice = voice;
        this.gate = gate;
        this.dialling = dialling;
        this.features = features;
        this.replacing = new Replacing(board, voice);
    }

    /** From now on calls are refused with 503, so that carriers go elsewhere. */
    void drain() {
        draining = true;
    }

    /** Whether new calls are let in for the time being. */
    void admit(boolean newCalls) {
        admitting = newCalls;
    }

    void onInvite(Session session, SipMessage invite, Hop source, long nowNs) {
        if (returning != null) {
            takeAgain(session);
            return;
        }
        switch (gate.caller(invite, source, nowNs)) {
            case Gate.Challenged c -> session.reject(c.status(), c.headers(), nowNs);
            case Gate.Forbidden f -> session.reject(f.status(), 0, "", nowNs);
            case Gate.Seat seat -> fromSeat(session, invite, seat, source, nowNs);
            case Gate.FromTrunk trunk -> fromTrunk(session, invite, trunk, source, nowNs);
        }
    }

    /** Answered with what an INVITE would be answered with (RFC 3261 §11.2), and with what is understood here. */
    void onOptions(ServerTransaction transaction, long nowNs) {
        if (draining || !admitting) {
            transaction.respond(503, List.of("Retry-After: " + BUSY_RETRY_S), "", "", nowNs);
            return;
        }
        List<String> lines = new ArrayList<>(board.ua.capabilities());
        lines.add("Allow-Events: " + Lamps.EVENTS);
        transaction.respond(200, lines, "", "", nowNs);
    }

    private void fromSeat(Session session, SipMessage invite, Gate.Seat seat, Hop source, long nowNs) {
        if (Replacing.asked(invite)) {
            replacing.take(session, invite, seat.device(), nowNs);
            return;
        }
        if (draining || !admitting) {
            session.reject(503, BUSY_RETRY_S, "", nowNs);
            return;
        }
        Gruus.Phone meant = gate.meant(invite);
        String dialled = meant == null ? gate.dialled(invite) : meant.device();
        if (dialled.startsWith("*")) {
            features.begin(session, seat.device(), dialled, session.remoteSdp().toString(), nowNs);
            return;
        }
        Leg talks = board.legs.talking(seat.device());
        long legId = board.newId();
        long callId = talks == null ? board.newId() : talks.callId;
        Leg leg = board.spare.take(legId, callId, LegRole.ARRIVING, seat.device());
        leg.origin = talks == null ? origins.of(invite, dialled) : null;
        leg.meant = meant;
        Command command = talks == null
                ? new DeviceDialled(callId, leg.id, seat.device(), dialled)
                : new DeviceConsults(callId, leg.id, seat.device(), dialled);
        admit(leg, new Came(session, invite, source), command, nowNs);
    }

    private void fromTrunk(Session session, SipMessage invite, Gate.FromTrunk from, Hop source, long nowNs) {
        if (Replacing.asked(invite)) {
            replacing.take(session, invite, "", nowNs);
            return;
        }
        if (draining || !admitting) {
            session.reject(503, BUSY_RETRY_S, "", nowNs);
            return;
        }
        Leg leg = board.spare.take(board.newId(), board.newId(), LegRole.ARRIVING, "");
        int refused = dialling.admit(leg, from.trunk(), nowNs);
        if (refused != 0) {
            session.reject(503, refused, "", nowNs);
            return;
        }
        leg.origin = origins.of(invite, from.called()).without(from.contact());
        CallArrived command =
                new CallArrived(leg.callId, leg.id, from.ani(), from.dnis(), leg.trunk, Origin.attributes(invite));
        admit(leg, new Came(session, invite, source), command, nowNs);
    }

    /** An INVITE and what it began. */
    private record Came(Session session, SipMessage invite, Hop source) {}

    private void admit(Leg leg, Came came, Command command, long nowNs) {
        Session session = came.session;
        CharSequence offer = session.remoteSdp(); // "": our 200 will carry one
        board.bind(leg, session);
        leg.session = session;
        if (!voice.open(leg)) {
            giveBack(leg);
            session.reject(503, BUSY_RETRY_S, "", nowNs);
        } else if (!offer.isEmpty() && !voice.consider(leg, offer)) {
            giveBack(leg);
            session.reject(488, voice.unfit(leg), nowNs);
        } else if (!board.brain.hasRoom()) {
            giveBack(leg);
            session.reject(503, BUSY_RETRY_S, "", nowNs);
        } else {
            board.legs.add(leg);
            // Before the core hears of it: a call of which it never did arrives again after a restart.
            board.keepArrived(leg, came.invite, came.source);
            board.brain.arrive(command);
        }
    }

    /** After a restart: a call of which the former process died before the core heard of it, as if it came now. */
    void arriveAnew(Arrived arrived, long nowNs) {
        board.ua.onMessage(arrived.message(), arrived.source(), nowNs);
    }

    /** After a restart: the phone that this INVITE means; null: no single one. */
    Gruus.Phone meant(Arrived arrived) {
        return gate.meant(arrived.message());
    }

    /** After a restart: the INVITE once more, with the same names in the dialog. False: it finds no room. */
    boolean again(Leg leg, Arrived arrived, long nowNs) {
        leg.unanswered = true;
        returning = leg;
        board.ua.onMessage(arrived.message(), arrived.source(), nowNs);
        returning = null;
        if (leg.session != null) {
            resume(leg, arrived.foretold(), nowNs);
        }
        return leg.session != null;
    }

    private void resume(Leg leg, Foretold before, long nowNs) {
        Foretold.resume(leg.session, before, nowNs);
        CharSequence offer = leg.session.remoteSdp();
        if (leg.mediaPort < 0) {
            return;
        }
        if (before != null && !before.localSdp().isEmpty()) {
            leg.localSdp = before.localSdp();
        }
        if (!offer.isEmpty() && !voice.consider(leg, offer)) {
            throw new IllegalStateException("leg " + leg.id + ": its offer was acceptable before");
        }
        if (before != null) {
            leg.become(LegState.RINGING);
            leg.early = before.described() && !voice.foretell(leg).isEmpty();
        }
    }

    private void takeAgain(Session session) {
        session.legId(returning.id);
        returning.session = session;
    }

    private void giveBack(Leg leg) {
        if (leg.mediaPort >= 0) {
            board.media.close(leg.id);
        }
        dialling.release(leg);
    }

    void ring(Order.Ring o, long nowNs) {
        Leg leg = board.legs.find(o.legId());
        if (leg != null && leg.state() == LegState.TRYING) {
            leg.become(LegState.RINGING);
            leg.session.ring(nowNs);
            board.foretold(leg);
        }
    }

    /** What it was told reliably was heard, or is told anew; or our 200, which waited for that, is out. */
    void foretold(Leg leg) {
        if (leg.unanswered && leg.state() == LegState.UP && !Foretold.isOwed(leg.session)) {
            leg.unanswered = false;
            board.keep(leg);
        } else {
            board.foretold(leg);
        }
    }

    /** Who waits hears what is said before the answer; who has none himself is told by 183 where it comes from. */
    void early(Order.EarlyAudio o, long nowNs) {
        Leg waits = board.legs.find(o.waitingLeg());
        Leg leg = board.legs.find(o.legId());
        if (waits == null || leg == null || leg.state() == LegState.UP) {
            return;
        }
        if (waits.state() != LegState.UP && !foretold(waits, nowNs)) {
            return;
        }
        board.media.hearEarly(waits.id, leg.id);
    }

    /** False: its INVITE had no offer; it rings as ever. */
    private boolean foretold(Leg waits, long nowNs) {
        CharSequence sdp = waits.early ? "" : voice.foretell(waits);
        if (!sdp.isEmpty()) {
            waits.early = true;
            if (waits.state() == LegState.TRYING) {
                waits.become(LegState.RINGING);
            }
            waits.session.progress(SESSION_PROGRESS, sdp, nowNs);
            board.foretold(waits);
        }
        return waits.early;
    }

    void answer(Order.Answer o, long nowNs) {
        Leg leg = board.legs.find(o.legId());
        if (leg == null || leg.state() == LegState.UP) {
            return;
        }
        if (leg.callId != o.callId() && !joins(leg, o.callId())) {
            leg.session.reject(503, BUSY_RETRY_S, "", nowNs);
            board.drop(leg);
            board.tell(new LegCleared(leg.id, "no media port free"));
            return;
        }
        CharSequence sdp = leg.considered == null ? voice.offer(leg) : voice.settle(leg);
        leg.become(LegState.UP);
        leg.session.accept(sdp, nowNs);
        leg.unanswered = Foretold.isOwed(leg.session); // a restart would have to give it
        leg.ackDue = true;
        board.keep(leg);
    }

    /** The call that it came to have; false: no port is free where that call's audio is. */
    private boolean joins(Leg leg, long callId) {
        leg.callId = callId;
        board.link(leg);
        int former = leg.mediaPort;
        leg.mediaPort = board.media.join(leg.id, callId);
        boolean moved = leg.considered != null && leg.mediaPort != former;
        return leg.mediaPort >= 0 && (!moved || voice.consider(leg, leg.session.remoteSdp()));
    }

    /**
     * The ACK carries the answer to an offer that our 200 had (RFC 3264, RFC 6337 §2). One that our 200 to a re-INVITE
     * had
     * may stay without: then all is as it was.
     */
    void onAcked(Leg leg, String sdp, long nowNs) {
        boolean answer = leg.media == null || (leg.asksUs && !sdp.isEmpty());
        boolean first = leg.ackDue;
        leg.asksUs = false;
        leg.ackDue = false;
        if (!answer) {
            if (first) {
                acknowledged(leg, sdp);
            }
            return;
        }
        if (voice.answered(leg, sdp)) {
            board.keep(leg);
            return;
        }
        leg.session.bye(Reasons.q850(88, "no answer to our offer"), nowNs);
        dialling.release(leg);
        board.drop(leg);
        board.tell(new LegCleared(leg.id, "no answer to our offer"));
    }

    /** A description in an ACK that answers no offer changes nothing, but it is the peer's last. */
    private void acknowledged(Leg leg, String sdp) {
        if (sdp.isEmpty()) {
            board.acknowledged(leg);
        } else {
            board.keep(leg);
        }
    }
}
