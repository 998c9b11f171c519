package hotswitch.call;

import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.TransferCall;
import hotswitch.call.leg.Leg;
import hotswitch.sip.header.ReferTo;
import hotswitch.sip.session.Session;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * A seat's telephone transfers its call without consultation: REFER (RFC 3515, RFC 5589 §6). The core is asked as by
 * the API; requests have negative numbers, as those of feature codes.
 */
final class Transfers {
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int UNAVAILABLE = 480;
    private static final int TERMINATED = 487;
    private static final int NOT_IMPLEMENTED = 501;

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
        } else if (to.replaces() != null) {
            session.rejectRefer(NOT_IMPLEMENTED, nowNs);
        } else if (to.target().uri().user().isEmpty()) {
            session.rejectRefer(NOT_FOUND, nowNs);
        } else {
            session.acceptRefer(nowNs);
            Request request = new Request(-board.newId(), "device:" + leg.device, "");
            asked.put(request.id(), session);
            board.tell(new TransferCall(request, leg.callId, to.target().uri().user(), ""));
        }
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
