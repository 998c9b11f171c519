package hotswitch.sip.session;

import hotswitch.sip.dialog.DialogWriter;
import hotswitch.sip.dialog.Names;
import hotswitch.sip.message.OwnText;
import hotswitch.sip.message.SipMessage;
import hotswitch.sip.timer.TimerHeap;
import hotswitch.sip.timer.TimerValues;
import hotswitch.sip.transaction.TransactionLayer;
import java.util.ArrayDeque;
import org.agrona.collections.Long2ObjectHashMap;

/** The table of sessions by Call-ID and our tag, and what all sessions share. */
@SuppressWarnings("ReferenceEquality") // sessions are themselves, not values
final class Sessions {
    /** Of as many sessions one is for a call that goes on. */
    private static final int LAST = 8;

    final UserAgentConfig config;
    final Names names;
    final TransactionLayer layer;
    final TimerHeap timers;
    final DialogWriter writer;
    final SessionUser user;
    final Afterwards afterwards = new Afterwards(this);
    final SpareParts spare = new SpareParts(this);
    private final Long2ObjectHashMap<Session> table = new Long2ObjectHashMap<>();
    private final ArrayDeque<Session> ended = new ArrayDeque<>();
    private final long salt;
    private int size;

    Sessions(UserAgentConfig config, Names names, TransactionLayer layer, TimerHeap timers, Reach reach) {
        this.config = config;
        this.names = names;
        this.layer = layer;
        this.timers = timers;
        this.writer = reach.writer();
        this.user = reach.user();
        this.salt = names.salt();
    }

    /** Who hears of us: the peer through messages, the user through reports. */
    record Reach(DialogWriter writer, SessionUser user) {}

    TimerValues values() {
        return config.timers();
    }

    int size() {
        return size;
    }

    /** There is no room for one more. */
    boolean full() {
        return size >= config.limits().sessionsMax() || layer.full();
    }

    /** There is none for a new caller. */
    boolean crowded() {
        int max = config.limits().sessionsMax();
        return size >= max - max / LAST || layer.full();
    }

    private long key(long callIdHash, long localTagHash) {
        return (callIdHash * 31 + localTagHash ^ salt) * 0x9e3779b97f4a7c15L;
    }

    void add(Session session) {
        session.key =
                key(session.dialog.callId().hash(), session.dialog.localTag().hash());
        session.next = table.put(session.key, session);
        size++;
    }

    private void remove(Session session) {
        Session first = table.get(session.key);
        if (first == session && session.next == null) {
            table.remove(session.key);
        } else if (first == session) {
            table.put(session.key, session.next);
        } else {
            while (first.next != session) {
                first = first.next;
            }
            first.next = session.next;
        }
        session.next = null;
        size--;
    }

    /** The session to which a request of the peer belongs: our tag is in its To. */
    Session ofRequest(SipMessage request) {
        Session at = table.get(key(request.callIdHash(), request.toTagHash()));
        while (at != null && !(request.callIdEquals(at.dialog.callId()) && request.toTagEquals(at.dialog.localTag()))) {
            at = at.next;
        }
        return at;
    }

    /** The session of whose request this is a response: our tag is in its From. */
    Session ofResponse(SipMessage response) {
        Session at = table.get(key(response.callIdHash(), response.fromTagHash()));
        while (at != null
                && !(response.callIdEquals(at.dialog.callId()) && response.fromTagEquals(at.dialog.localTag()))) {
            at = at.next;
        }
        return at;
    }

    /** The session with this Call-ID and our tag; null when there is none. */
    Session find(OwnText callId, OwnText localTag) {
        Session at = table.get(key(callId.hash(), localTag.hash()));
        while (at != null
                && !(at.dialog.callId().is(callId) && at.dialog.localTag().is(localTag))) {
            at = at.next;
        }
        return at;
    }

    /** Takes the session out; its end is reported when the present turn is over. */
    void retire(Session session) {
        remove(session);
        ended.add(session);
    }

    boolean hasReports() {
        return !ended.isEmpty();
    }

    /** Reports of ended sessions; the user may cause more. */
    void report(long nowNs) {
        spare.turn();
        for (Session session = ended.poll(); session != null; session = ended.poll()) {
            session.reportEnd(nowNs);
        }
    }
}
