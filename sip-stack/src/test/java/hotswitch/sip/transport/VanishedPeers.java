package hotswitch.sip.transport;

import hotswitch.sip.apart.Apart;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * Two peers of each kind of stream, and a carrier that we called; they vanish. To one of each something is said, the
 * others are idle. As a program, for a network apart.
 */
final class VanishedPeers {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";
    /** Idle for longer than this program runs. */
    private static final TransportLimits LIMITS = new TransportLimits(64, 16, 1_000, 1_000, 600_000);

    private static final InetAddress THERE = InetAddress.ofLiteral(Apart.THERE);
    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private final Path folder = Files.createTempDirectory("vanished");
    private final Switch sip;
    private final SSLContext trusted;
    /** Kept from the collector, which would close them. */
    private final List<Object> peers = new ArrayList<>();

    private VanishedPeers() throws Exception {
        Certificates certificates = new Certificates(folder);
        certificates.make("ours", "IP:127.0.0.1");
        trusted = certificates.believing("ours");
        TlsConfig tls = certificates.config("ours", "", TlsConfig.Clients.NONE);
        WebSocketConfig web = new WebSocketConfig(0, 0, "/ws", List.of());
        // The first handshake of a process takes longer than these limits allow.
        try (Switch patient = new Switch(new TransportConfig("127.0.0.1", 0, tls, web, TransportLimits.STANDARD))) {
            connected(patient, Transport.TLS);
            connected(patient, Transport.WSS);
        }
        sip = new Switch(new TransportConfig("127.0.0.1", 0, tls, web, LIMITS));
    }

    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> {
            fault.printStackTrace();
            System.exit(1);
        });
        new VanishedPeers().live();
        // The HTTP clients' threads are of no more use.
        System.exit(0);
    }

    private void live() throws Exception {
        List<Hop> spoken = new ArrayList<>();
        List<Hop> idle = new ArrayList<>();
        for (Transport kind : List.of(Transport.TCP, Transport.TLS, Transport.WS, Transport.WSS)) {
            spoken.add(connected(sip, kind));
            idle.add(connected(sip, kind));
        }
        ServerSocket carrier = new ServerSocket(0, 5, THERE);
        Hop there = Hop.tcp(Apart.THERE, carrier.getLocalPort());
        sip.send(there, OPTIONS);
        peers.add(carrier.accept());
        must(open() == 9, "nine connections: " + open());
        Apart.vanishes();
        long beganNs = System.nanoTime();
        spoken.forEach(each -> sip.send(each, OPTIONS));
        List<Hop> told = new ArrayList<>();
        while (!told.containsAll(spoken)) {
            told.add(sip.nextFailed());
        }
        must(secondsSince(beganNs) < 5, "what was said is not acknowledged: " + secondsSince(beganNs));
        while (told.size() < spoken.size() + idle.size() + 1) {
            told.add(sip.nextFailed());
        }
        must(secondsSince(beganNs) < 10, "TCP asked in vain: " + secondsSince(beganNs));
        must(told.containsAll(idle) && open() == 0, "left: " + open() + " after " + told);
        sip.send(there, OPTIONS);
        must(sip.nextFailed().equals(there), "nobody can be reached there");
        must(secondsSince(beganNs) < 15, "a new connection: " + secondsSince(beganNs));
        sip.close();
        System.out.println("noticed by " + secondsSince(beganNs) + " s");
    }

    private long open() {
        return sip.transport.counters().openConnections();
    }

    private Hop connected(Switch sip, Transport kind) throws Exception {
        InetSocketAddress here = new InetSocketAddress(HERE, sip.transport.localPort(kind));
        if (kind.flowOnly()) {
            HttpClient http = HttpClient.newBuilder()
                    .sslContext(trusted)
                    .localAddress(THERE)
                    .build();
            String scheme = kind == Transport.WSS ? "wss" : "ws";
            WebSocket page = http.newWebSocketBuilder()
                    .subprotocols("sip")
                    .buildAsync(URI.create(scheme + "://127.0.0.1:" + here.getPort() + "/ws"), new Page())
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();
            page.sendText(OPTIONS, true).join();
            peers.add(http);
            peers.add(page);
        } else {
            Socket socket = kind == Transport.TLS ? trusted.getSocketFactory().createSocket() : new Socket();
            socket.bind(new InetSocketAddress(THERE, 0));
            socket.connect(here);
            socket.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
            peers.add(socket);
        }
        Hop source = sip.nextHeard().source();
        must(source.transport() == kind && source.address().equals(Apart.THERE), source.toString());
        return source;
    }

    private static final class Page implements WebSocket.Listener {}

    private static double secondsSince(long ns) {
        return (System.nanoTime() - ns) / 1e9;
    }

    private static void must(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
