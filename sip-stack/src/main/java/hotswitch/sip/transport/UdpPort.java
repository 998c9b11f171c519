package hotswitch.sip.transport;

import hotswitch.sip.stream.StunBinding;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.TransportCounters.Count;
import hotswitch.sip.transport.datagram.DatagramCalls;
import hotswitch.sip.transport.datagram.DatagramVector;
import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The datagram socket: up to 32 datagrams per system call in (recvmmsg), what a turn sent in one out (sendmmsg). It
 * stands on Netty's epoll loop without a channel, whose packet, address and promise objects would be a tenth of what a
 * call leaves for the collector.
 */
final class UdpPort {
    /** More than any datagram can hold, so none is cut; the odd cache line keeps slots from sharing cache sets. */
    private static final int SLOT_BYTES = 65_536 + 64;

    private static final int SLOTS = 32;

    /** Full calls in a row before a turn: what they bring is answered before more is read. */
    private static final int READS_MAX = 4;

    private static final int SOL_SOCKET = 1;
    private static final int SO_TIMESTAMPNS = 35;
    private static final int SO_RXQ_OVFL = 40;

    /** Keep-alives of phones behind NAT: one or two CRLF, or a byte or so of nothing. */
    private static final int KEEP_ALIVE_BYTES_MAX = 4;

    private final SignallingLoop loop;
    private final Inbox inbox;
    private final PeerCache peers;
    private final LinuxSocket socket;
    private final InetSocketAddress local;
    private final DatagramCalls calls = new DatagramCalls();
    private final DatagramVector received = new DatagramVector(SLOTS, SLOT_BYTES * SLOTS);
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final DatagramsOut out;
    private final UnsafeBuffer binding = new UnsafeBuffer(new byte[StunBinding.ANSWER_BYTES_MAX]);
    private final Watch watch = new Watch();
    private IoRegistration registration;
    private long waitedNs;
    /** Datagrams for which the kernel had no room, since the start. */
    private int lostSoFar;
    /** The kernel's buffer was full: epoll tells when it is not. */
    private boolean stuck;

    /** Binds the socket or throws {@code UncheckedIOException}. */
    UdpPort(SignallingLoop loop, Inbox inbox, TransportLimits limits, InetSocketAddress wanted) {
        this.loop = loop;
        this.inbox = inbox;
        boolean ipv6 = wanted.getAddress() instanceof Inet6Address;
        this.peers = new PeerCache(limits.peersMax(), ipv6, new SecureRandom().nextLong());
        this.socket = bound(wanted, ipv6);
        this.local = socket.localAddress();
        this.out = new DatagramsOut(socket.intValue(), calls, inbox::failed);
        received.divide(SLOT_BYTES);
        received.heedControl();
    }

    private static LinuxSocket bound(InetSocketAddress wanted, boolean ipv6) {
        try {
            LinuxSocket socket =
                    LinuxSocket.newSocketDgram(ipv6 ? SocketProtocolFamily.INET6 : SocketProtocolFamily.INET);
            try {
                socket.setReceiveBufferSize(TransportLimits.SOCKET_BUFFER_BYTES);
                socket.setSendBufferSize(TransportLimits.SOCKET_BUFFER_BYTES);
                socket.setIntOpt(SOL_SOCKET, SO_TIMESTAMPNS, 1);
                socket.setIntOpt(SOL_SOCKET, SO_RXQ_OVFL, 1);
                socket.bind(wanted);
                return socket;
            } catch (IOException taken) {
                socket.close();
                throw taken;
            }
        } catch (IOException | ChannelException refused) {
            throw new UncheckedIOException(new IOException("cannot listen on udp " + wanted, refused));
        }
    }

    InetSocketAddress local() {
        return local;
    }

    int receiveBufferBytes() {
        try {
            return socket.getReceiveBufferSize();
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    /** On the loop. */
    void start() {
        registration = loop.eventLoop().register(watch).getNow();
        if (registration == null) {
            throw new IllegalStateException("the loop did not take the socket " + local);
        }
        registration.submit(EpollIoOps.EPOLLIN);
    }

    void close() {
        loop.eventLoop().submit(this::closeSocket).syncUninterruptibly();
    }

    private void closeSocket() {
        try {
            socket.close();
        } catch (IOException fault) {
            inbox.socketError(fault);
        }
    }

    /** Queues a copy; it leaves with the next flush. A full backlog drops it: on UDP the transaction repeats. */
    void send(Hop to, DirectBuffer buffer, int offset, int length) {
        PeerCache.Peer peer = peers.to(to);
        if (peer == null) {
            inbox.failed(to);
        } else if (out.add(peer, buffer, offset, length)) {
            inbox.counters().add(Count.DATAGRAMS_OUT);
        } else {
            inbox.counters().add(Count.DATAGRAMS_DROPPED);
            awaitRoom();
        }
    }

    void flush() {
        if (!out.flush()) {
            awaitRoom();
        } else if (stuck) {
            stuck = false;
            registration.submit(EpollIoOps.EPOLLIN);
        }
    }

    private void awaitRoom() {
        if (!stuck && registration != null) {
            stuck = true;
            registration.submit(EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLOUT));
        }
    }

    private void receive() {
        int count = SLOTS;
        for (int reads = 0; count == SLOTS && reads < READS_MAX; reads++) {
            count = calls.receive(socket.intValue(), received, SLOTS);
            if (reads == 0) {
                waitedNs = waitedNs(count);
            }
            tellWait(count);
            for (int slot = 0; slot < count; slot++) {
                onDatagram(slot);
                received.renew(slot);
            }
        }
        if (count < 0 && count != -DatagramCalls.EAGAIN && count != -DatagramCalls.EINTR) {
            inbox.socketError(new IOException("receiving on udp " + local + ": errno " + -count));
        }
        loop.turn();
    }

    /** How long the oldest of these had to wait, by the kernel's stamp. */
    private long waitedNs(int count) {
        long arrivedNs = count <= 0 ? 0 : received.arrivedNs(0);
        long wallNs = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        return arrivedNs == 0 ? 0 : Math.max(0, wallNs - arrivedNs);
    }

    /** What is read in one go waited as long as the first of it: until the loop came back to the socket. */
    private void tellWait(int count) {
        if (count > 0) {
            int lost = received.lostBefore(count - 1);
            inbox.waited(waitedNs, count, lost - lostSoFar);
            lostSoFar = lost;
        }
    }

    private void onDatagram(int slot) {
        int length = received.received(slot);
        if (length <= KEEP_ALIVE_BYTES_MAX) {
            inbox.counters().add(Count.KEEP_ALIVES);
            return;
        }
        view.wrap(received.block(), slot * SLOT_BYTES, length);
        if (StunBinding.isRequest(view, 0, length)) {
            answerBinding(slot);
            return;
        }
        inbox.counters().add(Count.DATAGRAMS_IN);
        PeerCache.Peer peer = peers.from(received.names(), received.nameAt(slot));
        inbox.message(view, 0, length, peer.hop());
    }

    /** RFC 5626 §4.4.2. */
    private void answerBinding(int slot) {
        inbox.counters().add(Count.KEEP_ALIVES);
        Hop source = peers.from(received.names(), received.nameAt(slot)).hop();
        InetSocketAddress seen = PeerCache.resolve(source);
        int length = StunBinding.answer(view, 0, seen.getAddress().getAddress(), seen.getPort(), binding);
        send(source, binding, 0, length);
    }

    /** The loop's view of the socket. */
    private final class Watch implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            EpollIoOps ops = ((EpollIoEvent) event).ops();
            if (ops.contains(EpollIoOps.EPOLLOUT)) {
                flush();
            }
            if (ops.contains(EpollIoOps.EPOLLIN) || ops.contains(EpollIoOps.EPOLLERR)) {
                receive();
            }
        }

        @Override
        public void close() {
            closeSocket();
        }
    }
}
