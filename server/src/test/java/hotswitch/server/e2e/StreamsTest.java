package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.IdlePhone;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many phones over streams: as many as there is room for stay, one more hears that there is none. */
final class StreamsTest {
    private static final int MAX = 5_000;

    private static final int MANY = 1_000;
    private static final long TLS_BYTES_MAX = 12_000;
    private static final long WS_BYTES_MAX = 4_000;

    @RegisterExtension
    static final SwitchProcess HOTLINE =
            SecureSwitch.withWeb(SwitchProcess.prepare("streams")).set("sip.streams-max", MAX);

    private final Api api = HOTLINE.api("supervisor");

    @Test
    void thousandsLieIdleAndOneMoreIsTold() throws IOException {
        List<IdlePhone> phones = new ArrayList<>();
        try {
            for (int i = 0; i < MAX; i++) {
                phones.add(IdlePhone.tcp(HOTLINE.sip()));
                phones.get(i).asks(i); // who says nothing is closed
            }
            for (IdlePhone phone : phones) {
                assertEquals(200, phone.heard().status());
            }
            assertEquals(MAX, (int) api.metric("hotswitch_sip_connections"));
            assertEquals(MAX, (int) api.metric("hotswitch_sip_streams_max"));
            try (IdlePhone late = IdlePhone.tcp(HOTLINE.sip())) {
                late.asks(MAX);
                SipText answer = late.heard();
                assertEquals(503, answer.status());
                assertTrue(Integer.parseInt(answer.header("Retry-After")) > 0, answer::toString);
                assertTrue(late.isClosed(), "and then it is closed");
            }
            assertEquals(1, (int) api.metric("hotswitch_sip_transport_total", "connections_refused"));
            phones.getFirst().asks(MAX + 1);
            assertEquals(200, phones.getFirst().heard().status(), "those who are there stay");
            phones.removeLast().close();
            Await.until("one left", () -> api.metric("hotswitch_sip_connections") < MAX);
            phones.add(IdlePhone.tcp(HOTLINE.sip()));
            phones.getLast().asks(MAX + 2);
            assertEquals(200, phones.getLast().heard().status(), "there is room again");
        } finally {
            for (IdlePhone phone : phones) {
                phone.close();
            }
        }
        Await.until("all are gone", () -> api.metric("hotswitch_sip_connections") == 0);
    }

    /** Over TLS and WebSocket: what each of them costs, and a call beside them. */
    @Test
    void thousandsLieIdleOverTlsAndWebSocket() throws IOException {
        SSLContext trusted = SecureSwitch.trusted(HOTLINE);
        List<IdlePhone> phones = new ArrayList<>();
        try {
            long first = HOTLINE.liveBytes();
            for (int i = 0; i < MANY; i++) {
                phones.add(IdlePhone.tls(SecureSwitch.sips(HOTLINE), trusted));
                phones.getLast().asks(2 * MAX + i);
                assertEquals(200, phones.getLast().heard().status());
            }
            long secured = HOTLINE.liveBytes();
            for (int i = 0; i < MANY; i++) {
                phones.add(IdlePhone.web(SecureSwitch.ws(HOTLINE)));
                phones.getLast().asks(3 * MAX + i);
                assertEquals(200, phones.getLast().heard().status());
            }
            long framed = HOTLINE.liveBytes();
            assertEquals(2 * MANY, (int) api.metric("hotswitch_sip_connections"));
            long tls = (secured - first) / MANY;
            long ws = (framed - secured) / MANY;
            assertTrue(tls < TLS_BYTES_MAX, () -> "TLS: " + tls);
            assertTrue(ws < WS_BYTES_MAX, () -> "WebSocket: " + ws);
            try (Desk desk = Desk.open(HOTLINE, 1001);
                    Caller caller = Caller.dials(HOTLINE, Caller.ani(1))) {
                caller.call.awaitAnswered();
                caller.call.press('1');
                desk.phone().awaitCall().answer();
                desk.await("busy");
                caller.call.hangUp();
                api.awaitRecord(caller.ani);
            }
            assertEquals(2 * MANY, (int) api.metric("hotswitch_sip_connections"));
        } finally {
            for (IdlePhone phone : phones) {
                phone.close();
            }
        }
        Await.until("all are gone", () -> api.metric("hotswitch_sip_connections") == 0);
    }
}
