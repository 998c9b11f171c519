package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole of a call over IPv6: registration, INVITE from a trunk and to a seat, audio both ways. */
final class Ipv6Test {
    private static final String HERE = "::1";

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("ipv6")
            .onIpv6()
            .edit("trunks.yaml", "to: [\"udp:127.0.0.1:5080\"]", "to: [\"udp:[::1]:5080\"]")
            .edit("trunks.yaml", "from: [\"127.0.0.0/8\"]", "from: [\"::1/128\"]");

    @Test
    void aCallFromATrunkToASeat() {
        DigestAnswer account = new DigestAnswer("8001", "demo-8001", "MD5");
        try (Phone phone = Phone.seatAt(HOTLINE.sip(), HERE, account);
                Phone citizen = Phone.callerAt(HOTLINE.sip(), HERE, Caller.ani(6));
                Desk desk = new Desk(HOTLINE, 1001, phone)) {
            assertEquals(200, phone.register(600).status());
            desk.ready();
            PhoneCall call = citizen.dial("12345");
            call.voice.tone(Caller.TONE_HZ);
            PhoneCall agent = phone.awaitCall();
            assertTrue(agent.invitation().header("Via").startsWith("SIP/2.0/UDP [::1]:"));
            assertTrue(
                    agent.invitation().body().contains("c=IN IP6 ::1\r\n"),
                    agent.invitation().body());
            agent.answer();
            agent.voice.tone(Carrier.TONE_HZ);
            assertTrue(call.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the citizen hears the agent");
            assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the citizen");
            agent.hangUp();
            call.awaitBye();
            assertEquals(
                    "carrier-a",
                    HOTLINE.api("supervisor")
                            .awaitRecord(Caller.ani(6))
                            .get("trunk")
                            .asText());
        }
    }
}
