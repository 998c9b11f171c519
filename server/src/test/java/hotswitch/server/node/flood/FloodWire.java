package hotswitch.server.node.flood;

import hotswitch.server.e2e.rig.SipText;
import hotswitch.sip.message.Mutator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The sockets of the flood: a caller by datagrams and by stream, and a telephone that rings; one thread serves all. */
public final class FloodWire implements AutoCloseable {
    private static final long AWAIT_NS = TimeUnit.SECONDS.toNanos(30);
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LOOK_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private final InetSocketAddress server;
    private final FloodMessages messages;
    private final DatagramChannel caller = open();
    private final DatagramChannel phone = open();
    /** Registers: who does is asked for a password when he calls, which the caller must not be. */
    private final DatagramChannel registering = open();

    private final ByteBuffer in = ByteBuffer.allocate(70_000);
    private SocketChannel stream;
    private String awaited = "";
    private long pings;
    private long streamsOpened;

    public FloodWire(InetSocketAddress server, FloodMessages messages) {
        this.server = server;
        this.messages = messages;
    }

    private static DatagramChannel open() {
        try {
            DatagramChannel channel = DatagramChannel.open();
            channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            channel.configureBlocking(false);
            channel.setOption(java.net.StandardSocketOptions.SO_RCVBUF, 4 << 20);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(DatagramChannel channel) {
        try {
            return ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String next() {
        return messages.next(port(caller));
    }

    public void byDatagram(String text) {
        say(text.startsWith("REG") ? registering : caller, text);
    }

    /** On the stream that is open, or on a new one when the switch has closed it. */
    public void byStream(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(Mutator.bytes(text));
        try {
            if (stream == null) {
                stream = SocketChannel.open(server);
                stream.configureBlocking(false);
                streamsOpened++;
            }
            while (bytes.hasRemaining() && stream.write(bytes) >= 0) {
                drain();
            }
        } catch (IOException closed) {
            hangUp();
        }
    }

    public long streamsOpened() {
        return streamsOpened;
    }

    public void hangUp() {
        try {
            if (stream != null) {
                stream.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        stream = null;
    }

    /** A seat of the telephone registers. */
    public void register(String seat) {
        say(phone, messages.register(port(phone), seat));
    }

    private void say(DatagramChannel from, String text) {
        try {
            byte[] bytes = Mutator.bytes(text);
            from.send(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 65_507)), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the switch has answered an OPTIONS that was sent last; everything else is heard meanwhile. */
    public void sync() {
        awaited = "z9hG4bK-sync" + ++pings;
        String options = "OPTIONS sip:hotline.local SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port(caller)
                + ";rport;branch=" + awaited + "\r\nMax-Forwards: 70\r\nFrom: <sip:me@127.0.0.1>;tag=" + pings
                + "\r\nTo: <sip:hotline.local>\r\nCall-ID: sync" + pings
                + "\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n";
        long beganNs = System.nanoTime();
        long saidNs = beganNs - AGAIN_NS;
        while (!awaited.isEmpty()) {
            long nowNs = System.nanoTime();
            if (nowNs - beganNs > AWAIT_NS) {
                throw new AssertionError("the switch answers nothing any more");
            }
            if (nowNs - saidNs >= AGAIN_NS) {
                say(caller, options);
                saidNs = nowNs;
            }
            if (!drain()) {
                LockSupport.parkNanos(LOOK_NS);
            }
        }
    }

    private boolean drain() {
        boolean heard = false;
        try {
            for (String text = receive(caller); text != null; text = receive(caller)) {
                heard = true;
                onCaller(SipText.parse(text, 0));
            }
            for (String text = receive(registering); text != null; text = receive(registering)) {
                heard = true;
                onCaller(SipText.parse(text, 0));
            }
            for (String text = receive(phone); text != null; text = receive(phone)) {
                heard = true;
                onPhone(SipText.parse(text, 0));
            }
            if (stream != null && stream.read(in.clear()) < 0) {
                hangUp();
            }
        } catch (IOException reset) {
            hangUp();
        }
        return heard;
    }

    /** Null: nothing has come. */
    private String receive(DatagramChannel channel) throws IOException {
        in.clear();
        return channel.receive(in) == null
                ? null
                : new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    }

    private void onCaller(SipText message) {
        if (message.start().startsWith("SIP/2.0 ")) {
            if (message.branch().equals(awaited)) {
                awaited = "";
            }
            messages.heard(message);
        } else if (!message.start().startsWith("ACK ")) {
            say(caller, messages.answer(message, 200, port(caller)));
        }
    }

    private void onPhone(SipText message) {
        if (message.start().startsWith("SIP/2.0 ")) {
            messages.heard(message);
        } else if (message.start().startsWith("INVITE ")) {
            say(phone, messages.answer(message, 180, port(phone)));
            say(phone, messages.answer(message, 200, port(phone)));
        } else if (!message.start().startsWith("ACK ")) {
            say(phone, messages.answer(message, 200, port(phone)));
        }
    }

    @Override
    public void close() throws IOException {
        hangUp();
        caller.close();
        phone.close();
        registering.close();
    }
}
