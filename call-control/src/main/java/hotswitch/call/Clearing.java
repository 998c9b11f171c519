package hotswitch.call;

import hotswitch.acd.Command.LegCleared;
import hotswitch.acd.Order;
import hotswitch.call.leg.Leg;
import hotswitch.call.leg.Reasons;
import hotswitch.sip.session.Ended;
import hotswitch.sip.session.Session;
import java.util.List;

/** Ends legs, ours and theirs. */
final class Clearing {
    private final Switchboard board;
    private final Dialling dialling;

    Clearing(Switchboard board, Dialling dialling) {
        this.board = board;
        this.dialling = dialling;
    }

    /** The core's order: CANCEL, a refusal, or BYE, as the leg stands. */
    void clear(Order.ClearLeg o, long nowNs) {
        Leg leg = board.legs.find(o.legId());
        if (leg != null) {
            end(leg, o.cause(), nowNs);
        }
    }

    /** Whatever the state of its sessions. */
    void end(Leg leg, String cause, long nowNs) {
        String reason = Reasons.clearing(cause);
        List<Session> attempts = List.copyOf(leg.attempts);
        Session session = leg.session;
        end(leg);
        attempts.forEach(each -> each.cancel(reason, nowNs));
        if (session != null) {
            Transfers.cleared(session, cause, nowNs);
            session.close(reason, nowNs);
        }
    }

    /** The core's order for a leg that was never answered. */
    void reject(Order.Reject o, long nowNs) {
        Leg leg = board.legs.find(o.legId());
        if (leg == null) {
            return;
        }
        Session session = leg.session;
        end(leg);
        session.reject(o.status(), 0, Reasons.refusing(o.status(), o.cause()), nowNs);
    }

    /** The last word of a session. Ours to end, or the far side left. */
    void onEnded(Session session, Ended why, String reason) {
        board.parted(session);
        Leg leg = board.legs.find(session.legId());
        if (leg == null || leg.session != session) {
            return;
        }
        end(leg);
        board.tell(new LegCleared(leg.id, cause(why, reason)));
    }

    private void end(Leg leg) {
        dialling.release(leg);
        board.drop(leg);
    }

    private static String cause(Ended why, String reason) {
        return reason.isEmpty() ? why.name() : why + " " + reason;
    }
}
