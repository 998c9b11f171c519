package hotswitch.sip.locate;

import hotswitch.sip.transaction.Transport;

/**
 * A server by name.
 *
 * @param transport null: whichever the name's owner prefers (RFC 3263 §4.1)
 * @param secure only TLS will do
 * @param port 0: none named, so that SRV decides (§4.2)
 */
public record ServerName(Transport transport, boolean secure, String host, int port) {
    int defaultPort() {
        return secure || transport == Transport.TLS ? 5061 : 5060;
    }
}
