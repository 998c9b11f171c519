package hotswitch.sip.dialog;

import hotswitch.sip.transaction.Transport;
import java.util.Objects;

/**
 * How this node names itself in Via and Contact.
 *
 * @param host name or address that peers can reach, an IPv6 address in brackets
 * @param udpPort port of Via and Contact for UDP
 * @param tcpPort the same for TCP
 * @param tlsPort the same for TLS, 0 for none
 * @param user user part of the Contact, "" for none
 */
public record LocalAddress(String host, int udpPort, int tcpPort, int tlsPort, String user) {
    public LocalAddress {
        Objects.requireNonNull(host, "host");
        Objects.requireNonNull(user, "user");
    }

    /** A node without TLS. */
    public LocalAddress(String host, int udpPort, int tcpPort, String user) {
        this(host, udpPort, tcpPort, 0, user);
    }

    int port(Transport transport) {
        return switch (transport) {
            case UDP -> udpPort;
            case TCP -> tcpPort;
            case TLS -> tlsPort;
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
