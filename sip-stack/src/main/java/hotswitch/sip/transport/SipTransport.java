package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.SipOut;
import hotswitch.sip.transaction.Transport;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIP over UDP and TCP, and TLS where it is configured, at one address (RFC 3261 §18). Bytes in go to a
 * {@link SipReceiver}; bytes out are queued and leave at the end of the loop's turn, so a batch of messages costs one
 * system call each way.
 */
public final class SipTransport implements SipOut, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SipTransport.class);
    private static final int SAME_PORT_ATTEMPTS = 20;

    private final SignallingLoop loop;
    private final Inbox inbox;
    private final UdpPort udp;
    private final TcpPort tcp;
    /** Null: none. */
    private final TcpPort tls;

    private final Runnable flush = this::flush;

    private SipTransport(SignallingLoop loop, Inbox inbox, UdpPort udp, Streams streams) {
        this.loop = loop;
        this.inbox = inbox;
        this.udp = udp;
        this.tcp = streams.tcp;
        this.tls = streams.tls;
    }

    private record Streams(TcpPort tcp, TcpPort tls) {}

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
        TcpPort tcp = new TcpPort(loop, inbox, config.limits(), local, null);
        if (config.tls() == null) {
            return new Streams(tcp, null);
        }
        try {
            InetSocketAddress at =
                    new InetSocketAddress(local.getAddress(), config.tls().port());
            TcpPort tls = new TcpPort(loop, inbox, config.limits(), at, Tls.of(config.tls()));
            LOG.info("sip over tls listens at={} port={}", at.getAddress(), tls.localPort());
            return new Streams(tcp, tls);
        } catch (UncheckedIOException unusable) {
            tcp.close();
            throw unusable;
        }
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
            tcp.start();
            if (tls != null) {
                tls.start();
            }
        });
    }

    /** The port that is bound; 0 for a transport that is not there. */
    public int localPort(Transport transport) {
        return switch (transport) {
            case UDP -> udp.local().getPort();
            case TCP -> tcp.localPort();
            case TLS -> tls == null ? 0 : tls.localPort();
        };
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
        switch (to.transport()) {
            case UDP -> udp.send(to, buffer, offset, length);
            case TCP -> tcp.send(to, buffer, offset, length);
            case TLS -> {
                if (tls == null) {
                    inbox.failed(to);
                } else {
                    tls.send(to, buffer, offset, length);
                }
            }
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
        if (tls != null) {
            tls.close();
        }
        tcp.close();
        udp.close();
    }

    private void flush() {
        udp.flush();
        tcp.flush();
        if (tls != null) {
            tls.flush();
        }
    }
}
