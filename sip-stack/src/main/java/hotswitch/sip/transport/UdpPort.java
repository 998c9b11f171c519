package hotswitch.sip.transport;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.TransportCounters.Count;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** The datagram socket: up to 32 datagrams per system call in (recvmmsg), what a turn sent in one out (sendmmsg). */
final class UdpPort extends ChannelInboundHandlerAdapter {
    /** More than any datagram can hold, so none is cut; the odd cache line keeps slots from sharing cache sets. */
    private static final int SLOT_BYTES = 65_536 + 64;

    private static final int SLOTS = 32;

    /** Keep-alives of phones behind NAT: one or two CRLF, or a byte or so of nothing. */
    private static final int KEEP_ALIVE_BYTES_MAX = 4;

    private static final int FLUSH_AT = 256;

    private final SignallingLoop loop;
    private final Inbox inbox;
    private final PeerCache peers;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final ReceiveBlock block = new ReceiveBlock(SLOT_BYTES * SLOTS);
    private final Channel channel;
    private int unflushed;

    /** Binds the socket or throws {@code UncheckedIOException}. */
    UdpPort(SignallingLoop loop, Inbox inbox, TransportLimits limits, InetSocketAddress local) {
        this.loop = loop;
        this.inbox = inbox;
        this.peers = new PeerCache(limits.peersMax(), inbox::failed);
        SocketProtocolFamily family =
                local.getAddress() instanceof Inet6Address ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET;
        int bufferBytes = TransportLimits.SOCKET_BUFFER_BYTES;
        Bootstrap bootstrap = new Bootstrap()
                .group(loop.eventLoop())
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.SO_RCVBUF, bufferBytes)
                .option(ChannelOption.SO_SNDBUF, bufferBytes)
                .option(ChannelOption.RECVBUF_ALLOCATOR, block)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(bufferBytes, 2 * bufferBytes))
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, SLOT_BYTES)
                .handler(this);
        this.channel = Inbox.bound(bootstrap.bind(local), "udp " + local);
    }

    InetSocketAddress local() {
        return (InetSocketAddress) channel.localAddress();
    }

    int receiveBufferBytes() {
        return channel.config().getOption(ChannelOption.SO_RCVBUF);
    }

    void start() {
        channel.config().setAutoRead(true);
    }

    void close() {
        channel.close().syncUninterruptibly();
        loop.eventLoop().submit(block::free).syncUninterruptibly();
    }

    /** Queues a copy; it leaves with the next flush. A full backlog drops it: on UDP the transaction repeats. */
    void send(Hop to, DirectBuffer buffer, int offset, int length) {
        PeerCache.Peer peer = peers.to(to);
        if (peer == null) {
            inbox.failed(to);
        } else if (channel.isWritable()) {
            ByteBuf copy = Bytes.copy(channel.alloc(), buffer, offset, length);
            channel.write(new DatagramPacket(copy, peer.address())).addListener(peer);
            inbox.counters().add(Count.DATAGRAMS_OUT);
            if (++unflushed >= FLUSH_AT) {
                flush();
            }
        } else {
            inbox.counters().add(Count.DATAGRAMS_DROPPED);
        }
    }

    void flush() {
        if (unflushed > 0) {
            unflushed = 0;
            channel.flush();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        DatagramPacket packet = (DatagramPacket) msg;
        try {
            onDatagram(packet);
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        loop.turn();
    }

    /** Errors that the kernel keeps for an earlier datagram (ICMP) surface here; the next read goes on. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        inbox.socketError(cause);
    }

    private void onDatagram(DatagramPacket packet) {
        ByteBuf content = packet.content();
        int length = content.readableBytes();
        if (length <= KEEP_ALIVE_BYTES_MAX) {
            inbox.counters().add(Count.KEEP_ALIVES);
            return;
        }
        Bytes.wrap(view, content);
        inbox.counters().add(Count.DATAGRAMS_IN);
        inbox.message(view, 0, length, peers.from(packet.sender()).hop());
    }
}
