package hotswitch.media.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.channel.epoll.LinuxSocket;
import io.netty.channel.socket.SocketProtocolFamily;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Packets to addresses of both families arrive, one peer after another, with the sender's own address. */
final class SendToTest {
    private static final byte[] PACKET = {1, 2, 3};

    private final SendTo sendTo = new SendTo();
    private final byte[] four = new byte[SendTo.V4_BYTES];
    private final byte[] six = new byte[SendTo.V6_BYTES];

    @Test
    void overIpv4() throws IOException {
        try (LinuxSocketOwner from = new LinuxSocketOwner(SocketProtocolFamily.INET, "127.0.0.1")) {
            arrives(from, "127.0.0.1", four);
            arrives(from, "127.0.0.2", four);
        }
    }

    @Test
    void overIpv6AndToIpv4FromThere() throws IOException {
        try (LinuxSocketOwner from = new LinuxSocketOwner(SocketProtocolFamily.INET6, "::")) {
            arrives(from, "::1", six);
            arrives(from, "127.0.0.1", six);
            arrives(from, "::1", six);
        }
    }

    private void arrives(LinuxSocketOwner from, String address, byte[] room) throws IOException {
        UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(PACKET.length));
        buffer.putBytes(0, PACKET);
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), 0))) {
            peer.setSoTimeout(5_000);
            SendTo.write(new InetSocketAddress(InetAddress.getByName(address), peer.getLocalPort()), room);
            assertEquals(
                    PACKET.length,
                    sendTo.send(from.socket.intValue(), buffer.addressOffset(), PACKET.length, room),
                    address);
            DatagramPacket got = new DatagramPacket(new byte[16], 16);
            peer.receive(got);
            assertArrayEquals(PACKET, Arrays.copyOf(got.getData(), got.getLength()), address);
            assertEquals(from.socket.localAddress().getPort(), got.getPort(), address);
        }
    }

    private record LinuxSocketOwner(LinuxSocket socket) implements AutoCloseable {
        LinuxSocketOwner(SocketProtocolFamily family, String address) throws IOException {
            this(LinuxSocket.newSocketDgram(family));
            socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
