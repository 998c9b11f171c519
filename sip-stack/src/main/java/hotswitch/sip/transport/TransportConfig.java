package hotswitch.sip.transport;

import java.util.Objects;

/**
 * Where to listen and within which limits.
 *
 * @param address numeric IPv4 or IPv6 address; all transports bind it
 * @param port of UDP and TCP, 0 = any free one
 * @param tls null: none
 * @param webSocket null: none
 */
public record TransportConfig(
        String address, int port, TlsConfig tls, WebSocketConfig webSocket, TransportLimits limits) {
    public TransportConfig {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(limits, "limits");
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port " + port);
        }
    }

    /** Without WebSocket. */
    public TransportConfig(String address, int port, TlsConfig tls, TransportLimits limits) {
        this(address, port, tls, null, limits);
    }

    /** With the limits as shipped. */
    public static TransportConfig of(String address, int port) {
        return new TransportConfig(address, port, null, TransportLimits.STANDARD);
    }
}
