package hotswitch.call;

import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.TransferCall;
import hotswitch.acd.Order;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.LegRole;
import hotswitch.call.leg.LegState;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.session.Session;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A seat's telephone transfers its call: REFER (RFC 3515), to somebody who was not asked (RFC 5589 §6), or with
 * Replaces to whom it asked on its second dialog (§7), while that one still rings, too. The core is asked as by the
 * API; requests have negative numbers, as those of feature codes. For the core the seat has left as soon as the
 * transfer is made. Its dialog goes on, without audio, until the target has answered or refused, so that the telephone
 * hears what became of it; at the latest until its seat is rung again. A queue, a flow and a park slot answer at once.
 */
@SuppressWarnings("ReferenceEquality") // legs and sessions are themselves, not values
final class Transfers {
    private static final int RINGING = 180;
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 480;
    private static final int TERMINATED = 487;
    private static final int NO_SUCH_CALL = 481;

    private final Switchboard board;
    /** By request, which the core has not answered. */
    private final Long2ObjectHashMap<Referral> asked = new Long2ObjectHashMap<>();

    /** Of which the telephone has not heard the end. */
    private final List<Referral> open = new ArrayList<>();

    /** One REFER. */
    private static final class Referral {
        final Session session;
        final long callId;
        final String device;
        /** It names whom the phone has asked: his leg is there already. */
        final boolean putThrough;

        /** The core has said yes. */
        boolean agreed;
        /** The seat's leg is over. */
        boolean left;
        /** Who rings for the call in its place; 0: nobody does. */
        long legId;

        /** The same; null: nothing of it is known yet, or ever. */
        Leg leg;

        /** Why there is none, where that is known. */
        int unmade = UNAVAILABLE;

        boolean rings;

        Referral(Session session, Leg seat, boolean putThrough) {
            this.session = session;
            this.callId = seat.callId;
            this.device = seat.device;
            this.putThrough = putThrough;
        }
    }

    Transfers(Switchboard board) {
        this.board = board;
    }

    /** What is not at its end. */
    int size() {
        return asked.size() + open.size();
    }

    void onRefer(Session session, ReferTo to, long nowNs) {
        Leg leg = board.legs.find(session.legId());
        if (leg == null || leg.device.isEmpty()) {
            session.rejectRefer(FORBIDDEN, nowNs);
        } else if (!to.isCall()) {
            session.rejectRefer(NOT_IMPLEMENTED, nowNs);
        } else if (to.replaces() != null) {
            putThrough(session, leg, to.replaces(), nowNs);
        } else if (to.target().uri().user().isEmpty()) {
            session.rejectRefer(NOT_FOUND, nowNs);
        } else {
            session.acceptRefer(nowNs);
            ask(new Referral(session, leg, false), to.target().uri().user());
        }
    }

    /** Both dialogs of the phone belong to one call: customer and third party shall talk. */
    private void putThrough(Session session, Leg leg, Replaces replaces, long nowNs) {
        session.acceptRefer(nowNs);
        Session other = board.ua.dialog(replaces);
        Leg beside = other == null ? null : board.legs.find(other.legId());
        boolean pair = beside != null && beside != leg && beside.callId == leg.callId;
        if (pair && beside.device.equals(leg.device)) {
            ask(new Referral(session, leg, true), "");
        } else {
            session.referred(NO_SUCH_CALL, nowNs);
        }
    }

    private void ask(Referral referral, String to) {
        Request request = new Request(-board.newId(), "device:" + referral.device, "");
        asked.put(request.id(), referral);
        open.add(referral);
        board.tell(new TransferCall(request, referral.callId, to, ""));
    }

    /** The core answered, in HTTP's statuses. */
    void onDone(long requestId, int status, long nowNs) {
        Referral referral = asked.remove(requestId);
        if (referral == null) {
            return;
        }
        referral.agreed = status < 300;
        if (referral.agreed) {
            return;
        }
        int refusal = status == FORBIDDEN || status == NOT_FOUND ? status : UNAVAILABLE;
        if (referral.left) { // somebody else has transferred the call meanwhile
            end(referral, refusal, nowNs);
        } else if (open.remove(referral)) {
            referral.session.referred(refusal, nowNs);
        }
    }

    /** A seat's leg is over. True: its dialog goes on, until it can be told what became of its transfer. */
    boolean keeps(Session session, String cause, long nowNs) {
        for (Referral each : open) {
            if (each.session == session) {
                each.left = cause.equals("transfer");
                if (each.left && session.awaitsReferral()) {
                    return true;
                }
                open.remove(each);
                session.referred(each.left ? OK : TERMINATED, nowNs);
                return false;
            }
        }
        return false;
    }

    /** Its dialog goes on, without a leg. */
    boolean waits(Session session) {
        for (Referral each : open) {
            if (each.session == session) {
                return each.left;
            }
        }
        return false;
    }

    /** The core rings somebody who is no agent of a queue. */
    void rings(Order.OfferLeg o, long nowNs) {
        if (open.isEmpty()) {
            return;
        }
        if (o.offerId() == 0) {
            rings(o.callId(), o.legId());
        }
        for (Referral each : List.copyOf(open)) {
            if (each.left && each.device.equals(o.device())) {
                tell(each, nowNs); // the core's answer goes another way, and may come after this order
                end(each, 0, nowNs);
            }
        }
    }

    void rings(long callId, long legId) {
        for (Referral each : open) {
            if (each.left && each.callId == callId && each.legId == 0) {
                each.legId = legId;
            }
        }
    }

    /** That leg is there now, if it could be made. Kept: it may be over and gone before the next look. */
    void begun(long legId) {
        for (Referral each : open) {
            if (each.legId == legId) {
                each.leg = minded(legId);
            }
        }
    }

    /** No leg was made; {@code status} 0: one was. */
    void unmade(long legId, int status) {
        for (Referral each : open) {
            if (each.legId == legId && status != 0) {
                each.unmade = status;
            }
        }
    }

    private Leg minded(long legId) {
        Leg leg = board.legs.find(legId);
        if (leg != null) {
            leg.minded = true;
        }
        return leg;
    }

    /** Tells what has changed since. */
    void onTime(long nowNs) {
        if (!open.isEmpty()) {
            List.copyOf(open).forEach(each -> {
                if (each.left && !each.session.awaitsReferral()) {
                    end(each, 0, nowNs); // it hears nothing any more
                } else if (each.agreed && each.left) {
                    tell(each, nowNs);
                }
            });
        }
    }

    private void tell(Referral each, long nowNs) {
        if (each.legId == 0 && each.putThrough) {
            each.legId = ringing(each.callId);
        }
        each.leg = each.leg == null ? minded(each.legId) : each.leg;
        if (each.legId == 0 || (each.leg != null && each.leg.state() == LegState.UP)) {
            end(each, OK, nowNs);
        } else if (each.leg == null || each.leg.over()) {
            end(each, each.leg == null ? each.unmade : each.leg.plan.status, nowNs);
        } else if (each.leg.state() == LegState.RINGING && !each.rings) {
            each.rings = true;
            each.session.referred(RINGING, nowNs);
        }
    }

    private long ringing(long callId) {
        for (Leg leg : board.legs.all()) {
            if (leg.callId == callId && leg.role != LegRole.ARRIVING && leg.state() != LegState.UP) {
                return leg.id;
            }
        }
        return 0;
    }

    /** {@code status} 0: it is not known, and there is no time to wait for it. */
    private void end(Referral each, int status, long nowNs) {
        if (open.remove(each)) {
            each.session.referred(status, nowNs);
            each.session.bye(Reasons.clearing("transfer"), nowNs);
        }
    }

    /** The telephone has hung up, or is not there any more. */
    void onEnded(Session session) {
        open.removeIf(each -> each.session == session);
    }
}
