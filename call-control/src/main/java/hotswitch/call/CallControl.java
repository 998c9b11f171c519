package hotswitch.call;

import hotswitch.acd.Command.Digit;
import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegHeld;
import hotswitch.acd.Command.LegRefused;
import hotswitch.acd.Command.LegRinging;
import hotswitch.acd.Order;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.header.Contact;
import hotswitch.sip.header.DtmfInfo;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.header.SipUri;
import hotswitch.sip.message.LoadReport;
import hotswitch.sip.message.Method;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.Session;
import hotswitch.sip.session.SessionUser;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.ServerTransaction;
import java.util.List;

/**
 * SIP dialogs ⇄ calls: the only place that speaks both languages. A dispatcher; each verb has its file. Runs on the
 * signalling loop, pure: time is an argument, the wire and the audio are ports.
 */
final class CallControl implements SessionUser {
    private final Switchboard board;
    private final Voice voice;
    private final Arrivals arrivals;
    private final Offers offers;
    private final Dialling dialling;
    private final Clearing clearing;
    private final Registrations registrations;
    private final FeatureCodes features;
    private final Transfers transfers;
    private final Probes probes;
    private final Accounts accounts;
    private final Lamps lamps;

    CallControl(Switchboard board, Verbs verbs) {
        this.board = board;
        this.voice = verbs.voice();
        this.arrivals = verbs.arrivals();
        this.offers = verbs.offers();
        this.dialling = verbs.dialling();
        this.clearing = verbs.clearing();
        this.registrations = verbs.registrations();
        this.features = verbs.features();
        this.transfers = verbs.transfers();
        this.probes = verbs.probes();
        this.accounts = verbs.accounts();
        this.lamps = verbs.lamps();
    }

    /** The files of this package that carry out something. */
    record Verbs(
            Voice voice,
            Arrivals arrivals,
            Offers offers,
            Dialling dialling,
            Clearing clearing,
            Registrations registrations,
            FeatureCodes features,
            Transfers transfers,
            Probes probes,
            Accounts accounts,
            Lamps lamps) {}

    /** Carries out an order of the core. One about a leg that is over is a normal race. */
    void order(Order order, long nowNs) {
        switch (order) {
            case Order.Ring o -> arrivals.ring(o, nowNs);
            case Order.EarlyAudio o -> arrivals.early(o, nowNs);
            case Order.Answer o -> arrivals.answer(o, nowNs);
            case Order.Reject o -> clearing.reject(o, nowNs);
            case Order.OfferLeg o -> {
                transfers.rings(o, nowNs);
                offers.offer(o, nowNs);
                transfers.begun(o.legId());
            }
            case Order.DialLeg o -> {
                transfers.rings(o.callId(), o.legId());
                int refused = dialling.dial(o, nowNs);
                transfers.begun(o.legId());
                transfers.unmade(o.legId(), refused);
            }
            case Order.ClearLeg o -> clearing.clear(o, nowNs);
            case Order.Play o -> voice.play(o);
            case Order.StopPlay o -> voice.stopPlay(o);
            case Order.Bridge o -> voice.bridge(o);
            case Order.Conference o -> voice.conference(o);
            case Order.Unbridge o -> voice.unbridge(o);
            case Order.HoldLeg o -> voice.hold(o);
            case Order.StartRecording o -> voice.record(o);
            case Order.StopRecording o -> voice.stopRecord(o);
            case Order.RecordMessage o ->
                board.media.recordMessage(o.callId(), o.segment(), o.callerLeg(), o.silenceMs());
            case Order.MailboxChanged o -> lamps.mail(o.queue(), o.itemId(), o.state(), nowNs);
            // Not signalling's: the node takes it out before.
            case Order.Request o -> {}
            case Order.FinishRecording o -> board.media.finishRecording(o.callId());
        }
    }

    @Override
    public void onInvite(Session session, SipMessage invite, Hop source, long nowNs) {
        arrivals.onInvite(session, invite, source, nowNs);
    }

    @Override
    public void onProvisional(Session session, int status, String sdp, SipMessage response, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (leg == null || leg.session != null) {
            return;
        }
        if (leg.role == LegRole.DIALLED) {
            dialling.onProvisional(leg, status, nowNs);
            dialling.early(leg, sdp, response);
        }
        if (status > 100 && leg.state() == LegState.TRYING) {
            leg.become(LegState.RINGING);
            board.tell(new LegRinging(leg.id));
        }
    }

    @Override
    public void onAccepted(Session session, CharSequence sdp, SipMessage response, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (leg == null || !leg.attempts.remove(session)) {
            session.bye(Reasons.answeredElsewhere(), nowNs);
            return;
        }
        if (!leg.attempts.isEmpty()) {
            leg.attempts.forEach(each -> each.cancel(Reasons.answeredElsewhere(), nowNs));
            leg.leaveAttempts();
        }
        leg.session = session;
        if (!voice.answered(leg, sdp)) {
            session.bye(Reasons.q850(88, "no common audio"), nowNs);
            board.keep(leg);
            dialling.release(leg);
            board.drop(leg);
            board.tell(new LegRefused(leg.id, 488, "no common audio"));
            return;
        }
        leg.become(LegState.UP);
        Voice.askSilent(leg, nowNs);
        dialling.onAnswered(leg, nowNs);
        board.spare.addPlan(leg);
        board.keep(leg);
        board.tell(new LegAnswered(leg.id));
    }

    @Override
    public void onCrossed(Session session, long nowNs) {
        board.crossed(session);
    }

    @Override
    public void onRefused(Session session, int status, String reason, SipMessage response, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (leg == null || !leg.attempts.contains(session)) {
            return;
        }
        switch (leg.role) {
            case OFFERED ->
                offers.onRefused(leg, session, new Offers.Refusal(status, movedTo(status, response)), nowNs);
            case DIALLED -> dialling.onRefused(leg, session, status, response, nowNs);
            case ARRIVING -> throw new IllegalStateException("an arriving leg has no attempts");
        }
    }

    /**
     * The user of the preferred Contact of a 301 or 302 (RFC 3261 §8.1.3.4, §21.3), of equals the first; "": the phone
     * names nobody else.
     */
    private static String movedTo(int status, SipMessage response) {
        if (response == null || (status != 301 && status != 302)) {
            return "";
        }
        List<Contact> contacts = Contact.parse(response);
        String best = "";
        int most = -1;
        for (Contact each : contacts == null ? List.<Contact>of() : contacts) {
            SipUri uri = each.star() ? null : each.uri();
            if (uri != null && uri.user() != null && each.qThousandths() > most) {
                best = uri.user();
                most = each.qThousandths();
            }
        }
        return best;
    }

    @Override
    public void onAcked(Session session, String sdp, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (features.owns(session.legId())) {
            features.onAcked(session, sdp);
        } else if (leg != null) {
            arrivals.onAcked(leg, sdp, nowNs);
            tellHeld(leg, nowNs);
        }
    }

    @Override
    public void onLoadReport(Hop hop, LoadReport report, long nowNs) {
        dialling.onLoadReport(hop, report, nowNs);
    }

    @Override
    public void onReinvite(Session session, String sdp, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (features.owns(session.legId())) {
            features.onReinvite(session, sdp, nowNs);
            return;
        }
        if (leg != null && leg.attempts.contains(session)) {
            changedEarly(session, leg, voice.wouldAnswer(leg, sdp), nowNs);
            return;
        }
        if (leg == null || leg.session != session) {
            withoutLeg(session, sdp, nowNs);
            return;
        }
        if (leg.state() != LegState.UP) {
            changedEarly(session, leg, voice.foretellAgain(leg, sdp), nowNs);
            board.foretold(leg);
            return;
        }
        CharSequence ours = sdp.isEmpty() ? voice.offer(leg) : voice.answer(leg, sdp);
        if (ours.isEmpty()) {
            session.rejectReinvite(488, voice.unfit(leg), nowNs);
            return;
        }
        leg.asksUs = sdp.isEmpty();
        session.acceptReinvite(ours, nowNs);
        board.keep(leg);
        tellHeld(leg, nowNs);
    }

    /** A telephone that transfers often holds, and then hears all the same what became of it. */
    private void withoutLeg(Session session, String sdp, long nowNs) {
        if (!transfers.waits(session)) {
            session.rejectReinvite(481, List.of(), nowNs);
            return;
        }
        CharSequence ours = voice.silent(session, sdp);
        if (ours.isEmpty()) {
            session.rejectReinvite(488, List.of(), nowNs);
        } else {
            session.acceptReinvite(ours, nowNs);
        }
    }

    /** Before one side has answered: what holds is settled by the answer, which may be another attempt's. */
    private void changedEarly(Session session, Leg leg, CharSequence ours, long nowNs) {
        if (ours.isEmpty()) {
            session.rejectReinvite(488, voice.unfit(leg), nowNs);
        } else {
            session.acceptReinvite(ours, nowNs);
        }
    }

    private void tellHeld(Leg leg, long nowNs) {
        Voice.askSilent(leg, nowNs);
        if (Voice.holds(leg) != leg.held) {
            leg.held = !leg.held;
            board.tell(new LegHeld(leg.id, leg.held));
        }
    }

    /** We send one for the session timer alone (RFC 4028); its answer may change the peer's side. */
    @Override
    public void onReinviteAnswered(Session session, int status, String sdp, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        boolean agreed = status < 300 && !sdp.isEmpty();
        if (agreed && leg != null && leg.session == session && voice.answered(leg, sdp)) {
            board.keep(leg);
            tellHeld(leg, nowNs);
        }
    }

    /** DTMF by INFO: application/dtmf-relay has {@code Signal=5}, application/dtmf the digit alone. */
    @Override
    public void onInfo(Session session, SipMessage info, long nowNs) {
        DtmfInfo digit = DtmfInfo.parse(info);
        if (digit == null) {
            return;
        }
        if (features.owns(session.legId())) {
            features.onDigit(session.legId(), digit.digit(), nowNs);
        } else if (board.legs.find(session.legId()) != null) {
            board.tell(new Digit(session.legId(), digit.digit(), digit.durationMs()));
        }
    }

    @Override
    public void onRefer(Session session, ReferTo to, long nowNs) {
        transfers.onRefer(session, to, nowNs);
    }

    @Override
    public void onCancelled(Session session, String reason, long nowNs) {
        // The end of the session follows and says it all.
    }

    @Override
    public void onEnded(Session session, Ended why, String reason, long nowNs) {
        if (features.owns(session.legId())) {
            features.onEnded(session.legId());
            board.parted(session);
        } else {
            transfers.onEnded(session);
            clearing.onEnded(session, why, reason);
        }
    }

    @Override
    public void onForetold(Session session, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (leg != null && leg.session == session) {
            arrivals.foretold(leg);
        }
    }

    @Override
    public void onRefusalSettled(long legId, long nowNs) {
        board.refusalSettled(legId);
    }

    @Override
    public void onRequest(ServerTransaction transaction, SipMessage request, Hop source, long nowNs) {
        if (request.method() == Method.SUBSCRIBE) {
            lamps.onSubscribe(transaction, request, source, nowNs);
        } else if (request.method() == Method.OPTIONS) {
            arrivals.onOptions(transaction, nowNs);
        } else {
            registrations.onRequest(transaction, request, source, nowNs);
        }
    }

    @Override
    public void onResponse(long token, int status, SipMessage response, long nowNs) {
        if (!accounts.onResponse(token, status, response, nowNs)) {
            probes.onResponse(token, status, response != null, nowNs);
        }
    }

    @Override
    public void onStray(SipMessage response, Hop source, long nowNs) {
        // ACK and BYE are out; the core never knew of this fork.
    }
}
