package hotswitch.sip.dialog;

import java.util.List;

/**
 * Who speaks, as written on the wire ({@link hotswitch.sip.message.WireText}).
 *
 * @param local our From or To value with our tag
 * @param remote the peer's with its tag
 * @param remoteTarget the peer's Contact URI, the Request-URI of our requests
 * @param routes the route set in the order in which our requests carry it, each a name-addr
 * @param contact our own Contact value where it is not the node's, "" otherwise
 */
public record DialogParties(String local, String remote, String remoteTarget, List<String> routes, String contact) {
    public DialogParties {
        routes = List.copyOf(routes);
    }
}
