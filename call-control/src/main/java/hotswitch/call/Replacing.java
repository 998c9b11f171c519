package hotswitch.call;

import hotswitch.acd.Command.LegAnswered;
import hotswitch.acd.Command.LegHeld;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.message.HeaderName;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.sdp.SdpBody;
import hotswitch.sip.session.Session;

/**
 * INVITE with Replaces (RFC 3891 §3): a phone of a seat takes the place of another phone of the same seat, in a call
 * that goes on or that rings there. The leg stays what it is, so the core hears at most that it was answered.
 */
final class Replacing {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NO_SUCH_CALL = 481;
    private static final int BUSY = 486;
    private static final int NOT_ACCEPTABLE = 488;
    private static final int DECLINE = 603;

    private final Switchboard board;
    private final Voice voice;

    Replacing(Switchboard board, Voice voice) {
        this.board = board;
        this.voice = voice;
    }

    static boolean asked(SipMessage invite) {
        return invite.count(HeaderName.REPLACES) > 0;
    }

    /** {@code device}: whose phone asks, authenticated; "" nobody's. */
    void take(Session session, SipMessage invite, String device, long nowNs) {
        boolean one = invite.count(HeaderName.REPLACES) == 1 && invite.count(HeaderName.JOIN) == 0;
        Replaces replaces = one ? Replaces.parse(invite.value(HeaderName.REPLACES)) : null;
        if (replaces == null) {
            session.reject(BAD_REQUEST, 0, "", nowNs);
            return;
        }
        Session former = board.ua.dialog(replaces);
        Leg leg = former == null ? null : board.legs.find(former.legId());
        int refused = refusal(former, leg, device, replaces);
        if (refused != 0) {
            session.reject(refused, 0, "", nowNs);
            return;
        }
        String offer = SdpBody.of(invite);
        CharSequence sdp = offer.isEmpty() ? voice.offer(leg) : voice.answer(leg, offer);
        if (sdp.isEmpty()) {
            session.reject(NOT_ACCEPTABLE, voice.unfit(leg), nowNs);
            return;
        }
        leg.asksUs = offer.isEmpty();
        board.bind(leg, session);
        if (leg.state() == LegState.UP) {
            goOn(leg, session, sdp, nowNs);
        } else {
            pickUp(leg, session, sdp, nowNs);
        }
    }

    /** 0: none. An early dialog may be replaced only by whom it rings at: where the INVITE was ours. */
    private static int refusal(Session former, Leg leg, String device, Replaces replaces) {
        if (former != null && !former.live()) {
            return DECLINE;
        }
        if (leg == null) {
            return NO_SUCH_CALL;
        }
        if (device.isEmpty() || !leg.device.equals(device)) {
            return FORBIDDEN;
        }
        boolean confirmed = leg.state() == LegState.UP;
        if (confirmed) {
            return replaces.earlyOnly() ? BUSY : 0;
        }
        return former.incoming() ? NO_SUCH_CALL : 0;
    }

    /** The former phone gets BYE (RFC 3891 §3). */
    private void goOn(Leg leg, Session session, CharSequence sdp, long nowNs) {
        Session former = leg.session;
        leg.session = session;
        leg.ackDue = true;
        session.accept(sdp, nowNs);
        leg.leave(former);
        former.bye(Reasons.answeredElsewhere(), nowNs);
        board.keep(leg);
        if (Voice.holds(leg) != leg.held) {
            leg.held = !leg.held;
            board.tell(new LegHeld(leg.id, leg.held));
        }
    }

    /** It rings nowhere any more. */
    private void pickUp(Leg leg, Session session, CharSequence sdp, long nowNs) {
        leg.attempts.forEach(each -> each.cancel(Reasons.answeredElsewhere(), nowNs));
        leg.leaveAttempts();
        leg.session = session;
        leg.ackDue = true;
        session.accept(sdp, nowNs);
        leg.become(LegState.UP);
        board.keep(leg);
        board.tell(new LegAnswered(leg.id));
    }
}
