package hotswitch.sim.signal.node;

import java.util.TreeMap;

/** Who sends audio from where: the simulated half of RTP. */
public final class Sounds {
    /** A call of a party, as far as its audio tells. */
    public interface Source {
        /** RTP leaves it at present. */
        boolean speaks();

        /** Whom it talks with is about to hang up. */
        void otherLeaves();
    }

    private final TreeMap<String, Source> sources = new TreeMap<>();
    private int given = 40_000;

    /** A port that no other call of any party uses. */
    public int port(String address, Source source) {
        given += 2;
        int port = 40_000 + (given - 40_000) % 20_000;
        sources.put(address + ':' + port, source);
        return port;
    }

    /** Null: nobody is there. */
    Source at(String address, int port) {
        return sources.get(address + ':' + port);
    }
}
