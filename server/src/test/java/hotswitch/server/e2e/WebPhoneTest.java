package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A seat's telephone that speaks SIP over WebSocket (RFC 7118), with plain audio as no browser has it yet. */
final class WebPhoneTest {
    private static final int AFTER_SIP = 5;

    @RegisterExtension
    static final SwitchProcess HOTLINE = prepared();

    private static SwitchProcess prepared() {
        SwitchProcess hotline = SwitchProcess.prepare("web-phone");
        return hotline.first(() -> {
            int port = hotline.sip().getPort() + AFTER_SIP;
            hotline.replace("hotswitch.yaml", "port: 0                    # 0: none", "port: " + port);
        });
    }

    @Test
    void isCalledOverItsOwnConnectionAndTalks() {
        try (Phone phone = Phone.webSeat(HOTLINE.sip(), HOTLINE.sip().getPort() + AFTER_SIP, "8001");
                Desk desk = new Desk(HOTLINE, 1001, phone)) {
            assertEquals(200, phone.register(600).status());
            desk.ready();
            try (Caller caller = Caller.dials(HOTLINE, Caller.ani(1))) {
                PhoneCall agent = phone.awaitCall();
                assertTrue(agent.invitation().start().contains("df7jal23ls0d.invalid"));
                assertTrue(agent.invitation().header("Via").startsWith("SIP/2.0/WS "));
                assertTrue(agent.invitation().header("Contact").contains(";transport=ws"));
                agent.answer();
                agent.voice.tone(Carrier.TONE_HZ);
                assertTrue(caller.call.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the caller hears the agent");
                assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the caller");
                agent.hangUp();
            }
            assertEquals(
                    "answered",
                    HOTLINE.api("supervisor")
                            .awaitRecord(Caller.ani(1))
                            .get("disposition")
                            .asText());
        }
    }
}
