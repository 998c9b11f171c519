package hotswitch.call;

import hotswitch.sip.transaction.Hop;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** TCP connections of one telephone: opened when a side has something to say, ended by a kill of the switch. */
final class Lines {
    private static final int FIRST_PORT = 40_000;
    private final Hop listens;
    /** The telephone's ends, as the switch sees them, by the number of the connection. */
    private final TreeMap<Long, Hop> open = new TreeMap<>();

    private long last;

    Lines(Hop listens) {
        this.listens = listens;
    }

    /** The connection over which the switch says this; null: nobody is there. */
    Hop to(Hop target) {
        Hop named = open.get(target.connection());
        if (named != null) {
            return named;
        }
        for (Hop each : open.values()) {
            if (each.samePeer(target)) {
                return each;
            }
        }
        return target.samePeer(listens) ? opened(listens.port()) : null;
    }

    /** The one over which the telephone says this. */
    Hop from(Hop target) {
        Hop named = open.get(target.connection());
        return named == null ? opened(FIRST_PORT + (int) last) : named;
    }

    private Hop opened(int port) {
        Hop end = new Hop(listens.transport(), listens.address(), port, ++last);
        open.put(last, end);
        return end;
    }

    /** The switch's end of it. */
    static Hop here(Hop end) {
        return new Hop(end.transport(), Rig.ADDRESS, Rig.HOP.port(), end.connection());
    }

    /** The switch's ends of those that broke. */
    List<Hop> end() {
        List<Hop> ended = new ArrayList<>();
        open.values().forEach(each -> ended.add(here(each)));
        open.clear();
        return ended;
    }
}
