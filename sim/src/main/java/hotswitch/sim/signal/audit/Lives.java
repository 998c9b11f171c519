package hotswitch.sim.signal.audit;

import java.util.TreeMap;

/** How often each party has begun anew with nothing in its memory. */
public final class Lives {
    private final TreeMap<String, Integer> lives = new TreeMap<>();
    private int crashes;

    public void rebooted(String name) {
        lives.merge(name, 1, Integer::sum);
    }

    /** The switch died; it remembers what it has written down. */
    void crashed() {
        crashes++;
    }

    int crashes() {
        return crashes;
    }

    /** 1 is the first. */
    int of(String name) {
        return 1 + lives.getOrDefault(name, 0);
    }
}
