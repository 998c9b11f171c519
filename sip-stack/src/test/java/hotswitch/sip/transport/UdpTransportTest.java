package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transaction.Transport;
import hotswitch.sip.transport.TransportCounters.Count;
import hotswitch.sip.transport.datagram.WireAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

final class UdpTransportTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    @Test
    void aDatagramArrivesWithItsSourceAndTheAnswerGoesBackThere() throws Exception {
        try (Switch sip = Switch.onLoopback();
                DatagramSocket phone = phone(LOOPBACK)) {
            sip.echo = true;
            say(phone, LOOPBACK, sip.port(), "OPTIONS sip:a SIP/2.0");
            Switch.Heard heard = sip.nextHeard();
            assertEquals("OPTIONS sip:a SIP/2.0", heard.text());
            assertEquals(Hop.udp("127.0.0.1", phone.getLocalPort()), heard.source());
            assertEquals("OPTIONS sip:a SIP/2.0", hear(phone));
        }
    }

    @Test
    void aKnownPeerIsTheSameHopObject() throws Exception {
        try (Switch sip = Switch.onLoopback();
                DatagramSocket phone = phone(LOOPBACK)) {
            say(phone, LOOPBACK, sip.port(), "first");
            say(phone, LOOPBACK, sip.port(), "second");
            assertSame(sip.nextHeard().source(), sip.nextHeard().source());
        }
    }

    @Test
    void ipv6LoopbackIsSpelledShort() throws Exception {
        InetAddress ipv6 = InetAddress.ofLiteral("::1");
        try (Switch sip = new Switch("::1", TransportLimits.STANDARD);
                DatagramSocket phone = phone(ipv6)) {
            sip.echo = true;
            say(phone, ipv6, sip.port(), "hello over six");
            assertEquals("::1", sip.nextHeard().source().address());
            assertEquals("hello over six", hear(phone));
        }
    }

    @Test
    void aSocketForBothFamiliesSpellsIpv4AsSuch() throws Exception {
        try (Switch sip = new Switch("::", TransportLimits.STANDARD);
                DatagramSocket four = phone(LOOPBACK);
                DatagramSocket six = phone(InetAddress.ofLiteral("::1"))) {
            sip.echo = true;
            say(four, LOOPBACK, sip.port(), "hello over four");
            assertEquals(
                    Hop.udp("127.0.0.1", four.getLocalPort()), sip.nextHeard().source());
            assertEquals("hello over four", hear(four));
            say(six, InetAddress.ofLiteral("::1"), sip.port(), "hello over six");
            assertEquals("::1", sip.nextHeard().source().address());
            assertEquals("hello over six", hear(six));
        }
    }

    @Test
    void theLongestDatagramIsNotCut() throws Exception {
        String longest = "x".repeat(65_507);
        try (Switch sip = Switch.onLoopback();
                DatagramSocket phone = phone(LOOPBACK)) {
            say(phone, LOOPBACK, sip.port(), longest);
            assertEquals(longest, sip.nextHeard().text());
        }
    }

    @Test
    void emptyDatagramsAndKeepAlivesGoNoFurther() throws Exception {
        try (Switch sip = Switch.onLoopback();
                DatagramSocket phone = phone(LOOPBACK)) {
            say(phone, LOOPBACK, sip.port(), "");
            say(phone, LOOPBACK, sip.port(), "\r\n\r\n");
            say(phone, LOOPBACK, sip.port(), "\u0001\u0002garbage is not ours to judge");
            assertTrue(sip.nextHeard().text().endsWith("garbage is not ours to judge"));
            assertEquals(2, sip.count(Count.KEEP_ALIVES));
        }
    }

    @Test
    void ofTenThousandDatagramsAThousandInFlightNoneIsLost() throws Exception {
        int datagrams = 10_000;
        try (Switch sip = Switch.onLoopback();
                DatagramSocket phone = phone(LOOPBACK)) {
            sip.echo = true;
            phone.setReceiveBufferSize(4 << 20);
            String invite = "INVITE " + "x".repeat(700);
            Semaphore window = new Semaphore(1_000);
            CompletableFuture<List<String>> answers =
                    CompletableFuture.supplyAsync(() -> hear(phone, datagrams, window));
            for (int i = 0; i < datagrams; i++) {
                assertTrue(window.tryAcquire(5, TimeUnit.SECONDS), "stuck at " + i);
                say(phone, LOOPBACK, sip.port(), invite + i);
            }
            List<String> heard = answers.get(60, TimeUnit.SECONDS);
            for (int i = 0; i < datagrams; i++) {
                assertEquals(invite + i, sip.nextHeard().text());
                assertEquals(invite + i, heard.get(i));
            }
            assertEquals(datagrams, sip.count(Count.DATAGRAMS_OUT));
            assertEquals(0, sip.count(Count.DATAGRAMS_DROPPED));
        }
    }

    @Test
    void aHopThatCannotBeReachedIsToldLater() throws Exception {
        try (Switch sip = Switch.onLoopback()) {
            Hop name = Hop.udp("carrier.example", 5060);
            sip.send(name, "OPTIONS");
            assertEquals(name, sip.nextFailed());
            Hop otherFamily = Hop.udp("::1", 5060);
            sip.send(otherFamily, "OPTIONS");
            assertEquals(otherFamily, sip.nextFailed());
            Hop tooLong = Hop.udp("127.0.0.1", sip.port());
            sip.send(tooLong, "x".repeat(65_508));
            assertEquals(tooLong, sip.nextFailed());
        }
    }

    @Test
    void bothTransportsGetTheSameFreePortAndATakenOneIsRefused() {
        try (Switch sip = Switch.onLoopback()) {
            assertEquals(sip.transport.localPort(Transport.UDP), sip.transport.localPort(Transport.TCP));
            TransportConfig taken = TransportConfig.of("127.0.0.1", sip.port());
            UncheckedIOException refused =
                    assertThrows(UncheckedIOException.class, () -> SipTransport.open(sip.loop, taken));
            assertTrue(refused.getMessage().contains("cannot listen on udp /127.0.0.1:" + sip.port()));
        }
    }

    @Test
    void aFloodOfInventedSourcesIsForgotten() {
        PeerCache peers = new PeerCache(100, false, 4711);
        PeerCache.Peer first = seen(peers, 1_000);
        for (int port = 2_000; port < 12_000; port++) {
            assertEquals(port, seen(peers, port).hop().port());
            assertSame(first, seen(peers, 1_000), "who is seen is not forgotten");
        }
        assertTrue(peers.size() <= 100, "peers kept: " + peers.size());
    }

    private static PeerCache.Peer seen(PeerCache peers, int port) {
        byte[] address = WireAddress.encode(new InetSocketAddress(LOOPBACK, port), false);
        return peers.from(new UnsafeBuffer(address), 0);
    }

    private static DatagramSocket phone(InetAddress address) throws IOException {
        DatagramSocket socket = new DatagramSocket(0, address);
        socket.setSoTimeout(5_000);
        return socket;
    }

    private static void say(DatagramSocket phone, InetAddress to, int port, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        phone.send(new DatagramPacket(bytes, bytes.length, to, port));
    }

    private static List<String> hear(DatagramSocket phone, int datagrams, Semaphore window) {
        List<String> heard = new ArrayList<>();
        try {
            while (heard.size() < datagrams) {
                heard.add(hear(phone));
                window.release();
            }
        } catch (IOException lost) {
            throw new UncheckedIOException("heard only " + heard.size(), lost);
        }
        return heard;
    }

    private static String hear(DatagramSocket phone) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        phone.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }
}
