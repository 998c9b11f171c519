package hotswitch.media.transport;

import io.netty.channel.ChannelException;
import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.DatagramSocketAddress;
import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bound UDP socket that a media loop watches. It stands on Netty's epoll loop and native socket directly, without a
 * channel: voice comes as one packet per socket every 20 ms, so there is never a batch to gather on one socket, and a
 * channel's pipeline, outbound queue and packet objects would cost more than they save. One receive and one
 * send per relayed packet, no object made while the port is connected to its peer.
 */
public final class UdpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpPort.class);
    private static final int DRAIN_MAX = 1_024;

    private final LinuxSocket socket;
    private final int port;
    private final Watch watch = new Watch();
    private MediaLoop loop;
    private DatagramReceiver receiver;
    private IoRegistration registration;
    private boolean connected;
    private long errors;
    /** To whom was sent last while the port was not connected, and his address for the kernel. */
    private InetSocketAddress peer;

    private final byte[] peerBytes;

    private UdpPort(LinuxSocket socket, int port, boolean ipv6) {
        this.peerBytes = new byte[ipv6 ? SendTo.V6_BYTES : SendTo.V4_BYTES];
        this.socket = socket;
        this.port = port;
    }

    /** Binds a socket; any thread. Throws if the port is taken or the address is not ours. */
    public static UdpPort bind(InetAddress address, int port, int bufferBytes) throws IOException {
        boolean ipv4 = address instanceof Inet4Address;
        LinuxSocket socket = socket(ipv4 ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6);
        try {
            socket.setReceiveBufferSize(bufferBytes);
            socket.setSendBufferSize(bufferBytes);
            socket.bind(new InetSocketAddress(address, port));
            return new UdpPort(socket, port, !ipv4);
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    private static LinuxSocket socket(SocketProtocolFamily family) throws IOException {
        try {
            return LinuxSocket.newSocketDgram(family);
        } catch (ChannelException none) { // as a rule: no file descriptor left
            throw new IOException(none.getMessage(), none);
        }
    }

    public int port() {
        return port;
    }

    public boolean isConnected() {
        return connected;
    }

    /** Receive and send calls that the kernel refused (mostly: the peer's port is closed). */
    public long errors() {
        return errors;
    }

    /**
     * Starts to receive, on the loop's thread. What waited in the socket before is thrown away: it is from an older
     * call.
     */
    public void attach(MediaLoop onLoop, DatagramReceiver to) {
        if (receiver != null) throw new IllegalStateException("port " + port + " is attached already");
        errors = 0;
        watch(onLoop);
        receiver = to;
    }

    /** A port stays with its loop after use, and reads away what comes too late. */
    private void watch(MediaLoop onLoop) {
        if (registration != null && loop == onLoop) return;
        if (registration != null) registration.cancel();
        loop = onLoop;
        drain();
        registration = onLoop.netty().register(watch).getNow();
        if (registration == null) throw new IllegalStateException("port " + port + " was not taken by its loop");
        registration.submit(EpollIoOps.EPOLLIN);
    }

    /** Stops to receive; the socket stays bound, what still comes is dropped. On the loop's thread. */
    public void detach() {
        receiver = null;
        disconnect();
    }

    /** From now on the kernel gives us the packets of this peer only. */
    public void connect(InetSocketAddress peer) {
        try {
            if (connected) disconnect();
            connected = socket.connect(peer);
        } catch (IOException unreachable) {
            errors++;
            LOG.debug("port {} cannot be connected to {}: {}", port, peer, unreachable.getMessage());
        }
    }

    /** Anyone may send to us again. */
    public void disconnect() {
        if (!connected) return;
        try {
            socket.disconnect();
            connected = false;
        } catch (IOException fault) {
            throw new IllegalStateException("port " + port + " cannot be disconnected", fault);
        }
    }

    /** Sends to the connected peer; false if the kernel would not take it. The buffer must be one of the loop's. */
    public boolean send(DirectBuffer packet, int offset, int length) {
        try {
            return socket.sendAddress(packet.addressOffset(), offset, offset + length) == length;
        } catch (IOException refused) {
            errors++;
            return false;
        }
    }

    /** Sends to anyone, for ports that are not connected. The buffer must be one of the loop's. */
    @SuppressWarnings("ReferenceEquality") // an equal address is written anew
    public boolean sendTo(DirectBuffer packet, int offset, int length, InetSocketAddress to) {
        if (to != peer) {
            SendTo.write(to, peerBytes);
            peer = to;
        }
        int sent = loop.sendTo().send(socket.intValue(), packet.addressOffset() + offset, length, peerBytes);
        if (sent < 0) errors++;
        return sent == length;
    }

    @Override
    public void close() {
        try {
            socket.close(); // takes it off its loop's epoll, too
        } catch (IOException fault) {
            LOG.warn("port {} did not close: {}", port, fault.getMessage());
        }
    }

    private void drain() {
        UnsafeBuffer buffer = loop.receiveBuffer();
        for (int i = 0; i < DRAIN_MAX; i++) {
            try {
                if (socket.recvAddress(buffer.addressOffset(), 0, buffer.capacity()) == 0) return;
            } catch (IOException pending) {
                errors++; // an old peer's "port unreachable": reading it clears it
            }
        }
    }

    /** One datagram; epoll tells again if more are waiting, so a socket that is flooded cannot starve the others. */
    private void receive() {
        loop.catchUp();
        UnsafeBuffer buffer = loop.receiveBuffer();
        try {
            if (connected) {
                int length = socket.recvAddress(buffer.addressOffset(), 0, buffer.capacity());
                if (length > 0 && receiver != null) receiver.onDatagram(buffer, length, null, loop.nowNs());
            } else {
                DatagramSocketAddress from = socket.recvFromAddress(buffer.addressOffset(), 0, buffer.capacity());
                if (from != null && receiver != null)
                    receiver.onDatagram(buffer, from.receivedAmount(), from, loop.nowNs());
            }
        } catch (IOException refused) {
            errors++;
        }
    }

    /** The loop's view of the socket. */
    private final class Watch implements EpollIoHandle {
        @Override
        public FileDescriptor fd() {
            return socket;
        }

        @Override
        public void handle(IoRegistration from, IoEvent event) {
            try {
                receive();
            } catch (RuntimeException fault) {
                LOG.error("fault while port {} received", port, fault);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
