package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SecureSwitch;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A seat's telephone that speaks SIP over WebSocket (RFC 7118), with plain audio as no browser has it yet. */
final class WebPhoneTest {
    @RegisterExtension
    static final SwitchProcess HOTLINE = SecureSwitch.withWeb(SwitchProcess.prepare("web-phone"));

    private static URI address(String scheme) {
        return scheme.equals("ws") ? SecureSwitch.ws(HOTLINE) : SecureSwitch.wss(HOTLINE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void isCalledOverItsOwnConnectionAndTalks(String scheme) {
        String citizen = Caller.ani(scheme.length());
        SSLContext trusted = SecureSwitch.trusted(HOTLINE);
        try (Phone phone = Phone.webSeat(HOTLINE.sip(), address(scheme), trusted, "8001");
                Desk desk = new Desk(HOTLINE, 1001, phone)) {
            assertEquals(200, phone.register(600).status());
            desk.ready();
            try (Caller caller = Caller.dials(HOTLINE, citizen)) {
                PhoneCall agent = phone.awaitCall();
                assertTrue(agent.invitation().start().contains("df7jal23ls0d.invalid"));
                assertTrue(agent.invitation().header("Via").startsWith("SIP/2.0/" + phone.transport() + " "));
                assertTrue(agent.invitation().header("Contact").contains(";transport=ws"));
                assertTrue(agent.invitation().body().contains("a=rtcp-mux\r\n"), "as WebRTC wants it (RFC 8834 §4.5)");
                agent.answer();
                agent.voice.tone(Carrier.TONE_HZ);
                assertTrue(caller.call.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the caller hears the agent");
                assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the caller");
                agent.hangUp();
            }
            assertEquals(
                    "answered",
                    HOTLINE.api("supervisor")
                            .awaitRecord(citizen)
                            .get("disposition")
                            .asText());
        }
    }
}
