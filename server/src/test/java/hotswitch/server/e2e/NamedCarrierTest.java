package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import hotswitch.sip.transport.dns.NameServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A carrier that is known by a name (RFC 3263): NAPTR, SRV with a dead first server, and a zone that changes. */
final class NamedCarrierTest {
    private static final String NAME = "carrier.test";
    private static NameServer zone;
    private static Phone nobody;
    private static Phone second;
    private static Phone moved;

    @RegisterExtension
    static final SwitchProcess HOTLINE = prepared();

    private static SwitchProcess prepared() {
        SwitchProcess hotline = SwitchProcess.prepare("named-carrier");
        return hotline.edit("trunks.yaml", "first-response-ms: 3000", "first-response-ms: 500")
                .edit("trunks.yaml", "options-ms: 5000", "options-ms: 0")
                .edit("trunks.yaml", "\"udp:127.0.0.1:5080\"", "\"sip:" + NAME + "\"")
                .first(() -> {
                    zone = new NameServer();
                    nobody =
                            Phone.callerAt(hotline.sip(), "127.0.0.3", "nobody").onCall(Carrier::silence);
                    second =
                            Phone.callerAt(hotline.sip(), "127.0.0.4", "second").onCall(Carrier::pickUp);
                    moved = Phone.callerAt(hotline.sip(), "127.0.0.5", "moved").onCall(Carrier::pickUp);
                    zone.naptr(NAME, 60, 10, "SIP+D2U", "_sip._udp." + NAME);
                    zone.srv("_sip._udp." + NAME, 2, "1 10 " + nobody.port(), "edge1." + NAME);
                    zone.srv("_sip._udp." + NAME, 2, "2 10 " + second.port(), "edge2." + NAME);
                    zone.a("edge1." + NAME, 60, "127.0.0.3").a("edge2." + NAME, 60, "127.0.0.4");
                    zone.a("edge3." + NAME, 60, "127.0.0.5");
                    String server = zone.address().getHostString() + ":"
                            + zone.address().getPort();
                    hotline.replace("hotswitch.yaml", "dns: []  ", "dns: [\"" + server + "\"]  ");
                });
    }

    @AfterAll
    static void end() {
        List.of(nobody, second, moved).forEach(Phone::close);
        zone.close();
    }

    private static JsonNode trunk() {
        return HOTLINE.api("supervisor").get("/trunks").get(0);
    }

    private static void callOut(Desk desk, Phone carrier, String number) {
        PhoneCall agent = desk.phone().dial(number);
        agent.awaitAnswered();
        PhoneCall party = Await.value("a call to " + number + " there", carrier::nextCall);
        assertTrue(party.invitation().start().startsWith("INVITE sip:" + number + "@"));
        agent.hangUp();
        party.awaitBye();
    }

    @Test
    void goesWhereItsOwnerSaysAndOnToTheNextAndElsewhereWhenTheZoneChanges() {
        Await.until("found", () -> trunk().get("state").asText().equals("up"));
        assertEquals(
                List.of("NAPTR " + NAME, "SRV _sip._udp." + NAME), zone.asked().subList(0, 2));
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            callOut(desk, second, "13900000001");
            assertTrue(nobody.nextCall() != null, "the first in order was tried first");
            desk.await("ready");
            zone.srv("_sip._udp.new", 2, "1 10 " + moved.port(), "edge3." + NAME);
            zone.forget(NAME, "NAPTR").naptr(NAME, 2, 10, "SIP+D2U", "_sip._udp.new");
            zone.forget("_sip._udp." + NAME, "SRV");
            Await.until("asked again", () -> zone.asked().contains("A edge3." + NAME));
            Await.until("calls go to the new place", () -> {
                callOut(desk, moved, "13900000002");
                return true;
            });
            desk.await("ready");
            zone.forget(NAME, "NAPTR").forget("_sip._udp.new", "SRV");
            Await.until("nowhere", () -> trunk().get("state").asText().equals("down"));
        }
    }
}
