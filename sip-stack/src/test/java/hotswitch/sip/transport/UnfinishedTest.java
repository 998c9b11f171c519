package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.TransportCounters.Count;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who begins and does not finish: a frame, a message in fragments, a record of TLS. All of it is held, and bounded. */
final class UnfinishedTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n";
    /** Half a second for a message; a minute of silence. */
    private static final TransportLimits SHORT = new TransportLimits(4_096, 16_384, 3_000, 500, 60_000);

    private static final TransportLimits PATIENT = new TransportLimits(4_096, 16_384, 3_000, 60_000, 600_000);
    private static final byte[] PING = HexFormat.of().parseHex("898000000000");
    private static final int PONG_BYTES = 2;
    private static final int TEXT = 0x81;
    private static final int TEXT_BEGINS = 0x01;
    private static final int MORE = 0x00;
    private static final int REST = 59_000;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void certificate() throws Exception {
        new Certificates(folder).make("ours", "IP:127.0.0.1");
    }

    private static Switch listening(TransportLimits limits) throws Exception {
        TlsConfig tls = new Certificates(folder).config("ours", "", TlsConfig.Clients.NONE);
        return new Switch(
                new TransportConfig("127.0.0.1", 0, tls, new WebSocketConfig(0, -1, "/ws", List.of()), limits));
    }

    private static Socket connected(Switch sip, Transport transport) throws IOException {
        Socket socket = new Socket(LOOPBACK, sip.transport.localPort(transport));
        socket.setSoTimeout(20_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static Socket web(Switch sip) throws IOException {
        Socket socket = connected(sip, Transport.WS);
        socket.getOutputStream()
                .write(("GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n"
                                + "Sec-WebSocket-Version: 13\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        for (int last = 0; last != 0x0d0a0d0a; ) {
            last = last << 8 | socket.getInputStream().read();
        }
        return socket;
    }

    /** A frame's head, masked with zeros, and so many bytes of its payload. */
    private static byte[] frame(int first, int length, String payload) {
        byte[] frame = new byte[8 + payload.length()];
        frame[0] = (byte) first;
        frame[1] = (byte) (0x80 | 126);
        frame[2] = (byte) (length >> 8);
        frame[3] = (byte) length;
        System.arraycopy(payload.getBytes(StandardCharsets.US_ASCII), 0, frame, 8, payload.length());
        return frame;
    }

    private static byte[] whole(String text) {
        return frame(TEXT, text.length(), text);
    }

    private static String padded() {
        return OPTIONS.replace("Content", "X: " + "y".repeat(126) + "\r\nContent");
    }

    /** Its message has begun, after a whole one; pings go on and are answered, until it ends. */
    @Test
    void pingsKeepNoMessageInFragments() throws Exception {
        try (Switch sip = listening(SHORT);
                Socket page = web(sip)) {
            page.getOutputStream().write(whole(padded()));
            sip.nextHeard();
            page.getOutputStream().write(frame(TEXT_BEGINS, 200, "z".repeat(200)));
            long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (answersPing(page)) {
                assertTrue(System.nanoTime() < untilNs, "not within 20 s");
            }
            assertEquals(1, sip.count(Count.STREAMS_SLOW));
        }
    }

    private static boolean answersPing(Socket page) throws IOException {
        try {
            page.getOutputStream().write(PING);
            return page.getInputStream().readNBytes(PONG_BYTES).length == PONG_BYTES;
        } catch (SocketException gone) {
            assertTrue(gone.getMessage().matches(".*(reset|Broken pipe).*"), gone.getMessage());
            return false;
        }
    }

    /** Its head, part of its head, or all but the last byte. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8, 208})
    void anUnfinishedFrameEndsLikeASlowSender(int bytes) throws Exception {
        try (Switch sip = listening(SHORT);
                Socket page = web(sip)) {
            page.getOutputStream().write(whole(padded()));
            sip.nextHeard();
            page.getOutputStream().write(frame(TEXT, 201, "z".repeat(200)), 0, bytes);
            assertEquals(-1, page.getInputStream().read());
            assertEquals(1, sip.count(Count.STREAMS_SLOW));
        }
    }

    @Test
    void anUnfinishedRecordOfTlsEndsLikeASlowSender() throws Exception {
        try (Switch sip = listening(SHORT);
                Socket plain = connected(sip, Transport.TLS);
                Socket phone = new Certificates(folder)
                        .believing("ours")
                        .getSocketFactory()
                        .createSocket(plain, "127.0.0.1", plain.getPort(), false)) {
            phone.getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
            sip.nextHeard();
            plain.getOutputStream().write(HexFormat.of().parseHex("1703034000aabb"));
            await(() -> sip.transport.counters().openConnections() == 0);
            assertEquals(1, sip.count(Count.STREAMS_SLOW));
        }
    }

    /** What is slow but comes to its end in time goes on, however long the next takes to begin. */
    @Test
    void whatIsFinishedIsNotAwaited() throws Exception {
        try (Switch sip = listening(SHORT);
                Socket page = web(sip)) {
            page.getOutputStream().write(whole(padded()));
            sip.nextHeard();
            page.getOutputStream().write(PING, 0, 1);
            page.getOutputStream().write(PING, 1, PING.length - 1);
            assertEquals(PONG_BYTES, page.getInputStream().readNBytes(PONG_BYTES).length);
            long quietUntilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(1_500);
            await(() -> System.nanoTime() > quietUntilNs);
            assertTrue(answersPing(page));
        }
    }

    /** All in one piece: the end of a message that is too long, or of one that is no text, and one more. */
    @ParameterizedTest
    @ValueSource(ints = {'x', 0xff})
    void nothingIsHeardAfterWhatEndsTheConnection(int payload) throws Exception {
        try (Switch sip = listening(PATIENT);
                Socket page = web(sip)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (int first : new int[] {TEXT_BEGINS, MORE, 0x80}) {
                byte[] fragment = frame(first, 30_000, "x".repeat(30_000));
                fragment[8] = (byte) payload;
                all.writeBytes(fragment);
            }
            all.writeBytes(whole(padded()));
            say(page, all.toByteArray());
            await(() -> sip.transport.counters().openConnections() == 0);
            assertEquals(1, sip.count(Count.STREAMS_MALFORMED));
            assertNull(sip.heard.poll());
        }
    }

    /** It is the network's doing, and no fault of ours, which would be told when the switch is closed. */
    @Test
    void whoLeavesInTheMiddleDoesNoHarm() throws Exception {
        try (Switch sip = listening(PATIENT)) {
            Socket page = web(sip);
            page.getOutputStream().write(frame(TEXT_BEGINS, 200, "z".repeat(200)));
            Socket guest = connected(sip, Transport.WS);
            say(guest, "GET /ws HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            await(() -> sip.count(Count.CONNECTIONS_ACCEPTED) == 2);
            assertTrue(answersPing(page));
            page.close();
            guest.close();
            await(() -> sip.transport.counters().openConnections() == 0);
        }
    }

    @Test
    void unfinishedFramesHaveSoMuchRoomTogether() throws Exception {
        byte[] begun = frame(TEXT, REST + 1_000, "x".repeat(REST));
        crowd(Transport.WS, begun);
    }

    /** In many small pieces, which would each cost more than they hold. */
    @Test
    void fragmentsHaveSoMuchRoomTogether() throws Exception {
        byte[] piece = frame(MORE, 500, "x".repeat(500));
        byte[] begun = new byte[(REST / 500) * piece.length];
        for (int i = 0; i < begun.length; i += piece.length) {
            System.arraycopy(piece, 0, begun, i, piece.length);
        }
        begun[0] = TEXT_BEGINS;
        crowd(Transport.WS, begun);
    }

    /** Of a handshake, which costs no computation. */
    @Test
    void unfinishedRecordsHaveSoMuchRoomTogether() throws Exception {
        byte[] begun = new byte[16_000];
        System.arraycopy(HexFormat.of().parseHex("1603014000"), 0, begun, 0, 5);
        crowd(Transport.TLS, begun);
    }

    private static void crowd(Transport transport, byte[] begun) throws Exception {
        List<Socket> phones = new ArrayList<>();
        int fit = TransportLimits.HELD_BYTES_MAX / begun.length;
        try (Switch sip = listening(PATIENT)) {
            for (int i = 0; i < fit + 40; i++) {
                Socket phone = transport == Transport.WS ? web(sip) : connected(sip, transport);
                phones.add(phone);
                say(phone, begun);
            }
            await(() -> sip.count(Count.STREAMS_CROWDED) >= 20);
            try (Socket honest = connected(sip, Transport.TCP)) {
                say(honest, OPTIONS.getBytes(StandardCharsets.US_ASCII));
                assertEquals(OPTIONS, sip.nextHeard().text());
            }
            for (Socket phone : phones) {
                phone.close();
            }
            await(() -> sip.transport.counters().openConnections() == 0);
        }
    }

    private static void say(Socket phone, byte[] bytes) throws IOException {
        try {
            OutputStream out = phone.getOutputStream();
            out.write(bytes);
        } catch (SocketException closed) {
            assertTrue(closed.getMessage().matches(".*(reset|Broken pipe).*"), closed.getMessage());
        }
    }

    private static void await(BooleanSupplier condition) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, "not within 20 s");
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
    }
}
