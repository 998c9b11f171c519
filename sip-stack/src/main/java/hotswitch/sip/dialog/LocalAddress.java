package hotswitch.sip.dialog;

import hotswitch.sip.transaction.Transport;
import java.util.Objects;

/**
 * How this node names itself in Via and Contact.
 *
 * @param host name or address that peers can reach, an IPv6 address in brackets
 * @param user user part of the Contact, "" for none
 */
public record LocalAddress(String host, Ports ports, String user) {
    /** Of Via and Contact, for each transport; 0 for one that is not there. */
    public record Ports(int udp, int tcp, int tls, int ws, int wss) {}

    public LocalAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
    }

    /** A node with neither TLS nor WebSocket. */
    public LocalAddress(String host, int udpPort, int tcpPort, String user) {
        this(host, new Ports(udpPort, tcpPort, 0, 0, 0), user);
    }

    /** The same node with another user part. */
    public LocalAddress withUser(String other) {
        return new LocalAddress(host, ports, other);
    }

    int port(Transport transport) {
        return switch (transport) {
            case UDP -> ports.udp;
            case TCP -> ports.tcp;
            case TLS -> ports.tls;
            case WS -> ports.ws;
            case WSS -> ports.wss;
        };
    }

    /**
     * The value of a Via (RFC 3261 §20.42) that asks for a symmetric response (RFC 3581), up to the branch, which
     * follows.
     */
    public String via(Transport transport) {
        return "SIP/2.0/" + transport.viaName() + ' ' + host + ':' + port(transport) + ";rport;branch=";
    }

    /** The value of a Contact (RFC 3261 §8.1.1.8). */
    public String contact(Transport transport) {
        String at = user.isEmpty() ? "<sip:" + host : "<sip:" + user + '@' + host;
        String end = transport == Transport.UDP ? ">" : ";transport=" + transport.uriName() + '>';
        return at + ':' + port(transport) + end;
    }
}
