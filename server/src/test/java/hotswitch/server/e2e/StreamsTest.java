package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many phones over streams: as many as there is room for stay, one more hears that there is none. */
final class StreamsTest {
    private static final int MAX = 5_000;
    private static final int WAIT_MS = 20_000;

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("streams").set("sip.streams-max", MAX);

    private final Api api = HOTLINE.api("supervisor");

    @Test
    void thousandsLieIdleAndOneMoreIsTold() throws IOException {
        List<Socket> phones = new ArrayList<>();
        try {
            for (int i = 0; i < MAX; i++) {
                phones.add(connected());
                asks(phones.get(i), i); // who says nothing is closed
            }
            for (Socket phone : phones) {
                assertEquals(200, heard(phone).status());
            }
            assertEquals(MAX, (int) api.metric("hotswitch_sip_connections"));
            assertEquals(MAX, (int) api.metric("hotswitch_sip_streams_max"));
            try (Socket late = connected()) {
                asks(late, MAX);
                SipText answer = heard(late);
                assertEquals(503, answer.status());
                assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0, answer::toString);
                assertEquals(-1, late.getInputStream().read(), "and then it is closed");
            }
            assertEquals(1, (int) api.metric("hotswitch_sip_transport_total", "connections_refused"));
            asks(phones.getFirst(), MAX + 1);
            assertEquals(200, heard(phones.getFirst()).status(), "those who are there stay");
            phones.removeLast().close();
            Await.until("one left", () -> api.metric("hotswitch_sip_connections") < MAX);
            phones.add(connected());
            asks(phones.getLast(), MAX + 2);
            assertEquals(200, heard(phones.getLast()).status(), "there is room again");
        } finally {
            for (Socket phone : phones) {
                phone.close();
            }
        }
        Await.until("all are gone", () -> api.metric("hotswitch_sip_connections") == 0);
    }

    private static Socket connected() throws IOException {
        Socket phone = new Socket(HOTLINE.sip().getAddress(), HOTLINE.sip().getPort());
        phone.setSoTimeout(WAIT_MS);
        return phone;
    }

    private static void asks(Socket phone, int number) throws IOException {
        String options = """
                OPTIONS sip:hotline.local SIP/2.0
                Via: SIP/2.0/TCP 127.0.0.1:%1$d;branch=z9hG4bK-streams-%2$d
                Max-Forwards: 70
                From: <sip:x@127.0.0.1>;tag=x
                To: <sip:hotline.local>
                Call-ID: streams-%2$d
                CSeq: 1 OPTIONS
                Content-Length: 0

                """.formatted(phone.getLocalPort(), number).replace("\n", "\r\n");
        phone.getOutputStream().write(options.getBytes(StandardCharsets.US_ASCII));
    }

    private static SipText heard(Socket phone) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = phone.getInputStream().read();
            assertTrue(next >= 0, () -> "closed after: " + text);
            text.append((char) next);
        }
        return SipText.parse(text.toString(), System.nanoTime());
    }
}
