package hotswitch.sip.session;

import hotswitch.sip.dialog.Dialog;
import hotswitch.sip.timer.Spares;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions that are over, with their dialogs, and what answered or sent their INVITE: for the next ones. Only such as
 * nobody has any more.
 */
final class SpareParts {
    private final Sessions shared;
    private final Spares<Accepting> accepting = new Spares<>();
    private final Spares<Connecting> connecting = new Spares<>();
    private final Spares<Session> sessions = new Spares<>();
    /** Let go of in this turn: who is still in it may look at them. */
    private final List<Session> leaving = new ArrayList<>();

    SpareParts(Sessions shared) {
        this.shared = shared;
    }

    Accepting accepting() {
        Accepting spare = accepting.take();
        return spare == null ? new Accepting(shared) : spare;
    }

    Connecting connecting() {
        Connecting spare = connecting.take();
        return spare == null ? new Connecting() : spare;
    }

    /** Its dialog is to be filled, and then it begins. */
    Session session() {
        Session spare = sessions.take();
        return spare == null ? new Session(shared, new Dialog(shared.names)) : spare;
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
            sessions.add(leaving.removeLast());
        }
    }

    void add(Accepting over) {
        accepting.add(over);
    }

    void add(Connecting over) {
        connecting.add(over);
    }

    void tidy(int whiles) {
        accepting.tidy(whiles);
        connecting.tidy(whiles);
        sessions.tidy(whiles);
    }
}
