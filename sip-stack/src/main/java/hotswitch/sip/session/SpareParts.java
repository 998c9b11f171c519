package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions that are over, with their dialogs, and what answered or sent their INVITE: for the next ones. Only such as
 * nobody has any more.
 */
final class SpareParts {
    /** As many sessions end in a moment as begin; this is for the difference. */
    private static final int EACH_MAX = 4_096;

    private final Sessions shared;
    private final List<Accepting> accepting = new ArrayList<>();
    private final List<Connecting> connecting = new ArrayList<>();
    private final List<Session> sessions = new ArrayList<>();
    /** Let go of in this turn: who is still in it may look at them. */
    private final List<Session> leaving = new ArrayList<>();

    SpareParts(Sessions shared) {
        this.shared = shared;
    }

    Accepting accepting() {
        return accepting.isEmpty() ? new Accepting(shared) : accepting.removeLast();
    }

    Connecting connecting() {
        return connecting.isEmpty() ? new Connecting() : connecting.removeLast();
    }

    /** Its dialog is to be filled, and then it begins. */
    Session session() {
        return sessions.isEmpty() ? new Session(shared, new Dialog(shared.names)) : sessions.removeLast();
    }

    /** Only one to which nothing can come any more: no transaction of it goes on, no timer, and nothing unusual was. */
    void leaves(Session over) {
        boolean plain = over.modifying == null && over.referring == null && over.timer == null && over.check == null;
        boolean done = over.accepting == null && over.connecting == null && over.credentials == Credentials.NONE;
        boolean cleared = over.clearing == null || over.clearing.heard();
        if (plain && done && cleared) {
            leaving.add(over);
        }
    }

    /** Another message was dealt with, or another timer. */
    void turn() {
        while (!leaving.isEmpty()) {
            Session over = leaving.removeLast();
            if (sessions.size() < EACH_MAX) {
                sessions.add(over);
            }
        }
    }

    void add(Accepting over) {
        if (accepting.size() < EACH_MAX) {
            accepting.add(over);
        }
    }

    void add(Connecting over) {
        if (connecting.size() < EACH_MAX) {
            connecting.add(over);
        }
    }
}
