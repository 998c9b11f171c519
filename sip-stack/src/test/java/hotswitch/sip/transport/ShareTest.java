package hotswitch.sip.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.sip.transaction.Hop;
import hotswitch.sip.transport.TransportCounters.Count;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What one source may have of the streams: a share, when there is little room and nobody there is known. */
final class ShareTest {
    private static final String OPTIONS = "OPTIONS sip:a SIP/2.0\r\nContent-Length: 0\r\n\r\n";
    private static final String STRANGER = "127.0.0.66";
    private static final int MAX = 64;
    /** Three quarters of it: from there on room is short. */
    private static final int CROWDED_AT = 48;

    private final Switch sip = new Switch("127.0.0.1", TransportLimits.STANDARD.connections(MAX));
    private final List<Socket> phones = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket phone : phones) {
            phone.close();
        }
        sip.close();
    }

    private Socket connected(String from) throws IOException {
        Socket phone = new Socket();
        phone.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        phone.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), sip.port()));
        phone.setSoTimeout(10_000);
        phones.add(phone);
        return phone;
    }

    private Hop heard(String from) throws Exception {
        connected(from).getOutputStream().write(OPTIONS.getBytes(StandardCharsets.US_ASCII));
        return sip.nextHeard().source();
    }

    private static boolean ended(Socket phone) throws IOException {
        try {
            return phone.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aStrangerFillsTheTableToThreeQuarters() throws Exception {
        sip.strangers.add(STRANGER);
        for (int i = 0; i < CROWDED_AT; i++) {
            heard(STRANGER);
        }
        assertTrue(ended(connected(STRANGER)));
        assertEquals(1, sip.count(Count.STREAMS_OVER_SHARE));
        for (int i = CROWDED_AT; i < MAX - 1; i++) {
            assertEquals("127.0.0.2", heard("127.0.0.2").address(), "all others have the rest");
        }
        sip.strangers.clear();
        assertEquals(STRANGER, heard(STRANGER).address(), "a phone of ours has registered there");
        assertEquals(MAX, sip.transport.counters().openConnections());
    }

    @Test
    void manyStrangersHaveAShareEach() throws Exception {
        sip.strangers.addAll(List.of(STRANGER, "127.0.0.67"));
        for (int i = 0; i < CROWDED_AT; i++) {
            heard("127.0.0.2");
        }
        for (int i = 0; i < TransportLimits.SHARE_MIN; i++) {
            heard(STRANGER);
        }
        assertTrue(ended(connected(STRANGER)));
        phones.remove(CROWDED_AT).close();
        assertTrue(sip.nextFailed().address().equals(STRANGER));
        heard(STRANGER);
        assertEquals(1, sip.count(Count.STREAMS_OVER_SHARE));
    }

    @Test
    void whoIsNotHeardHasNoStream() throws Exception {
        Hop own = heard("127.0.0.2");
        Hop bad = heard(STRANGER);
        Socket silent = connected(STRANGER);
        while (sip.transport.counters().openConnections() < 3) {
            Thread.onSpinWait();
        }
        sip.banned.add(STRANGER);
        sip.loop.execute(() -> sip.transport.closeFrom(STRANGER::equals));
        assertTrue(ended(phones.get(1)) && ended(silent));
        assertTrue(List.of(sip.nextFailed(), sip.nextFailed()).contains(bad), "who waits for it hears of it");
        assertTrue(ended(connected(STRANGER)), "nor gets a new one");
        assertEquals(3, sip.count(Count.STREAMS_BANNED));
        assertEquals(1, sip.transport.counters().openConnections());
        sip.send(own, OPTIONS);
        assertEquals(OPTIONS.charAt(0), phones.getFirst().getInputStream().read());
    }
}
