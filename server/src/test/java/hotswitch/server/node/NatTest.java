package hotswitch.server.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import hotswitch.acd.Command.Request;
import hotswitch.acd.Command.SetAgentState;
import hotswitch.acd.agent.AgentTarget;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.DigestAnswer;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A phone behind a NAT, which gives its inner address in Via, Contact and SDP; and a switch behind one. */
final class NatTest {
    private static final String PHONE = "127.0.0.41";

    @TempDir
    private Path data;

    private static Phone phone(Nat nat) {
        return Phone.seatAt(nat.gateway(), PHONE, new DigestAnswer("8001", "demo-8001", "MD5"));
    }

    private static PhoneCall rung(LocalNode node, Phone agent, Phone citizen) {
        node.node.tell(new SetAgentState(Request.unasked("test"), 1001, AgentTarget.READY, "", "8001"));
        PhoneCall call = citizen.dial("12345");
        call.awaitAnswered();
        assertEquals(200, call.info('1').status());
        return agent.awaitCall();
    }

    @Test
    void everyRequestGoesOverTheFlowThatThePhoneRegisteredWith() throws IOException {
        try (LocalNode node = LocalNode.start(data);
                Nat nat = new Nat(node.sip());
                Phone agent = phone(nat);
                Phone citizen = Phone.caller(node.sip(), "13900000001")) {
            SipText registered = agent.register(600);
            assertEquals(200, registered.status());
            assertTrue(registered.header("Via").contains("received=" + Nat.OUTSIDE), registered.header("Via"));
            assertTrue(registered.header("Via").contains("rport=" + nat.outsidePort()), registered.header("Via"));
            PhoneCall offer = rung(node, agent, citizen).answer();
            offer.awaitAck();
            node.node.clearCalls("test");
            offer.awaitBye();
            Await.until("all of it came through the NAT", () -> passed(nat, "INVITE ") && passed(nat, "ACK "));
            assertTrue(passed(nat, "BYE "));
        }
    }

    @Test
    void aPhoneThatDialsIsAnsweredAndClearedThroughItsNat() throws IOException {
        try (LocalNode node = LocalNode.start(data);
                Nat nat = new Nat(node.sip());
                Phone seat = phone(nat)) {
            assertEquals(200, seat.register(600).status());
            PhoneCall call = seat.dial("*51");
            assertEquals(200, call.awaitFinal().status());
            call.awaitBye();
            assertTrue(passed(nat, "BYE "));
        }
    }

    @Test
    void afterALostMappingTheNextRegistrationIsWhereItIsReached() throws IOException {
        try (LocalNode node = LocalNode.start(data);
                Nat nat = new Nat(node.sip());
                Phone agent = phone(nat);
                Phone citizen = Phone.caller(node.sip(), "13900000002")) {
            assertEquals(200, agent.register(600).status());
            nat.rebind();
            assertEquals(200, agent.register(600).status());
            PhoneCall offer = rung(node, agent, citizen).answer();
            offer.awaitAck();
            assertEquals(200, offer.hangUp().status());
        }
    }

    @Test
    void aSwitchBehindANatGivesTheAddressThatIsAdvertised() throws IOException {
        try (LocalNode node = LocalNode.start(data, "sip.advertised=203.0.113.7", "media.advertised=203.0.113.8");
                Phone agent = Phone.seat(node.sip(), "8001");
                Phone citizen = Phone.caller(node.sip(), "13900000003")) {
            assertEquals(200, agent.register(600).status());
            PhoneCall offer = rung(node, agent, citizen);
            assertTrue(
                    offer.invitation().header("Via").contains("203.0.113.7:"),
                    offer.invitation().header("Via"));
            assertTrue(
                    offer.invitation().contact().contains("@203.0.113.7:")
                            || offer.invitation().contact().contains(":203.0.113.7:"),
                    offer.invitation().contact());
            assertEquals("203.0.113.8", offer.invitation().audioAddress());
            offer.reject(486);
        }
    }

    private static boolean passed(Nat nat, String begin) {
        return nat.toPhone.stream().anyMatch(line -> line.startsWith(begin));
    }
}
