package hotswitch.sip.transaction;

import java.util.Objects;

/**
 * Where a message came from or goes.
 *
 * @param address numeric IPv4 or IPv6 address, IPv6 without brackets
 * @param port 1 to 65535
 * @param connection the id of the stream's connection, 0 = none yet (always 0 on UDP). With an id the transport uses
 *     that connection while it lives and otherwise opens one to address and port (RFC 3261 §18.2.2).
 */
public record Hop(Transport transport, String address, int port, long connection) {
    public Hop {
        Objects.requireNonNull(transport, "transport");
        Objects.requireNonNull(address, "address");
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** A datagram peer. */
    public static Hop udp(String address, int port) {
        return new Hop(Transport.UDP, address, port, 0);
    }

    /** A stream peer to which no connection is open yet. */
    public static Hop tcp(String address, int port) {
        return new Hop(Transport.TCP, address, port, 0);
    }

    /** The same over TLS (RFC 3261 §26.2). */
    public static Hop tls(String address, int port) {
        return new Hop(Transport.TLS, address, port, 0);
    }

    /** True if both name the same peer; the connection does not matter. */
    public boolean samePeer(Hop other) {
        return transport == other.transport && port == other.port && address.equals(other.address);
    }
}
