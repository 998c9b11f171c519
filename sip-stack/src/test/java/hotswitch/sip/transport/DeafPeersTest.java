package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.TransportCounters.Count;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Peers whose TCP takes nothing more, for they never read: what waits for them is bounded, in bytes and in time. */
final class DeafPeersTest {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n";
    private static final TransportLimits PATIENT = new TransportLimits(4_096, 16_384, 3_000, 60_000, 600_000);
    private static final TransportLimits SHORT = new TransportLimits(4_096, 16_384, 3_000, 1_000, 600_000);
    private static final String LARGE = "x".repeat(60_000);
    private static final int PING_BYTES_MAX = 125;
    private static final int WINDOW = 4_096;

    private static Switch listening(TransportLimits limits) {
        return new Switch(
                new TransportConfig("127.0.0.1", 0, null, new WebSocketConfig(0, -1, "/ws", List.of()), limits));
    }

    private static Socket deaf(Switch sip, Transport transport) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(WINDOW);
        socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), sip.transport.localPort(transport)));
        return socket;
    }

    private static void say(Socket phone, String text) throws IOException {
        phone.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A page that pings and never reads a pong. */
    @Test
    void pongsThatNobodyReadsAreNotKept() throws Exception {
        byte[] ping = new byte[6 + PING_BYTES_MAX];
        ping[0] = (byte) 0x89;
        ping[1] = (byte) (0x80 | PING_BYTES_MAX);
        byte[] pings = new byte[ping.length * 512];
        for (int i = 0; i < pings.length; i += ping.length) {
            System.arraycopy(ping, 0, pings, i, ping.length);
        }
        try (Switch sip = listening(PATIENT);
                Socket page = deaf(sip, Transport.WS)) {
            say(
                    page,
                    "GET /ws HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: sip\r\n"
                            + "Sec-WebSocket-Version: 13\r\n\r\n");
            assertEquals('H', page.getInputStream().read());
            assertTrue(cutOff(page, pings, 64 << 20), "64 MiB of pings were taken");
            await(() -> sip.count(Count.STREAMS_STUCK) == 1);
        }
    }

    private static boolean cutOff(Socket page, byte[] bytes, int most) throws IOException {
        OutputStream out = page.getOutputStream();
        try {
            for (int sent = 0; sent < most; sent += bytes.length) {
                out.write(bytes);
            }
            return false;
        } catch (SocketException closed) {
            assertTrue(closed.getMessage().matches(".*(reset|Broken pipe).*"), closed.getMessage());
            return true;
        }
    }

    /** Its kernel answers and says that there is no room: it lives, and yet it is gone in a message's time. */
    @Test
    void whoTakesNothingIsCutOffHoweverLittleWaits() throws Exception {
        try (Switch sip = listening(SHORT);
                Socket phone = deaf(sip, Transport.TCP)) {
            say(phone, OPTIONS);
            Hop hop = sip.nextHeard().source();
            for (int i = 0; i < 5; i++) {
                sip.send(hop, LARGE);
            }
            await(() -> sip.transport.counters().openConnections() == 0);
            assertEquals(hop, sip.nextFailed());
        }
    }

    /** Each has less waiting than one may have. */
    @Test
    void whatWaitsForAllTogetherIsBounded() throws Exception {
        List<Socket> phones = new ArrayList<>();
        try (Switch sip = listening(PATIENT)) {
            int few = takenOfOne(sip) - 3;
            for (int i = 0; i < 100; i++) {
                phones.add(deaf(sip, Transport.TCP));
                say(phones.get(i), OPTIONS);
                Hop hop = sip.nextHeard().source();
                for (int n = 0; n < few; n++) {
                    sip.send(hop, LARGE);
                }
            }
            await(() -> sip.count(Count.STREAMS_STUCK) >= 1 + 10);
            sip.echo = true;
            try (Socket honest = deaf(sip, Transport.TCP)) {
                say(honest, OPTIONS);
                assertEquals(OPTIONS, heard(honest));
            }
            for (Socket phone : phones) {
                phone.close();
            }
            await(() -> sip.transport.counters().openConnections() == 0);
        }
    }

    /** How many large messages to one peer its kernel, ours and we have room for, before it is cut off. */
    private static int takenOfOne(Switch sip) throws Exception {
        try (Socket phone = deaf(sip, Transport.TCP)) {
            say(phone, OPTIONS);
            Hop hop = sip.nextHeard().source();
            int taken = 0;
            while (sip.count(Count.STREAMS_STUCK) == 0) {
                sip.send(hop, LARGE);
                long sent = ++taken;
                await(() -> sip.count(Count.FRAMES_OUT) == sent || sip.count(Count.STREAMS_STUCK) == 1);
            }
            return taken;
        }
    }

    private static String heard(Socket phone) throws IOException {
        return new String(phone.getInputStream().readNBytes(OPTIONS.length()), StandardCharsets.US_ASCII);
    }

    private static void await(BooleanSupplier condition) {
        long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < untilNs, "not within 20 s");
            LockSupport.parkNanos(1_000_000);
        }
    }
}
