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
    private static final int REGISTERS_LATE_S = 60;

    private Listening() {}

    static TransportConfig config(NodeConfig.Sip sip, Path conf) {
        NodeConfig.Web w = sip.web();
        WebSocketConfig web = w.port() == 0 && w.securePort() == 0
                ? null
                : new WebSocketConfig(bound(w.port()), bound(w.securePort()), w.path(), w.origins());
        // A phone is called over the connection by which it registered: that stands until it must register again.
        int silentMs = 1_000 * (sip.register().maxSeconds() + REGISTERS_LATE_S);
        TransportLimits limits =
                TransportLimits.STANDARD.connections(sip.streamsMax()).silentFor(silentMs);
        return new TransportConfig(sip.address(), sip.port(), tls(sip.tls(), conf), web, limits);
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

    /** How many kinds of streams are listened for, each with room of its own. */
    static int kinds(NodeConfig.Sip sip) {
        int secure = sip.tls().port() == 0 ? 0 : 1;
        int web = sip.web().port() == 0 ? 0 : 1;
        int secureWeb = sip.web().securePort() == 0 ? 0 : 1;
        return 1 + secure + web + secureWeb;
    }

    private static int bound(int port) {
        return port == 0 ? -1 : port;
    }
}
