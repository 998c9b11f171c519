package hotswitch.sim.signal.net;

/** Sees every message: when it is sent, and when a living party gets it. */
public interface Watcher {
    /** {@code copies}: how many the network lets through, 0: it is lost. */
    void sent(Packet packet, int copies, long nowNs);

    void heard(Packet packet, long nowNs);

    /** A connection breaks, and what is under way on it is lost. */
    default void broke(String one, String other) {}
}
