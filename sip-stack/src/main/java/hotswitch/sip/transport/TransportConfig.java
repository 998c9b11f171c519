package hotswitch.sip.transport;

import java.util.Objects;

/**
 * Where to listen and within which limits.
 *
 * @param address numeric IPv4 or IPv6 address; both transports bind it
 * @param port 0 = any free one, each transport its own
 */
public record TransportConfig(String address, int port, TransportLimits limits) {
    public TransportConfig {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** With the limits as shipped. */
    public static TransportConfig of(String address, int port) {
        return new TransportConfig(address, port, TransportLimits.STANDARD);
    }
}
