package hotswitch.sip.session;

import java.util.ArrayList;
import java.util.List;

/**
 * Of sessions that are over: what answered or sent their INVITE, for the next ones. Only such as nobody has any more;
 * the sessions themselves are their users'.
 */
final class SpareParts {
    /** As many sessions end in a moment as begin; this is for the difference. */
    private static final int EACH_MAX = 4_096;

    private final Sessions shared;
    private final List<Accepting> accepting = new ArrayList<>();
    private final List<Connecting> connecting = new ArrayList<>();

    SpareParts(Sessions shared) {
        this.shared = shared;
    }

    Accepting accepting() {
        return accepting.isEmpty() ? new Accepting(shared) : accepting.removeLast();
    }

    Connecting connecting() {
        return connecting.isEmpty() ? new Connecting() : connecting.removeLast();
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
