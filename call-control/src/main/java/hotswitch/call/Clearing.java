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
    private static final int UNAVAILABLE = 480;
    private static final int BAD_GATEWAY = 502;
    private static final int DECLINE = 603;
    /** The last of RFC 3261 and its extensions. */
    private static final int LAST = 608;

    private final Switchboard board;
    private final Dialling dialling;
    private final Transfers transfers;
    private String lastCause = "";
    private String lastReason = Reasons.clearing("");

    Clearing(Switchboard board, Dialling dialling, Transfers transfers) {
        this.board = board;
        this.dialling = dialling;
        this.transfers = transfers;
    }

    /** The core's order: CANCEL, a refusal, or BYE, as the leg stands. */
    void clear(Order.ClearLeg o, long nowNs) {
        Leg leg = board.legs.find(o.legId());
        if (leg != null) {
            end(leg, o.cause(), nowNs);
        }
    }

    /** Most calls end for the same cause as the one before. */
    private String reason(String cause) {
        if (!cause.equals(lastCause)) {
            lastCause = cause;
            lastReason = Reasons.ending(cause);
        }
        return lastReason;
    }

    /** Whatever the state of its sessions. */
    void end(Leg leg, String cause, long nowNs) {
        String reason = reason(cause);
        List<Session> attempts = leg.attempts.isEmpty() ? List.of() : List.copyOf(leg.attempts);
        Session session = leg.session;
        end(leg);
        for (int i = 0; i < attempts.size(); i++) {
            attempts.get(i).cancel(reason, nowNs);
        }
        if (session != null) {
            if (!transfers.keeps(session, cause, nowNs)) {
                session.close(reason, nowNs);
            }
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
        int status = passedOn(o.status());
        session.reject(status, 0, Reasons.refusing(status, o.cause()), nowNs);
    }

    /**
     * What the far side refused with, where it means something to somebody else: a challenge without its question, a
     * redirection without its address or an extension of ours would not (RFC 3261 §16.7).
     */
    private static int passedOn(int status) {
        return switch (status) {
            case 401, 407, 420, 421, 422, 423, 469, 489, 493, 494 -> BAD_GATEWAY;
            default -> status < 400 ? UNAVAILABLE : status > LAST ? DECLINE : status;
        };
    }

    /** The last word of a session. Ours to end, or the far side left. */
    void onEnded(Session session, Ended why, String reason) {
        board.parted(session);
        Leg leg = board.legs.find(session.legId());
        if (leg == null || leg.session != session) {
            return;
        }
        end(leg);
        board.tell(new LegCleared(leg.id, Reasons.cause(why, reason)));
    }

    private void end(Leg leg) {
        dialling.release(leg);
        board.drop(leg);
    }
}
