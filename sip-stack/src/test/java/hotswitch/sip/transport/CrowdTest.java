package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transport.TransportCounters.Count;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Thousands of streams at once, and those who would take more than their share. */
final class CrowdTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int STREAMS = 3_000;
    private static final long BYTES_EACH_MAX = 24_000;
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n";
    private static final TransportLimits PATIENT = new TransportLimits(4_096, 16_384, 3_000, 60_000, 600_000);

    @Test
    void threeThousandIdleStreamsCostLittleAndAnswerKeepAlives() throws Exception {
        List<SocketChannel> phones = new ArrayList<>();
        try (Switch sip = new Switch("127.0.0.1", PATIENT)) {
            sip.echo = true;
            long before = heapBytes();
            for (int i = 0; i < STREAMS; i++) {
                phones.add(connected(sip));
                say(phones.get(i), OPTIONS);
            }
            for (int i = 0; i < STREAMS; i++) {
                sip.nextHeard();
            }
            assertEquals(STREAMS, sip.transport.counters().openConnections());
            long each = (heapBytes() - before) / STREAMS;
            assertTrue(each < BYTES_EACH_MAX, "bytes of heap for an idle stream, both ends: " + each);
            for (SocketChannel phone : phones) {
                say(phone, "\r\n\r\n");
            }
            for (SocketChannel phone : phones) {
                ByteBuffer in = ByteBuffer.allocate(OPTIONS.length() + 2);
                while (in.hasRemaining()) {
                    assertTrue(phone.read(in) >= 0, "an idle stream stays");
                }
            }
            assertEquals(STREAMS, sip.count(Count.CONNECTIONS_ACCEPTED));
            close(phones);
            await(() -> sip.transport.counters().openConnections() == 0);
        }
    }

    @Test
    void aHalfClosedStreamIsClosed() throws Exception {
        try (Switch sip = Switch.onLoopback();
                SocketChannel phone = connected(sip)) {
            say(phone, OPTIONS);
            sip.nextHeard();
            phone.shutdownOutput();
            assertEquals(-1, phone.read(ByteBuffer.allocate(1)));
            await(() -> sip.transport.counters().openConnections() == 0);
        }
    }

    /** Each holds back the end of a message of 60,000 bytes. */
    @Test
    void slowSendersGetSoMuchRoomTogetherAndNoMore() throws Exception {
        List<SocketChannel> phones = new ArrayList<>();
        String begun = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 60000\r\n\r\n" + "x".repeat(59_000);
        int fit = TransportLimits.HELD_BYTES_MAX / begun.length();
        try (Switch sip = new Switch("127.0.0.1", PATIENT)) {
            for (int i = 0; i < fit + 20; i++) {
                phones.add(connected(sip));
                say(phones.get(i), begun);
            }
            await(() -> sip.count(Count.STREAMS_CROWDED) >= 20);
            try (SocketChannel honest = connected(sip)) {
                say(honest, OPTIONS);
                assertEquals(OPTIONS, sip.nextHeard().text(), "who sends whole messages is served");
            }
            close(phones);
            await(() -> sip.transport.counters().openConnections() == 0);
            try (SocketChannel late = connected(sip)) {
                say(late, begun);
                say(late, "x".repeat(1_000));
                assertEquals(begun.length() + 1_000, sip.nextHeard().text().length(), "there is room again");
            }
        }
    }

    /** RFC 5389's header, RFC 5626's keep-alive: under which address and port we are seen. */
    @Test
    void aStunBindingIsAnswered() throws IOException {
        try (Switch sip = Switch.onLoopback();
                DatagramChannel phone = DatagramChannel.open()) {
            phone.bind(new InetSocketAddress(LOOPBACK, 0));
            byte[] request = HexFormat.of().parseHex("000100002112a4420102030405060708090a0b0c");
            phone.send(ByteBuffer.wrap(request), new InetSocketAddress(LOOPBACK, sip.port()));
            ByteBuffer answer = ByteBuffer.allocate(100);
            phone.receive(answer);
            answer.flip();
            assertEquals(32, answer.remaining());
            assertEquals(0x0101, answer.getShort());
            assertEquals(12, answer.getShort());
            assertEquals(0x2112a442, answer.getInt());
            answer.position(20);
            assertEquals(0x0020, answer.getShort());
            assertEquals(8, answer.getShort());
            assertEquals(1, answer.getShort());
            int port = ((InetSocketAddress) phone.getLocalAddress()).getPort();
            assertEquals(port, (answer.getShort() ^ 0x2112) & 0xffff);
            assertEquals(0x7f000001, answer.getInt() ^ 0x2112a442);
        }
    }

    private static SocketChannel connected(Switch sip) throws IOException {
        SocketChannel phone = SocketChannel.open();
        phone.connect(new InetSocketAddress(LOOPBACK, sip.port()));
        return phone;
    }

    private static void say(SocketChannel phone, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        try {
            while (bytes.hasRemaining()) {
                phone.write(bytes);
            }
        } catch (IOException closed) {
            assertTrue(closed.getMessage().matches(".*(reset|Broken pipe).*"), closed.getMessage());
        }
    }

    private static void close(List<SocketChannel> phones) throws IOException {
        for (SocketChannel phone : phones) {
            phone.close();
        }
    }

    private static long heapBytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    private static void await(BooleanSupplier condition) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, "not within 20 s");
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
