package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.crowd.Registrar;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A carrier at which the switch registers: it is found there, calls through it, survives a kill, and leaves. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TrunkAccountTest {
    private static final String ACCOUNT = """
    registration:
      user: "057112345"
      auth-user: "hotline"
      domain: ims.example
      password: sesame
      expires-s: 120
""";
    private static Registrar registrar;

    @RegisterExtension
    static final SwitchProcess HOTLINE = prepared();

    private static SwitchProcess prepared() {
        SwitchProcess hotline = SwitchProcess.prepare("trunk-account");
        return hotline.edit("trunks.yaml", "from: [\"127.0.0.0/8\"]", "from: [\"127.0.0.1\"]")
                .edit("trunks.yaml", "trunks: [carrier-a, carrier-b]", "trunks: [carrier-b]")
                .first(() -> {
                    DigestAnswer account = new DigestAnswer("hotline", "sesame", "SHA-256");
                    registrar = new Registrar(hotline.sip(), "127.0.0.2", account);
                    String here = "\"udp:127.0.0.2:" + registrar.port() + "\"]\n";
                    hotline.replace("trunks.yaml", "\"udp:127.0.0.2:5080\"]\n", here + ACCOUNT);
                });
    }

    @AfterAll
    static void end() {
        registrar.close();
    }

    private static JsonNode trunk() {
        for (JsonNode each : HOTLINE.api("supervisor").get("/trunks")) {
            if (each.get("id").asText().equals("carrier-b")) {
                return each;
            }
        }
        throw new AssertionError("no carrier-b");
    }

    private static void awaitRegistered() {
        registrar.awaitContact();
        Await.until("registered", () -> trunk().get("registration").asText().equals("registered"));
    }

    @Test
    @Order(1)
    void isRegisteredAndSaysSo() {
        awaitRegistered();
        Api api = HOTLINE.api("supervisor");
        assertEquals("up", trunk().get("state").asText());
        assertEquals(1, api.metric("hotswitch_trunk_registered{trunk=\"carrier-b\"}"));
        assertEquals("120", registrar.registers().getLast().header("Expires"));
    }

    /** From an address that no trunk names: the Contact tells whose call it is, To which number. */
    @Test
    @Order(2)
    void isCalledThroughTheCarrier() {
        String contact = registrar.awaitContact();
        String user = contact.substring("sip:".length(), contact.indexOf('@'));
        try (Desk desk = Desk.open(HOTLINE, 1001);
                Phone citizen = Phone.callerAt(HOTLINE.sip(), "127.0.0.9", Caller.ani(7))) {
            desk.ready();
            PhoneCall call = citizen.dial(user, "12345");
            call.voice.tone(Caller.TONE_HZ);
            PhoneCall agent = desk.phone().awaitCall();
            agent.answer();
            assertTrue(agent.voice.awaitTone(Caller.TONE_HZ, 200, 30_000), "the agent hears the citizen");
            agent.hangUp();
            assertEquals(
                    "carrier-b",
                    HOTLINE.api("supervisor")
                            .awaitRecord(Caller.ani(7))
                            .get("trunk")
                            .asText());
        }
    }

    @Test
    @Order(3)
    void callsOutWithCredentials() {
        try (Desk desk = Desk.open(HOTLINE, 1001)) {
            desk.ready();
            PhoneCall agent = desk.phone().dial("13900000006");
            agent.awaitAnswered();
            PhoneCall party = registrar.awaitCall();
            party.voice.tone(Carrier.TONE_HZ);
            assertEquals("<sip:edge.ims.example;lr>", party.invitation().header("Route"));
            assertTrue(party.invitation().start().startsWith("INVITE sip:13900000006@ims.example "));
            assertTrue(agent.voice.awaitTone(Carrier.TONE_HZ, 200, 30_000), "the agent hears the other party");
            agent.hangUp();
            assertTrue(party.awaitBye().header("Proxy-Authorization").startsWith("Digest "));
        }
    }

    @Test
    @Order(4)
    void comesBackAtOnceAfterAKill() {
        String before = registrar.awaitContact();
        int asked = registrar.registers().size();
        HOTLINE.kill();
        HOTLINE.start();
        Await.until("asked again", () -> registrar.registers().size() > asked);
        awaitRegistered();
        assertEquals(before, registrar.contact());
    }

    @Test
    @Order(5)
    void leavesWhenItEnds() {
        HOTLINE.terminate();
        registrar.awaitLeft();
        assertEquals(0, HOTLINE.awaitEnd());
    }
}
