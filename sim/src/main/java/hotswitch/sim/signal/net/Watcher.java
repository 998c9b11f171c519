package hotswitch.sim.signal.net;

/** Sees every datagram: when it is sent, and when a living party gets it. */
public interface Watcher {
    /** {@code copies}: how many the network lets through, 0: it is lost. */
    void sent(Packet packet, int copies, long nowNs);

    void heard(Packet packet, long nowNs);
}
