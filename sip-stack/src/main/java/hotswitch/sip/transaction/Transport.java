package hotswitch.sip.transaction;

/** How a SIP message travels. A reliable transport is never retransmitted over (RFC 3261 §17). */
public enum Transport {
    UDP(false, "UDP", "udp"),
    TCP(true, "TCP", "tcp"),
    TLS(true, "TLS", "tls"),
    /** RFC 7118: over WebSocket. Peers come to us; nobody can be reached but over the connection that he has. */
    WS(true, "WS", "ws"),
    WSS(true, "WSS", "ws");

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

    /** True where only the peer can open a connection. */
    public boolean flowOnly() {
        return this == WS || this == WSS;
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
