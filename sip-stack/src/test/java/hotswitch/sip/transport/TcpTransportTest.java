package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.message.SipMessage;
import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.TransportCounters.Count;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class TcpTransportTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 4\r\n\r\nbody";
    private static final String SECOND = "BYE sip:a SIP/2.0\r\nl: 0\r\n\r\n";
    private static final TransportLimits HASTY = new TransportLimits(2, 16, 200, 100, 300);

    @Test
    void aMessageSentByteByByteArrivesWhole() throws Exception {
        try (Switch sip = Switch.onLoopback();
                Socket phone = phone(sip)) {
            for (byte b : OPTIONS.getBytes(StandardCharsets.US_ASCII)) {
                phone.getOutputStream().write(b);
            }
            assertEquals(OPTIONS, sip.nextHeard().text());
        }
    }

    /** A turn for each would let whoever is read last wait for as many turns as there are connections. */
    @Test
    void allThatHaveSomethingAreReadBeforeTheNextTurn() throws Exception {
        int count = 40;
        List<Integer> heardByTurn = new ArrayList<>();
        try (Switch sip = Switch.onLoopback()) {
            List<Socket> phones = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                phones.add(phone(sip));
                say(phones.getLast(), OPTIONS);
                assertEquals(OPTIONS, sip.nextHeard().text());
            }
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch all = new CountDownLatch(1);
            sip.loop.execute(() -> SignallingLoopTest.awaitQuietly(held));
            sip.loop.work(nowNs -> {
                heardByTurn.add(sip.heard.size());
                if (sip.heard.size() == count) {
                    all.countDown();
                }
                return LoopWork.NEVER_NS;
            });
            for (Socket phone : phones) {
                say(phone, SECOND);
            }
            held.countDown();
            assertTrue(all.await(5, TimeUnit.SECONDS), () -> "of " + count + ": " + sip.heard.size());
            for (Socket phone : phones) {
                phone.close();
            }
        }
        assertTrue(heardByTurn.stream().allMatch(heard -> heard == 0 || heard == count), heardByTurn::toString);
    }

    @Test
    void theAnswerUsesTheConnectionThatAsked() throws Exception {
        try (Switch sip = Switch.onLoopback();
                Socket phone = phone(sip)) {
            sip.echo = true;
            say(phone, OPTIONS + SECOND);
            Hop first = sip.nextHeard().source();
            assertEquals(first, sip.nextHeard().source());
            assertEquals(OPTIONS + SECOND, hear(phone, OPTIONS.length() + SECOND.length()));
            sip.send(Hop.tcp("127.0.0.1", phone.getLocalPort()), SECOND);
            assertEquals(SECOND, hear(phone, SECOND.length()), "found again by its address");
            assertEquals(0, sip.count(Count.CONNECTIONS_OPENED));
        }
    }

    @Test
    void aConnectionIsOpenedOnceAndUsedAgain() throws Exception {
        try (Switch sip = Switch.onLoopback();
                ServerSocket carrier = new ServerSocket(0, 50, LOOPBACK)) {
            Hop hop = Hop.tcp("127.0.0.1", carrier.getLocalPort());
            sip.send(hop, OPTIONS);
            sip.send(hop, SECOND);
            try (Socket accepted = carrier.accept()) {
                accepted.setSoTimeout(5_000);
                assertEquals(OPTIONS + SECOND, hear(accepted, OPTIONS.length() + SECOND.length()));
                say(accepted, SECOND);
                Hop source = sip.nextHeard().source();
                assertTrue(source.samePeer(hop));
                assertNotEquals(0, source.connection());
                assertEquals(1, sip.count(Count.CONNECTIONS_OPENED));
            }
            assertTrue(sip.nextFailed().samePeer(hop), "the carrier hung up: its hop has failed");
            sip.send(hop, OPTIONS);
            try (Socket again = carrier.accept()) {
                assertEquals(OPTIONS, hear(again, OPTIONS.length()));
            }
        }
    }

    @Test
    void refusedAndUnansweredConnectionsFailTheHop() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (Switch sip = new Switch("127.0.0.1", HASTY);
                ServerSocket deaf = new ServerSocket(0, 1, LOOPBACK)) {
            Hop closed = Hop.tcp("127.0.0.1", freePort());
            sip.send(closed, OPTIONS);
            assertEquals(closed, sip.nextFailed());
            for (int i = 0; i < 2; i++) {
                fillers.add(new Socket(LOOPBACK, deaf.getLocalPort())); // a full backlog: the kernel drops further SYNs
            }
            Hop unanswered = Hop.tcp("127.0.0.1", deaf.getLocalPort());
            sip.send(unanswered, OPTIONS);
            assertEquals(unanswered, sip.nextFailed());
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void aDoubleCrlfIsAnsweredWithOne() throws Exception {
        try (Switch sip = Switch.onLoopback();
                Socket phone = phone(sip)) {
            say(phone, "\r\n\r\n");
            assertEquals("\r\n", hear(phone, 2));
            say(phone, SECOND);
            assertEquals(SECOND, sip.nextHeard().text());
        }
    }

    @Test
    void whatIsNoSipStreamIsClosed() throws Exception {
        for (String bad : List.of("\u0016\u0003\u0001 hello TLS", "\r\n@")) {
            try (Switch sip = Switch.onLoopback();
                    Socket phone = phone(sip)) {
                say(phone, bad);
                assertClosed(phone);
                assertTrue(sip.nextFailed().connection() > 0);
                assertEquals(1, sip.count(Count.STREAMS_MALFORMED));
            }
        }
    }

    @Test
    void whoSaysNotWhereAMessageEndsHearsWhyAndIsClosed() throws Exception {
        String head = "INVITE sip:a SIP/2.0\r\nCSeq: 1 INVITE\r\n";
        assertUnframed(head + "\r\n", "Missing Content-Length");
        assertUnframed(head + "Content-Length: many\r\n\r\n", "Missing Content-Length");
        assertUnframed(head + "alone\nContent-Length: 0\r\n\r\n", "Malformed Header Field");
        assertUnframed(head + "Content-Length: 70000\r\n\r\n", "Message Too Large");
    }

    private static void assertUnframed(String bad, String answer) throws Exception {
        try (Switch sip = Switch.onLoopback();
                Socket phone = phone(sip)) {
            say(phone, bad);
            assertEquals(answer, hear(phone, answer.length()));
            assertClosed(phone);
            assertEquals(1, sip.count(Count.STREAMS_MALFORMED));
        }
    }

    @Test
    void anEndlessHeaderIsClosedAtTheLimit() throws Exception {
        try (Switch sip = Switch.onLoopback();
                Socket phone = phone(sip)) {
            say(phone, "INVITE sip:a SIP/2.0\r\nX: " + "x".repeat(66_000));
            assertClosed(phone);
            assertEquals(1, sip.count(Count.STREAMS_MALFORMED));
        }
    }

    @Test
    void whoBeginsAndDoesNotFinishOrNeverSpeaksIsClosed() throws Exception {
        try (Switch sip = new Switch("127.0.0.1", HASTY);
                Socket slow = phone(sip);
                Socket silent = phone(sip)) {
            say(slow, SECOND + "INVITE sip:a SIP");
            assertEquals(SECOND, sip.nextHeard().text());
            assertClosed(slow);
            assertClosed(silent);
            assertEquals(2, sip.count(Count.STREAMS_SLOW));
        }
    }

    @Test
    void anIdleConnectionIsClosedAndNotCalledAFailure() throws Exception {
        try (Switch sip = new Switch("127.0.0.1", HASTY);
                Socket phone = phone(sip)) {
            say(phone, SECOND);
            assertClosed(phone);
            assertEquals(1, sip.count(Count.STREAMS_IDLE));
            assertEquals(0, sip.failed.size());
        }
    }

    @Test
    void oneConnectionTooManyIsRefused() throws Exception {
        try (Switch sip = new Switch("127.0.0.1", HASTY);
                Socket first = phone(sip);
                Socket second = phone(sip)) {
            say(first, SECOND);
            say(second, SECOND);
            sip.nextHeard();
            sip.nextHeard();
            try (Socket third = phone(sip)) {
                assertClosed(third);
            }
            assertEquals(1, sip.count(Count.CONNECTIONS_REFUSED));
        }
    }

    /** Room for 32, and for two more to say so or for our own. */
    @Test
    void whoComesTooLateIsToldAndACarrierIsStillReached() throws Exception {
        TransportLimits few = TransportLimits.STANDARD.connections(32);
        List<Socket> phones = new ArrayList<>();
        try (Switch sip = new Switch("127.0.0.1", few);
                ServerSocket carrier = new ServerSocket(0, 50, LOOPBACK)) {
            for (int i = 0; i < 32; i++) {
                phones.add(phone(sip));
                say(phones.get(i), SECOND);
                sip.nextHeard();
            }
            try (Socket late = phone(sip)) {
                say(late, OPTIONS + SECOND);
                assertEquals("full", hear(late, 4));
                assertClosed(late);
            }
            assertEquals(0, sip.heard.size());
            assertEquals(1, sip.count(Count.CONNECTIONS_REFUSED));
            sip.send(Hop.tcp("127.0.0.1", carrier.getLocalPort()), OPTIONS);
            try (Socket ours = carrier.accept();
                    Socket silent = phone(sip);
                    Socket beyond = phone(sip)) {
                assertEquals(OPTIONS, hear(ours, OPTIONS.length()));
                assertClosed(beyond);
                assertEquals(34, sip.transport.counters().openConnections(), silent::toString);
                phones.removeFirst().close();
            }
            while (sip.transport.counters().openConnections() != 31) {
                Thread.onSpinWait();
            }
            try (Socket again = phone(sip)) {
                say(again, OPTIONS);
                assertEquals(OPTIONS, sip.nextHeard().text(), "there is room again");
            }
        } finally {
            for (Socket phone : phones) {
                phone.close();
            }
        }
    }

    /** However many come, half of what is spare is for connections of ours. */
    @Test
    void whoComesTooLateLeavesRoomForACarrier() throws Exception {
        List<Socket> phones = new ArrayList<>();
        try (Switch sip = new Switch("127.0.0.1", TransportLimits.STANDARD.connections(32));
                ServerSocket carrier = new ServerSocket(0, 50, LOOPBACK)) {
            carrier.setSoTimeout(5_000);
            for (int i = 0; i < 32; i++) {
                phones.add(phone(sip));
                say(phones.get(i), SECOND);
                sip.nextHeard();
            }
            phones.add(phone(sip));
            try (Socket beyond = phone(sip)) {
                assertClosed(beyond);
            }
            sip.send(Hop.tcp("127.0.0.1", carrier.getLocalPort()), OPTIONS);
            try (Socket ours = carrier.accept()) {
                assertEquals(OPTIONS, hear(ours, OPTIONS.length()));
            }
            phones.removeLast().close();
            while (sip.transport.counters().openConnections() > 33) {
                Thread.onSpinWait();
            }
            try (Socket late = phone(sip)) {
                say(late, OPTIONS);
                assertEquals("full", hear(late, 4), "the next is told");
            }
        } finally {
            for (Socket phone : phones) {
                phone.close();
            }
        }
    }

    /** What is said in one turn is more than may wait for a peer; but this one listens. */
    @Test
    void muchInOneTurnIsNoReasonToCutAPeerOff() throws Exception {
        byte[] part = "x".repeat(60_000).getBytes(StandardCharsets.US_ASCII);
        int parts = 2 * TransportLimits.UNSENT_BYTES_MAX / part.length;
        try (Switch sip = Switch.onLoopback();
                Socket phone = phone(sip)) {
            say(phone, SECOND);
            Hop hop = sip.nextHeard().source();
            sip.loop.execute(() -> {
                for (int i = 0; i < parts; i++) {
                    sip.transport.send(hop, new UnsafeBuffer(part), 0, part.length);
                }
            });
            assertEquals(parts * part.length, phone.getInputStream().readNBytes(parts * part.length).length);
            assertEquals(0, sip.count(Count.STREAMS_STUCK));
        }
    }

    /** All others wait for as long as one is read. */
    @Test
    void oneStreamIsNotReadOnAndOnWithinATurn() throws Exception {
        int count = 20_000;
        List<Integer> heardByTurn = new ArrayList<>();
        try (Switch sip = Switch.onLoopback();
                Socket busy = phone(sip)) {
            say(busy, SECOND);
            sip.nextHeard();
            CountDownLatch held = new CountDownLatch(1);
            CountDownLatch all = new CountDownLatch(1);
            sip.loop.execute(() -> SignallingLoopTest.awaitQuietly(held));
            sip.loop.work(nowNs -> {
                heardByTurn.add(sip.heard.size());
                if (sip.heard.size() == count) {
                    all.countDown();
                }
                return LoopWork.NEVER_NS;
            });
            say(busy, SECOND.repeat(count));
            held.countDown();
            assertTrue(all.await(10, TimeUnit.SECONDS), () -> "of " + count + ": " + sip.heard.size());
        }
        int most = 0;
        for (int i = 1; i < heardByTurn.size(); i++) {
            most = Math.max(most, heardByTurn.get(i) - heardByTurn.get(i - 1));
        }
        assertTrue(most <= SipMessage.MAX_MESSAGE / SECOND.length() + 1, "messages in one turn: " + most);
    }

    @Test
    void aPeerThatTakesNothingIsCutOff() throws Exception {
        try (Switch sip = Switch.onLoopback();
                Socket deaf = phone(sip)) {
            say(deaf, SECOND);
            Hop hop = sip.nextHeard().source();
            String large = "x".repeat(60_000);
            for (int i = 0; i < 400 && sip.failed.isEmpty(); i++) {
                sip.send(hop, large);
            }
            assertEquals(hop, sip.nextFailed());
            assertEquals(1, sip.count(Count.STREAMS_STUCK));
        }
    }

    private static Socket phone(Switch sip) throws IOException {
        Socket socket = new Socket(LOOPBACK, sip.port());
        socket.setSoTimeout(5_000);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void say(Socket phone, String text) throws IOException {
        phone.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hear(Socket phone, int bytes) throws IOException {
        return new String(phone.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
    }

    private static void assertClosed(Socket phone) throws IOException {
        try {
            assertEquals(-1, phone.getInputStream().read());
        } catch (SocketException reset) {
            assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(LOOPBACK, 0));
            return probe.getLocalPort();
        }
    }
}
