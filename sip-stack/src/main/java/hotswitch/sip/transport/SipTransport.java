package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import hotswitch.sip.transaction.Transport;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP over UDP and TCP, and TLS and WebSocket where they are configured, at one address (RFC 3261 §18, RFC 7118).
 * Bytes in go to a {@link SipReceiver}; bytes out are queued and leave at the end of the loop's turn, so a batch of
 * messages costs one system call each way.
 */
public final class SipTransport implements SipOut, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipTransport.class);
    private static final int SAME_PORT_ATTEMPTS = 20;

    private final SignallingLoop loop;
    private final Inbox inbox;
    private final UdpPort udp;
    private final Map<Transport, TcpPort> streams;
    /** Null: none. */
    private final Tls tls;

    /** The same, for each turn. */
    private final TcpPort[] ports;

    private final Runnable flush = this::flush;

    private SipTransport(SignallingLoop loop, Inbox inbox, UdpPort udp, Streams streams) {
        this.loop = loop;
        this.inbox = inbox;
        this.udp = udp;
        this.streams = streams.ports;
        this.tls = streams.tls;
        this.ports = streams.ports.values().toArray(new TcpPort[0]);
    }

    /** Ports are bound one by one: what is bound is closed again when one cannot be. */
    private record Streams(Map<Transport, TcpPort> ports, Tls tls) implements AutoCloseable {
        @Override
        public void close() {
            ports.values().forEach(TcpPort::close);
            if (tls != null) {
                tls.close();
            }
        }
    }

    /**
     * Binds all transports; nothing is read before {@link #start}. With port 0 UDP and TCP get the same free port. Not
     * from the loop itself. Several transports may share a loop.
     *
     * @throws UncheckedIOException if the address is in use or not ours, or a certificate cannot be used
     * @throws IllegalArgumentException if the address is not numeric
     */
    public static SipTransport open(SignallingLoop loop, TransportConfig config) {
        InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral(config.address()), config.port());
        Inbox inbox = new Inbox(loop, new TransportCounters());
        for (int attempt = 1; ; attempt++) {
            UdpPort udp = new UdpPort(loop, inbox, config.limits(), local);
            try {
                Streams streams = streams(loop, inbox, config, udp.local());
                LOG.info("sip listens at={} receiveBufferBytes={}", udp.local(), udp.receiveBufferBytes());
                return new SipTransport(loop, inbox, udp, streams);
            } catch (UncheckedIOException inUse) {
                udp.close();
                if (config.port() != 0 || attempt == SAME_PORT_ATTEMPTS) {
                    throw inUse;
                }
            }
        }
    }

    private static Streams streams(SignallingLoop loop, Inbox inbox, TransportConfig config, InetSocketAddress local) {
        Tls tls = config.tls() == null ? null : Tls.of(config.tls());
        Streams streams = new Streams(new EnumMap<>(Transport.class), tls);
        WebSocketConfig web = config.webSocket();
        try {
            bind(streams, loop, inbox, config.limits(), new At(local, new StreamKind(Transport.TCP, null, null)));
            if (tls != null) {
                bind(
                        streams,
                        loop,
                        inbox,
                        config.limits(),
                        At.port(local, config.tls().port(), new StreamKind(Transport.TLS, tls, null)));
            }
            if (web != null && web.port() >= 0) {
                bind(
                        streams,
                        loop,
                        inbox,
                        config.limits(),
                        At.port(local, web.port(), new StreamKind(Transport.WS, null, web)));
            }
            if (web != null && web.securePort() >= 0 && tls != null) {
                bind(
                        streams,
                        loop,
                        inbox,
                        config.limits(),
                        At.port(local, web.securePort(), new StreamKind(Transport.WSS, tls, web)));
            }
            return streams;
        } catch (UncheckedIOException unusable) {
            streams.close();
            throw unusable;
        }
    }

    private record At(InetSocketAddress address, StreamKind kind) {
        static At port(InetSocketAddress local, int port, StreamKind kind) {
            return new At(new InetSocketAddress(local.getAddress(), port), kind);
        }
    }

    private static void bind(Streams streams, SignallingLoop loop, Inbox inbox, TransportLimits limits, At at) {
        TcpPort port = new TcpPort(loop, inbox, limits, at.address, at.kind);
        streams.ports.put(at.kind.transport(), port);
        LOG.info("sip over {} listens at={} port={}", at.kind.transport(), at.address.getAddress(), port.localPort());
    }

    /** Begins to read and to accept; to be called once, before anything is sent. */
    public void start(SipReceiver receiver) {
        start(receiver, () -> {});
    }

    /** The same; {@code first} is run on the loop before the first message is read, and may send. */
    public void start(SipReceiver receiver, Runnable first) {
        loop.execute(() -> {
            inbox.open(receiver);
            loop.onTurnEnd(flush);
            loop.guard(first);
            udp.start();
            streams.values().forEach(TcpPort::start);
        });
    }

    /** The port that is bound; 0 for a transport that is not there. */
    public int localPort(Transport transport) {
        if (transport == Transport.UDP) {
            return udp.local().getPort();
        }
        TcpPort port = streams.get(transport);
        return port == null ? 0 : port.localPort();
    }

    /** The certificate's files are other ones now, or their content is; null: none. From any thread. */
    public void certificates(TlsConfig config) {
        if (tls != null && config != null) {
            tls.reload(config);
        }
    }

    /** Ours that is in use; null: none. From any thread. */
    public X509Certificate certificate() {
        return tls == null ? null : tls.certificate();
    }

    /** Who is called at this address over TLS is this domain, and must prove it. On the loop. */
    public void meant(Hop at, String domain) {
        TcpPort port = streams.get(Transport.TLS);
        if (port != null) {
            port.meant(PeerCache.resolve(at), domain);
        }
    }

    /** Whoever is there is not heard any more: his streams end, after what was said to him so far. On the loop. */
    public void closeFrom(Predicate<String> addresses) {
        for (TcpPort port : ports) {
            port.closeFrom(addresses);
        }
    }

    public TransportCounters counters() {
        return inbox.counters();
    }

    /**
     * Queues the bytes; they are copied. On the loop only. A hop that cannot be reached is told to the receiver later,
     * never from within this call.
     */
    @Override
    public void send(Hop to, DirectBuffer buffer, int offset, int length) {
        if (!loop.inLoop()) {
            throw new IllegalStateException("sent outside the signalling loop");
        }
        if (to.transport() == Transport.UDP) {
            udp.send(to, buffer, offset, length);
            return;
        }
        TcpPort port = streams.get(to.transport());
        if (port == null) {
            inbox.failed(to);
        } else {
            port.send(to, buffer, offset, length);
        }
    }

    /** Closes the sockets and every connection; what is queued is flushed first. Not from the loop itself. */
    @Override
    public void close() {
        loop.eventLoop()
                .submit(() -> {
                    flush();
                    loop.offTurnEnd(flush);
                })
                .syncUninterruptibly();
        streams.values().forEach(TcpPort::close);
        if (tls != null) {
            tls.close();
        }
        udp.close();
    }

    private void flush() {
        udp.flush();
        for (TcpPort port : ports) {
            port.flush();
        }
    }
}
