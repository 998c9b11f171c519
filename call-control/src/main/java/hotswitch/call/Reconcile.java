package hotswitch.call;

import hotswitch.acd.Command.LegLost;
import hotswitch.acd.Order;
import hotswitch.acd.snapshot.StateView;
import hotswitch.acd.snapshot.StateView.LegRow;
import hotswitch.acd.snapshot.StateView.SegmentRow;
import hotswitch.call.leg.Arrived;
import hotswitch.call.leg.Attempt;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegFact;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.registrar.Binding;
import hotswitch.sip.session.Connect;
import hotswitch.sip.session.Session;
import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * After a restart: the legs that the core wants against the legs that the edge facts show. Established ones are bound
 * again
 * on the same ports with the same dialog; tried ones are tried again with the same names; what the core no longer
 * knows is
 * ended; what it never heard of arrives anew; what cannot be bound again is told to the core. Nothing is forgotten.
 */
final class Reconcile {
    private final Switchboard board;
    private final Voice voice;
    private final Arrivals arrivals;
    private final Offers offers;
    private final Dialling dialling;
    private final Clearing clearing;
    private final Accounts accounts;

    record Verbs(
            Voice voice, Arrivals arrivals, Offers offers, Dialling dialling, Clearing clearing, Accounts accounts) {}

    Reconcile(Switchboard board, Verbs verbs) {
        this.board = board;
        this.voice = verbs.voice;
        this.arrivals = verbs.arrivals;
        this.offers = verbs.offers;
        this.dialling = verbs.dialling;
        this.clearing = verbs.clearing;
        this.accounts = verbs.accounts;
    }

    /** The legs that these orders will ring: nothing is known of them yet. */
    static Set<Long> ordered(List<Order> early) {
        Set<Long> legs = new TreeSet<>();
        for (Order order : early) {
            if (order instanceof Order.OfferLeg offer) {
                legs.add(offer.legId());
            } else if (order instanceof Order.DialLeg dial) {
                legs.add(dial.legId());
            }
        }
        return legs;
    }

    /** {@code ordered}: legs whose order is yet to be carried out. */
    Telephony.Recovered run(StateView core, List<byte[]> facts, Set<Long> ordered, long nowNs) {
        SortedMap<Long, LegFact> known = new TreeMap<>();
        for (byte[] bytes : facts) {
            LegFact fact = LegFact.decode(bytes);
            known.put(fact.legId(), fact);
        }
        int bound = 0;
        int again = 0;
        List<Long> lost = new ArrayList<>();
        for (LegRow wanted : core.legs()) {
            if (ordered.contains(wanted.id())) {
                continue;
            }
            LegFact fact = known.remove(wanted.id());
            if (fact == null || !bind(fact, wanted.callId(), nowNs)) {
                lost.add(wanted.id());
                if (fact != null) {
                    known.put(fact.legId(), fact);
                }
            } else if (fact.dialog() != null) {
                bound++;
                Voice.askSilent(board.legs.find(wanted.id()), nowNs);
            } else {
                again++;
                tryAgain(fact, wanted, nowNs);
            }
        }
        for (LegFact fact : known.values()) {
            if (fact.arrived() != null && fact.callId() > core.lastArrived()) {
                board.forget(fact.legId());
                arrivals.arriveAnew(fact.arrived(), nowNs);
            } else {
                endStray(fact, nowNs);
            }
        }
        lost.forEach(legId -> board.tell(new LegLost(legId, "restart")));
        hear(core);
        return new Telephony.Recovered(bound, again, known.size(), lost.size());
    }

    private boolean bind(LegFact fact, long callId, long nowNs) {
        Leg leg = new Leg(fact.legId(), callId, fact.role(), fact.device());
        leg.localSdp = fact.localSdp();
        leg.origin = fact.origin();
        leg.dialledFor = fact.dialledFor();
        leg.kept = true;
        leg.meant = fact.arrived() == null || fact.device().isEmpty() ? null : arrivals.meant(fact.arrived());
        boolean empty = fact.dialog() == null && fact.trying() == null && fact.arrived() == null;
        if (empty || !voice.reopen(leg, fact.mediaPort())) {
            return false;
        }
        if (!fact.trunk().isEmpty()) {
            dialling.readmit(leg, fact.trunk());
        }
        board.legs.add(leg);
        endLeaving(leg, fact, nowNs);
        if (fact.dialog() != null) {
            establish(leg, fact, nowNs);
        }
        return true;
    }

    private void establish(Leg leg, LegFact fact, long nowNs) {
        leg.session = restored(fact, nowNs);
        leg.ackDue = fact.said() != null;
        leg.become(LegState.UP);
        voice.restore(leg, fact.dialog().media());
        board.keep(leg); // the numbers of this process's requests: the next one must begin above them
    }

    private Session restored(LegFact fact, long nowNs) {
        Session session = board.ua.restore(fact.dialog(), fact.said(), nowNs);
        session.legId(fact.legId());
        session.login(accounts.login(fact.trunk()));
        return session;
    }

    /** What this leg had no more is ended again, for its far side may not have heard it. */
    private void endLeaving(Leg leg, LegFact fact, long nowNs) {
        for (LegFact.Leaving each : fact.leaving()) {
            Session session = each.dialog() == null
                    ? board.ua.connect(reached(fact, each.connect()), nowNs)
                    : board.ua.restore(each.dialog(), nowNs);
            session.legId(leg.id);
            session.login(accounts.login(fact.trunk()));
            leg.leave(session);
            session.close(Reasons.answeredElsewhere(), nowNs);
        }
    }

    private void tryAgain(LegFact fact, LegRow wanted, long nowNs) {
        Leg leg = board.legs.find(fact.legId());
        if (fact.arrived() != null) {
            arriveAgain(leg, fact.arrived(), wanted, nowNs);
            return;
        }
        LegFact.Trying trying = fact.trying();
        List<Connect> connects = new ArrayList<>();
        trying.connects().forEach(each -> connects.add(reached(fact, each)));
        leg.plan = new Attempt(connects, trying.trunks(), trying.displayed());
        leg.plan.at = trying.at();
        if (leg.role == LegRole.OFFERED) {
            offers.ring(leg, nowNs);
        } else {
            dialling.sendAgain(leg, nowNs);
        }
    }

    /** A telephone that was rung over a connection of the dead process is rung where it listens. */
    private static Connect reached(LegFact fact, Connect connect) {
        boolean streamed = connect.hop().transport().reliable();
        boolean straight = connect.routes().isEmpty();
        SipUri contact =
                fact.role() == LegRole.OFFERED && streamed && straight ? SipUri.parse(connect.requestUri()) : null;
        Hop own = contact == null || contact.host() == null ? null : Binding.listens(contact, connect.hop());
        return own == null ? connect : connect.over(own);
    }

    /** What the core ordered may never have gone out; a 200 that did is said once more, as any 200 may be. */
    private void arriveAgain(Leg leg, Arrived arrived, LegRow wanted, long nowNs) {
        if (!arrivals.again(leg, arrived, nowNs)) {
            dialling.release(leg);
            board.drop(leg);
            board.tell(new LegLost(leg.id, "restart"));
            return;
        }
        switch (wanted.state()) {
            case "CONNECTED" -> arrivals.answer(new Order.Answer(leg.callId, leg.id), nowNs);
            case "ALERTING" -> arrivals.ring(new Order.Ring(leg.callId, leg.id), nowNs);
            default -> {}
        }
    }

    /**
     * A leg that the core has released, or could not be given its port again: its far side must not be left waiting.
     */
    private void endStray(LegFact fact, long nowNs) {
        if (fact.dialog() == null && fact.said() != null) {
            board.refuseAgain(fact.legId(), fact.said(), nowNs);
            return;
        }
        if (fact.legId() < 0) {
            FeatureCodes.lost(board, fact);
        }
        Leg leg = new Leg(fact.legId(), fact.callId(), fact.role(), fact.device());
        leg.kept = true;
        board.legs.add(leg);
        endLeaving(leg, fact, nowNs);
        if (fact.dialog() != null) {
            leg.session = restored(fact, nowNs);
        } else if (fact.arrived() != null) {
            arrivals.again(leg, fact.arrived(), nowNs);
        } else if (fact.trying() != null) {
            fact.trying().connects().stream()
                    .limit(
                            fact.role() == LegRole.OFFERED
                                    ? Long.MAX_VALUE
                                    : fact.trying().at() + 1L)
                    .forEach(each -> {
                        Session session = board.ua.connect(reached(fact, each), nowNs);
                        session.legId(leg.id);
                        leg.attempts.add(session);
                    });
        }
        clearing.end(leg, "not bound again after a restart", nowNs);
    }

    /** What each leg should be hearing: the bridge, the music, the prompt. */
    private void hear(StateView core) {
        for (LegRow row : core.legs()) {
            boolean up = board.legs.find(row.id()) != null;
            if (up && row.peer() > row.id() && board.legs.find(row.peer()) != null) {
                board.media.bridge(row.id(), row.peer());
            }
            if (up && !row.holdMusic().isEmpty()) {
                board.media.hold(row.id(), true, row.holdMusic());
            }
            if (up && row.playing().playId() != 0) {
                board.media.play(
                        row.id(),
                        row.playing().playId(),
                        row.playing().prompts(),
                        row.playing().loop());
            }
        }
        SortedMap<Long, List<Long>> conferences = new TreeMap<>();
        for (LegRow row : core.legs()) {
            if (row.conferring() && board.legs.find(row.id()) != null) {
                conferences
                        .computeIfAbsent(row.callId(), id -> new ArrayList<>())
                        .add(row.id());
            }
        }
        conferences.values().forEach(board.media::conference);
        for (SegmentRow row : core.obligations()) {
            boolean goesOn = core.calls().stream().anyMatch(call -> call.id() == row.callId());
            if (row.open() && row.partyLeg() == 0) {
                board.media.recordMessageAgain(row.callId(), row.segment(), row.callerLeg(), row.silenceMs());
            } else if (row.open()) {
                board.media.recordAgain(row.callId(), row.segment(), row.callerLeg(), row.partyLeg());
            } else {
                board.media.recordingLost(row.callId(), row.segment());
            }
            if (!goesOn) {
                board.media.finishRecording(row.callId());
            }
        }
    }
}
