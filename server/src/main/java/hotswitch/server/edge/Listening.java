package hotswitch.server.edge;

import hotswitch.server.config.NodeConfig;
import hotswitch.sip.transport.TlsConfig;
import hotswitch.sip.transport.TransportConfig;
import hotswitch.sip.transport.TransportLimits;
import hotswitch.sip.transport.WebSocketConfig;
import java.nio.file.Path;
import java.util.Locale;

/** Where SIP listens, in the words of the transport. */
final class Listening {
    private Listening() {}

    static TransportConfig config(NodeConfig.Sip sip, Path conf) {
        NodeConfig.Web w = sip.web();
        WebSocketConfig web = w.port() == 0 && w.securePort() == 0
                ? null
                : new WebSocketConfig(bound(w.port()), bound(w.securePort()), w.path(), w.origins());
        return new TransportConfig(sip.address(), sip.port(), tls(sip.tls(), conf), web, TransportLimits.STANDARD);
    }

    /** Null: none. */
    static TlsConfig tls(NodeConfig.Tls t, Path conf) {
        return t.port() == 0
                ? null
                : new TlsConfig(
                        t.port(),
                        conf.resolve(t.certificate()),
                        conf.resolve(t.key()),
                        t.authorities().isEmpty() ? null : conf.resolve(t.authorities()),
                        TlsConfig.Clients.valueOf(t.clients().toUpperCase(Locale.ROOT)));
    }

    private static int bound(int port) {
        return port == 0 ? -1 : port;
    }
}
