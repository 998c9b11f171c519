package hotswitch.server.e2e.clients;

import hotswitch.server.e2e.rig.SwitchProcess;
import java.net.InetSocketAddress;

/** A seat's account as one types it into a telephone. {@code transport}: udp, tcp or tls. */
public record Account(SwitchProcess hotline, String seat, String transport, InetSocketAddress server) {

    String address() {
        return server.getAddress().getHostAddress() + ":" + server.getPort() + ";transport=" + transport;
    }

    String password() {
        return "demo-" + seat;
    }
}
