package hotswitch.call;

import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.TransferCall;
import hotswitch.call.leg.Leg;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.header.Replaces;
import hotswitch.sip.session.Session;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A seat's telephone transfers its call: REFER (RFC 3515), to somebody who was not asked (RFC 5589 §6), or with
 * Replaces to whom it asked on its second dialog (§7), while that one still rings, too. The core is asked as by the
 * API; requests have negative numbers, as those of feature codes.
 */
@SuppressWarnings("ReferenceEquality") // legs are themselves, not values
final class Transfers {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int NOT_IMPLEMENTED = 501;
    private static final int UNAVAILABLE = 480;
    private static final int TERMINATED = 487;
    private static final int NO_SUCH_CALL = 481;

    private final Switchboard board;
    private final Long2ObjectHashMap<Session> asked = new Long2ObjectHashMap<>();

    Transfers(Switchboard board) {
        this.board = board;
    }

    /** Requests that the core has not answered. */
    int size() {
        return asked.size();
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
            ask(session, leg, to.target().uri().user());
        }
    }

    /** Both dialogs of the phone belong to one call: customer and third party shall talk. */
    private void putThrough(Session session, Leg leg, Replaces replaces, long nowNs) {
        session.acceptRefer(nowNs);
        Session other = board.ua.dialog(replaces);
        Leg beside = other == null ? null : board.legs.find(other.legId());
        boolean pair = beside != null && beside != leg && beside.callId == leg.callId;
        if (pair && beside.device.equals(leg.device)) {
            ask(session, leg, "");
        } else {
            session.referred(NO_SUCH_CALL, nowNs);
        }
    }

    private void ask(Session session, Leg leg, String to) {
        Request request = new Request(-board.newId(), "device:" + leg.device, "");
        asked.put(request.id(), session);
        board.tell(new TransferCall(request, leg.callId, to, ""));
    }

    /** The core answered, in HTTP's statuses. */
    void onDone(long requestId, int status, long nowNs) {
        Session session = asked.remove(requestId);
        if (session != null) {
            boolean same = status == FORBIDDEN || status == NOT_FOUND;
            session.referred(status < 300 ? 200 : same ? status : UNAVAILABLE, nowNs);
        }
    }

    /** Its leg is being cleared: because the transfer was made, or whatever else ended it first. */
    static void cleared(Session session, String cause, long nowNs) {
        session.referred(cause.equals("transfer") ? 200 : TERMINATED, nowNs);
    }
}
