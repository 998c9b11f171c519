package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Numbers that their owners hide (RFC 3323), between a carrier of our trust domain and one outside it (RFC 3325): known
 * and passed on as hidden within, neither believed nor told outside. The flow asks for {@code caller.withheld}.
 */
final class WithheldTest {
    private static final String HIDDEN = "13900156001";
    private static final String ASSERTED =
            "P-Asserted-Identity: <sip:+86" + HIDDEN + "@carrier.example>\r\nPrivacy: id\r\n";

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("withheld")
            .edit("trunks.yaml", "  carrier-b:\n", "  carrier-b:\n    trusted: false\n")
            .edit("queues.yaml", "wrap-up-ms: 20000", "wrap-up-ms: 0")
            .edit(
                    "flows/main.yaml",
                    "  - hours: always",
                    "  - {branch: caller.withheld, when: [{is: [\"on\"], go: hidden}]}\n  - hours: always")
            .edit("flows/main.yaml", "  - id: out-of-hours", "  - {id: hidden, queue: advice}\n  - id: out-of-hours");

    private static final Carrier TRUSTED = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private static final Carrier OUTSIDE = Carrier.behind(HOTLINE, "127.0.0.2", "127.0.0.2:5080");
    private final Api api = HOTLINE.api("supervisor");
    private Desk adviser;

    /** Who hides his number comes to him. */
    @BeforeEach
    void anAdviser() {
        adviser = Desk.open(HOTLINE, 1005);
    }

    @AfterEach
    void heLeaves() {
        adviser.leave();
    }

    @AfterAll
    static void noMoreCarriers() {
        TRUSTED.close();
        OUTSIDE.close();
    }

    private PhoneCall rings(String address) {
        try (Phone phone = Phone.callerAt(HOTLINE.sip(), address, "anonymous")) {
            PhoneCall citizen = phone.dialSaying("12345", ASSERTED);
            citizen.awaitAnswered();
            citizen.press('1');
            PhoneCall agent = adviser.phone().awaitCall();
            Speaker.at(adviser, agent);
            citizen.hangUp();
            agent.awaitBye();
            return agent;
        }
    }

    @Test
    void insideTrustTheNumberIsKnownAndThatItIsHidden() {
        SipText offer = rings("127.0.0.1").invitation();
        assertEquals("anonymous", offer.caller());
        assertTrue(offer.header("P-Asserted-Identity").contains("<sip:" + HIDDEN + "@"), offer::toString);
        assertEquals("id", offer.header("Privacy"));
        JsonNode record = api.awaitRecord(HIDDEN);
        assertEquals("advice", record.get("queue").asText(), record::toString);
        assertEquals("carrier-a", record.get("trunk").asText());
        JsonNode detail = api.get("/calls/" + record.get("id").asLong());
        assertEquals("on", detail.get("notes").get("caller.withheld").asText(), detail::toString);
    }

    @Test
    void whatACarrierOutsideAssertsIsNotBelieved() {
        PhoneCall agent = rings("127.0.0.2");
        assertFalse(agent.invitation().toString().contains(HIDDEN), agent.invitation()::toString);
        JsonNode record = api.awaitRecord("");
        assertEquals("carrier-b", record.get("trunk").asText(), record::toString);
    }

    @Test
    void aPhoneHidesItsNumber() {
        String number = "13900156002";
        TRUSTED.at(number, call -> call.reject(503));
        PhoneCall agent = adviser.phone().dialSaying(number, "Privacy: id\r\n");
        PhoneCall party = OUTSIDE.awaitCall(number);
        agent.awaitAnswered();
        SipText inside = TRUSTED.calls().stream()
                .filter(call -> Carrier.number(call).equals(number))
                .findFirst()
                .orElseThrow()
                .invitation();
        assertEquals("anonymous", inside.caller());
        assertTrue(inside.header("P-Asserted-Identity").contains("<sip:12345@"), inside::toString);
        assertEquals("id", inside.header("Privacy"));
        SipText outside = party.invitation();
        assertEquals("anonymous", outside.caller());
        assertFalse(outside.toString().contains("12345@"), outside::toString);
        assertEquals("id", outside.header("Privacy"), "who knows us all the same is to tell nobody");
        agent.hangUp();
        party.awaitBye();
        Await.until("the call is over", () -> api.callOf("12345") == null);
    }
}
