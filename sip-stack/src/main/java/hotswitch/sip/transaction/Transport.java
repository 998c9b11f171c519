package hotswitch.sip.transaction;

/** How a SIP message travels. A reliable transport is never retransmitted over (RFC 3261 §17). */
public enum Transport {
    UDP(false, "UDP", "udp"),
    TCP(true, "TCP", "tcp"),
    TLS(true, "TLS", "tls");

    private final boolean reliable;
    private final String viaName;
    private final String uriName;

    Transport(boolean reliable, String viaName, String uriName) {
        this.reliable = reliable;
        this.viaName = viaName;
        this.uriName = uriName;
    }

    /** True where the transport itself repeats what was lost. */
    public boolean reliable() {
        return reliable;
    }

    /** The name after {@code SIP/2.0/} in a Via. */
    public String viaName() {
        return viaName;
    }

    /** The value of a URI's {@code transport} parameter. */
    public String uriName() {
        return uriName;
    }
}
