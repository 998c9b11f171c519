package hotswitch.sip.transport;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.TransportCounters.Count;
import hotswitch.sip.transport.websocket.Handshake;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2ObjectHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening stream socket, plain or encrypted, and every connection of its kind, accepted or opened; they are found
 * by id and by peer address.
 */
final class TcpPort {
    private static final Logger LOG = LoggerFactory.getLogger(TcpPort.class);
    private static final long FULL_TOLD_NS = 60_000_000_000L;

    private final SignallingLoop loop;
    private final Inbox inbox;
    private final TransportLimits limits;
    private final InetSocketAddress local;
    private final StreamKind kind;

    private final ReceiveBlock block = new ReceiveBlock(SipMessage.MAX_MESSAGE);
    private final Long2ObjectHashMap<TcpConnection> byId = new Long2ObjectHashMap<>();
    private final Map<InetSocketAddress, TcpConnection> byPeer = new HashMap<>();
    /** Of peers that are known by name. */
    private final Map<InetSocketAddress, String> domains = new HashMap<>();

    private final Sources sources = new Sources();
    private final List<TcpConnection> unflushed = new ArrayList<>();
    private final Channel server;
    private Future<?> sweeps;
    private long fullToldNs = Long.MIN_VALUE / 2;
    /** Where a connection has what it just read. */
    private byte[] room = new byte[SipMessage.MAX_MESSAGE];

    private long lastId;
    /** Connections that are there only to be told that there is no room. */
    private int late;

    private final Room held = new Room(TransportLimits.HELD_BYTES_MAX);
    private final Room unsent = new Room(TransportLimits.UNSENT_SUM_MAX);

    /** Binds the listening socket or throws {@code UncheckedIOException}. */
    TcpPort(SignallingLoop loop, Inbox inbox, TransportLimits limits, InetSocketAddress local, StreamKind kind) {
        this.loop = loop;
        this.inbox = inbox;
        this.limits = limits;
        this.local = local;
        this.kind = kind;
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loop.eventLoop())
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .option(ChannelOption.SO_RCVBUF, TransportLimits.SOCKET_BUFFER_BYTES)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, receive())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childOption(EpollChannelOption.TCP_USER_TIMEOUT, limits.messageMs())
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(EpollChannelOption.TCP_KEEPIDLE, limits.probeS())
                .childOption(EpollChannelOption.TCP_KEEPINTVL, limits.answerS())
                .childHandler(new Acceptor());
        this.server = Inbox.bound(bootstrap.bind(local), kind.transport().viaName() + ' ' + local);
    }

    private RecvByteBufAllocator receive() {
        return kind.keepsWhatItRead() ? new AdaptiveRecvByteBufAllocator() : block;
    }

    int localPort() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Begins to accept. On the loop. */
    void start() {
        server.config().setAutoRead(true);
        sweeps = loop.eventLoop()
                .scheduleWithFixedDelay(
                        () -> loop.guard(this::sweep), limits.sweepMs(), limits.sweepMs(), TimeUnit.MILLISECONDS);
    }

    void close() {
        server.close().syncUninterruptibly();
        loop.eventLoop().submit(this::closeAll).syncUninterruptibly();
    }

    void send(Hop to, DirectBuffer buffer, int offset, int length) {
        TcpConnection connection = to.connection() == 0 ? null : byId.get(to.connection());
        if (connection == null) {
            connection = toAddress(to);
        }
        if (connection != null) {
            connection.send(buffer, offset, length);
        }
    }

    void flush() {
        for (int i = 0; i < unflushed.size(); i++) {
            unflushed.get(i).endOfTurn();
        }
        unflushed.clear();
    }

    int connections() {
        return byId.size();
    }

    /** Each read of such a port is one whole message (RFC 7118 §5), not a piece of a stream. */
    boolean framed() {
        return kind.webSocket() != null;
    }

    /** So many bytes in an array, for the present read of one connection. */
    byte[] room(int bytes) {
        if (bytes > room.length) {
            room = new byte[bytes];
        }
        return room;
    }

    /** For what is not whole: messages, frames, records. */
    Room held() {
        return held;
    }

    /** For what peers do not take. */
    Room unsent() {
        return unsent;
    }

    Inbox inbox() {
        return inbox;
    }

    long nowNs() {
        return loop.nowNs();
    }

    void turnSoon() {
        loop.turnAfterStreams();
    }

    void unflushed(TcpConnection connection) {
        unflushed.add(connection);
    }

    void forget(TcpConnection connection) {
        byId.remove(connection.hop().connection());
        inbox.counters().add(Count.CONNECTIONS_CLOSED);
        InetSocketAddress peer = PeerCache.resolve(connection.hop());
        byPeer.remove(peer, connection);
        late -= connection.crowded() ? 1 : 0;
        sources.remove(peer.getAddress());
    }

    /** Connections to this address are to this domain, whose certificate must be shown. On the loop. */
    void meant(InetSocketAddress peer, String domain) {
        domains.put(peer, domain);
    }

    private String meant(Hop hop) {
        String domain = domains.get(PeerCache.resolve(hop));
        return domain == null ? hop.address() : domain;
    }

    private TcpConnection toAddress(Hop to) {
        InetSocketAddress peer = PeerCache.resolve(to);
        TcpConnection open = peer == null ? null : byPeer.get(peer);
        if (open != null) {
            return open;
        }
        if (peer == null || kind.transport().flowOnly() || byId.size() >= most()) {
            inbox.counters().add(Count.CONNECTIONS_REFUSED);
            inbox.failed(to);
            return null;
        }
        return open(peer);
    }

    private int most() {
        return limits.connectionsMax() + limits.spareConnections();
    }

    private TcpConnection open(InetSocketAddress peer) {
        TcpConnection connection = TcpConnection.opening(this, nextHop(peer));
        keep(peer, connection);
        inbox.counters().add(Count.CONNECTIONS_OPENED);
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.RECVBUF_ALLOCATOR, receive())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, limits.connectMs())
                .option(EpollChannelOption.TCP_USER_TIMEOUT, limits.messageMs())
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(EpollChannelOption.TCP_KEEPIDLE, limits.probeS())
                .option(EpollChannelOption.TCP_KEEPINTVL, limits.answerS())
                .handler(new Opener(connection));
        InetSocketAddress from =
                local.getAddress().isAnyLocalAddress() ? null : new InetSocketAddress(local.getAddress(), 0);
        connection.connecting(bootstrap.connect(peer, from));
        return connection;
    }

    private Hop nextHop(InetSocketAddress peer) {
        return new Hop(kind.transport(), PeerCache.spell(peer), peer.getPort(), ++lastId);
    }

    private void keep(InetSocketAddress peer, TcpConnection connection) {
        byId.put(connection.hop().connection(), connection);
        byPeer.put(peer, connection);
        sources.add(peer.getAddress());
    }

    /** Closes every stream from or to these addresses, after what was said to them. On the loop. */
    void closeFrom(Predicate<String> addresses) {
        for (TcpConnection connection : new ArrayList<>(byId.values())) {
            if (addresses.test(connection.hop().address())) {
                connection.ban();
            }
        }
    }

    /** Why who has just connected is closed at once; null: he is not. */
    private Count unwelcome(InetSocketAddress peer) {
        String address = PeerCache.spell(peer);
        if (!inbox.hears(address)) {
            return Count.STREAMS_BANNED;
        }
        boolean over = byId.size() >= limits.crowdedAt()
                && sources.streams(peer.getAddress()) >= limits.shareMax()
                && !inbox.trusts(address);
        return over ? Count.STREAMS_OVER_SHARE : null;
    }

    private void tellFull() {
        if (loop.nowNs() >= fullToldNs + FULL_TOLD_NS) {
            fullToldNs = loop.nowNs();
            LOG.warn(
                    "no room for more connections over {}: new ones hear 503 (sip.streams-max) open={}",
                    kind.transport(),
                    byId.size());
        }
    }

    private void sweep() {
        long nowNs = loop.nowNs();
        for (TcpConnection connection : new ArrayList<>(byId.values())) {
            connection.sweep(nowNs, limits);
        }
    }

    private void closeAll() {
        if (sweeps != null) {
            sweeps.cancel(false);
        }
        new ArrayList<>(byId.values()).forEach(TcpConnection::closeQuietly);
        block.free();
    }

    private static WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(TransportLimits.UNSENT_BYTES_MAX / 2, TransportLimits.UNSENT_BYTES_MAX);
    }

    private static void over(Tls.Records records, TcpConnection connection, Channel channel) {
        channel.pipeline().addLast(records);
        connection.over(records::unfinishedBytes);
    }

    private final class Acceptor extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
            Count why = peer == null ? null : unwelcome(peer);
            if (why != null) {
                inbox.counters().add(why);
                inbox.close(channel);
                return;
            }
            boolean full = byId.size() >= limits.connectionsMax();
            if (full) {
                tellFull();
                inbox.counters().add(Count.CONNECTIONS_REFUSED);
            }
            if (peer == null || byId.size() >= most() || (full && late >= limits.lateConnections())) {
                inbox.close(channel);
            } else {
                inbox.counters().add(Count.CONNECTIONS_ACCEPTED);
                TcpConnection connection = TcpConnection.accepted(TcpPort.this, nextHop(peer), channel);
                if (full) {
                    connection.turnedAway();
                    late++;
                }
                keep(peer, connection);
                if (kind.tls() != null) {
                    over(kind.tls().accepted(channel), connection, channel);
                }
                WebSocketConfig web = kind.webSocket();
                if (web != null) {
                    connection.over(Handshake.install(
                            channel.pipeline(), web.path(), web.origins(), SipMessage.MAX_MESSAGE, connection::onLife));
                }
                channel.pipeline().addLast(connection);
            }
        }
    }

    private final class Opener extends ChannelInitializer<Channel> {
        private final TcpConnection connection;

        Opener(TcpConnection connection) {
            this.connection = connection;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (kind.tls() != null) {
                String meant = meant(connection.hop());
                over(kind.tls().opened(channel, meant, connection.hop().port()), connection, channel);
            }
            channel.pipeline().addLast(connection);
        }
    }
}
