package hotswitch.server.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** All on one socket. */
final class StormDatagrams implements StormLines {
    private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(200);
    private final InetSocketAddress server;
    private final DatagramChannel socket;
    private final String address;
    private final ByteBuffer in = ByteBuffer.allocate(65_536);

    StormDatagrams(InetSocketAddress server) throws IOException {
        this.server = server;
        socket = DatagramChannel.open();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        socket.setOption(StandardSocketOptions.SO_RCVBUF, 4 << 20);
        socket.configureBlocking(false);
        address = "127.0.0.1:" + ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    @Override
    public String via(int phone) {
        return "UDP " + address;
    }

    @Override
    public String contact(int phone) {
        return address;
    }

    @Override
    public boolean repeats() {
        return true;
    }

    @Override
    public void say(int phone, String message) throws IOException {
        socket.send(ByteBuffer.wrap(message.getBytes(StandardCharsets.US_ASCII)), server);
    }

    @Override
    public boolean hear(Ear ear) throws IOException {
        in.clear();
        if (socket.receive(in) == null) {
            LockSupport.parkNanos(LOOK_NS);
            return false;
        }
        ear.hears(new String(in.array(), 0, in.position(), StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
