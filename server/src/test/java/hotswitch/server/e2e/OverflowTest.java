package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.parties.Speaker;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Leftovers;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.Replies;
import hotswitch.server.e2e.rig.SipText;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who has waited long enough goes on: to a number outside, or to self-service. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class OverflowTest {
    private static final String NUMBER = "01088880010";

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("overflow")
            .edit("trunks.yaml", "large-requests: udp ", "large-requests: tcp ")
            .edit("queues.yaml", "wait-max-ms: 600000        #", "wait-max-ms: 1500        #")
            .edit("queues.yaml", "      to: lines ", "      displayed: \"12345\"\n      to: number:" + NUMBER + " ")
            .edit("queues.yaml", "      when-no-agent-logged-on: true", "      when-no-agent-logged-on: false")
            .edit(
                    "queues.yaml",
                    "    wait-max-ms: 600000\n    overflow: {to: lines, when-no-agent-logged-on: true}",
                    "    wait-max-ms: 1500\n    overflow: {to: \"flow:survey\", when-no-agent-logged-on: false}");

    private static final Carrier CARRIER = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");

    private static int number = 100;
    private static Leftovers leftovers;
    private final Api api = HOTLINE.api("supervisor");
    private final String citizen = "13900161" + ++number;
    private Phone phone;

    @BeforeAll
    static void anEmptyCentre() {
        leftovers = Leftovers.before(HOTLINE.api("supervisor"));
    }

    @AfterAll
    static void isEmptyAgain() {
        leftovers.awaitNone();
        CARRIER.close();
    }

    @BeforeEach
    void opens() {
        phone = Phone.caller(HOTLINE.sip(), citizen);
    }

    @AfterEach
    void closes() {
        phone.close();
    }

    private void awaitState(String state) {
        Await.until("the call is " + state, () -> {
            JsonNode call = api.callOf(citizen);
            return call != null && call.get("state").asText().equals(state);
        });
    }

    @Test
    void toANumberOverATrunk() {
        CARRIER.at(NUMBER, Speaker::pickUpOutside);
        Speaker speaker = Speaker.citizen(phone);
        awaitState("queued");
        PhoneCall outside = CARRIER.awaitCall(NUMBER);
        assertTrue(outside.invitation().header("Diversion").endsWith("@hotline.local>;reason=unavailable;counter=1"));
        assertTrue(outside.invitation().header("History-Info").endsWith(">;index=1"));
        assertEquals("69", outside.invitation().header("Max-Forwards"));
        assertTrue(outside.invitation().header("From").contains("12345"), outside.invitation()::toString);
        Speaker party = Speaker.outside(outside);
        Speaker.together(speaker, party);
        party.call().hangUp();
        speaker.call().awaitBye();
        JsonNode record = api.awaitRecord(citizen);
        assertEquals("appeals", record.get("queue").asText(), record::toString);
        assertEquals("answered", record.get("disposition").asText(), record::toString);
        assertEquals("12345", record.get("displayed").asText(), record::toString);
        assertTrue(record.get("waitMs").asLong() >= 1_500, record::toString);
    }

    /** What is passed on with a call that has been sent on so often makes an INVITE too large for a datagram. */
    private PhoneCall sentOnOften() {
        String by = "Diversion: <sip:8657112000@" + "pbx.".repeat(60) + "example>;reason=unconditional\r\n";
        PhoneCall call = phone.dialSaying("12345", by.repeat(5));
        call.awaitAnswered();
        call.press('1');
        return call;
    }

    /** Nobody picks up there: the caller is not left with the ringing. Nor does anybody listen there on TCP. */
    @Test
    void aNumberThatIsBusyEndsIt() {
        CARRIER.at(NUMBER, call -> call.reject(486));
        PhoneCall call = sentOnOften();
        CARRIER.otherwise(Carrier::silence);
        call.awaitBye();
        SipText invite = CARRIER.calls().getLast().invitation();
        assertTrue(String.join("\r\n", invite.headers()).length() > 1_300, invite::toString);
        assertTrue(invite.header("Via").startsWith("SIP/2.0/UDP "), invite::toString);
        JsonNode record = api.awaitRecord(citizen);
        assertEquals("overflowed", record.get("disposition").asText(), record::toString);
        assertFalse(record.hasNonNull("connected"), record::toString);
    }

    /** RFC 3261 §18.1.1: what is too large for a datagram goes by TCP where the carrier wants it so. */
    @Test
    @Order(1) // before it is known that nobody listens there
    void aLargeRequestGoesByTcp() throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        try (ServerSocket listening = new ServerSocket(CARRIER.port(), 1, here)) {
            listening.setSoTimeout(20_000);
            PhoneCall call = sentOnOften();
            try (Socket connection = listening.accept()) {
                connection.setSoTimeout(20_000);
                byte[] heard = new byte[16_384];
                int length = connection.getInputStream().read(heard);
                SipText invite = SipText.parse(new String(heard, 0, length, StandardCharsets.UTF_8), 0);
                assertEquals("INVITE", invite.method());
                assertTrue(invite.header("Via").startsWith("SIP/2.0/TCP "), invite::toString);
                assertFalse(invite.contact().contains("transport"), invite::toString);
                assertTrue(length > 1_300, invite::toString);
                String busy = Replies.whole(invite, 486, "busy", "", "");
                connection.getOutputStream().write(busy.getBytes(StandardCharsets.UTF_8));
                call.awaitBye();
                length = connection.getInputStream().read(heard);
                String ack = new String(heard, 0, length, StandardCharsets.UTF_8);
                assertTrue(ack.startsWith("ACK "), ack);
            }
        }
        assertEquals("overflowed", api.awaitRecord(citizen).get("disposition").asText());
    }

    @Test
    void toSelfService() {
        Speaker speaker = Speaker.citizen(phone, "12346");
        speaker.call().press('2');
        awaitState("queued");
        assertEquals("advice", api.callOf(citizen).get("queue").asText());
        awaitState("inIvr");
        speaker.hearsNeither();
        speaker.call().press('4');
        speaker.call().awaitBye();
        JsonNode record = api.awaitRecord(citizen);
        assertEquals("flowCompleted", record.get("disposition").asText(), record::toString);
        assertTrue(record.get("waitMs").asLong() >= 1_500, record::toString);
        JsonNode notes = api.get("/calls/" + record.get("id").asLong()).get("notes");
        assertEquals("4", notes.get("satisfaction").asText());
    }
}
