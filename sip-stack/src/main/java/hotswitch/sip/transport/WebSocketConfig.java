package hotswitch.sip.transport;

import java.util.List;
import java.util.Objects;

/**
 * SIP over WebSocket (RFC 7118).
 *
 * @param port where to listen for plain WebSocket, 0 = any free one, -1 = nowhere
 * @param securePort the same for WebSocket over TLS, which needs {@link TransportConfig#tls}
 * @param path of the handshake's request
 * @param origins whose pages may connect (RFC 6455 §10.2); empty: every one. A client that names none is no browser
 *     and may
 */
public record WebSocketConfig(int port, int securePort, String path, List<String> origins) {
    public WebSocketConfig {
        Objects.requireNonNull(path, "path");
        origins = List.copyOf(origins);
    }
}
