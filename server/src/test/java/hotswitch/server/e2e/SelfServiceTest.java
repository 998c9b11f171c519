package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Desk;
import hotswitch.server.e2e.rig.Phone;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The shipped self-service flow: the progress of a case by HTTP, a message, a rating; and a reload in its middle. */
final class SelfServiceTest {
    private static final String RIGHT = "1111";
    private static final String FAILING = "2222";
    private static final String SLOW = "3333";
    private static final HttpServer CASES = cases();

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("self-service")
            .brief()
            .edit("flows/service.yaml", "- message: 120000 ", "- silence-ms: 1500\n    message: 120000 ")
            .edit("flows/service.yaml", "timeout-ms: 3000", "timeout-ms: 1000")
            .edit(
                    "http.yaml",
                    "127.0.0.1:8090",
                    "127.0.0.1:" + CASES.getAddress().getPort())
            .edit("queues.yaml", "when-no-agent-logged-on: true", "when-no-agent-logged-on: false");

    private final Api api = HOTLINE.api("supervisor");

    private static HttpServer cases() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/cases/progress", SelfServiceTest::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The slow case is never answered. */
    private static void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        if (query.contains("case=" + SLOW)) {
            return;
        }
        boolean right = query.contains("case=" + RIGHT) && query.contains("caller=139");
        byte[] body = "{\"state\":\"done\",\"date\":\"2026-11-24\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(right ? 200 : 500, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @AfterAll
    static void noMoreCases() {
        CASES.stop(0);
    }

    @Test
    void theProgressOfACaseIsToldAndCounts() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900000001")) {
            PhoneCall call = asksFor(phone, RIGHT);
            call.awaitHeard(
                    "the goodbye's end",
                    Duration.ofSeconds(60),
                    m -> m.isRequest() && m.method().equals("BYE"));
            JsonNode record = detail("13900000001");
            assertEquals("flowCompleted", record.get("disposition").asText());
            assertEquals(RIGHT, record.get("notes").get("case").asText());
            assertEquals("case-progress", record.get("notes").get("served").asText());
            JsonNode flow = record.get("flows").get(0);
            assertEquals("service", flow.get("flow").asText());
            assertEquals(16, flow.get("content").asText().length());
        }
    }

    @Test
    void anErrorOfTheTargetLeadsToAHuman() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900000002")) {
            PhoneCall call = asksFor(phone, FAILING);
            awaitQueue("13900000002", "advice");
            assertEquals(200, call.hangUp().status());
            assertTrue(detail("13900000002").get("notes").get("served") == null, "nothing was served");
        }
    }

    @Test
    void soDoesSilenceOfTheTarget() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900000003")) {
            PhoneCall call = asksFor(phone, SLOW);
            awaitQueue("13900000003", "advice");
            assertEquals(200, call.hangUp().status());
        }
    }

    @Test
    void aMessageIsARecordingOfItsOwnKind() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900000004")) {
            PhoneCall call = leavesAMessage(phone);
            long id = api.callOf("13900000004").get("id").asLong();
            long beganNs = System.nanoTime();
            Await.until("he speaks a while", () -> System.nanoTime() - beganNs > 2_000_000_000L);
            call.press('#');
            call.awaitHeard(
                    "the end",
                    Duration.ofSeconds(30),
                    m -> m.isRequest() && m.method().equals("BYE"));
            Await.until(
                    "the message is kept",
                    () -> "kept".equals(message(id).get("state").asText()));
            assertEquals("message", message(id).get("kind").asText());
            assertTrue(
                    message(id).get("lengthMs").asLong() >= 1_500, message(id).toString());
            assertEquals(0, message(id).get("agent").asInt());
            JsonNode counted = api.get("/kpi/calls?definition=message-rate&verdict=met");
            assertTrue(counted.get("count").asInt() >= 1, counted::toString);
            assertEquals(
                    "messageInFlow", counted.get("calls").get(0).get("class").asText());
        }
    }

    private PhoneCall leavesAMessage(Phone phone) {
        PhoneCall call = phone.dial("12347");
        call.awaitAnswered();
        call.voice.tone(440);
        call.press('1');
        call.press('2');
        long id = api.callOf(phone.user).get("id").asLong();
        Await.until(
                "the message begins", () -> api.get("/recordings?call=" + id).size() == 1);
        return call;
    }

    /** The switch dies while he speaks; afterwards his silence ends the message as it would have. */
    @Test
    void silenceEndsAMessageAlsoAfterARestart() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900000008")) {
            PhoneCall call = leavesAMessage(phone);
            HOTLINE.kill();
            HOTLINE.start();
            Await.never("he speaks, and nobody ends it", Duration.ofSeconds(2), call::ended);
            call.voice.tone(0);
            call.awaitBye();
            assertEquals("MESSAGE", api.awaitRecord(phone.user).get("cause").asText());
        }
    }

    @Test
    void whenTheAgentHangsUpTheCallerRatesAndTheAgentWrapsUp() {
        int agent = adviser();
        try (Desk desk = Desk.open(HOTLINE, agent);
                Phone phone = Phone.caller(HOTLINE.sip(), "13900000005")) {
            desk.ready();
            PhoneCall call = phone.dial("12347");
            call.awaitAnswered();
            call.voice.tone(440);
            call.press('1');
            call.press('0');
            PhoneCall offer = desk.phone().awaitCall();
            offer.answer();
            offer.awaitAck();
            offer.voice.tone(660);
            assertTrue(call.voice.awaitTone(660, 500, 15_000), "they talk");
            assertEquals(200, offer.hangUp().status());
            desk.await("acw");
            assertEquals("inIvr", api.callOf("13900000005").get("state").asText());
            call.press('2');
            call.awaitHeard(
                    "thanks",
                    Duration.ofSeconds(30),
                    m -> m.isRequest() && m.method().equals("BYE"));
            JsonNode record = detail("13900000005");
            assertEquals("answered", record.get("disposition").asText());
            assertEquals(agent, record.get("agent").asInt());
            assertEquals("2", record.get("notes").get("satisfaction").asText());
            assertEquals("survey", record.get("flows").get(1).get("flow").asText());
            desk.set("loggedOff");
        }
    }

    @Test
    void aReloadInTheMiddleOfAMenuDoesNotDisturb() {
        try (Phone phone = Phone.caller(HOTLINE.sip(), "13900000006");
                Phone later = Phone.caller(HOTLINE.sip(), "13900000007")) {
            PhoneCall call = phone.dial("12347");
            call.awaitAnswered();
            call.voice.tone(440);
            call.press('1');
            HOTLINE.edit("flows/service.yaml", "queue: advice", "queue: appeals");
            HOTLINE.api("system-admin").post("/admin/reload", "{}");
            call.press('0');
            awaitQueue("13900000006", "advice");
            PhoneCall next = later.dial("12347");
            next.awaitAnswered();
            next.voice.tone(440);
            next.press('1');
            next.press('0');
            awaitQueue("13900000007", "appeals");
            call.hangUp();
            next.hangUp();
            String before =
                    detail("13900000006").get("flows").get(0).get("content").asText();
            String after =
                    detail("13900000007").get("flows").get(0).get("content").asText();
            assertTrue(!before.equals(after), before + " and " + after);
            HOTLINE.edit("flows/service.yaml", "queue: appeals", "queue: advice");
            HOTLINE.api("system-admin").post("/admin/reload", "{}");
        }
    }

    /** The notice is cut short, the case entered and confirmed. */
    private static PhoneCall asksFor(Phone phone, String number) {
        PhoneCall call = phone.dial("12347");
        call.awaitAnswered();
        call.voice.tone(440);
        String keys = "11" + number + "#1";
        for (int i = 0; i < keys.length(); i++) {
            call.press(keys.charAt(i));
        }
        return call;
    }

    private void awaitQueue(String ani, String queue) {
        Await.until(ani + " in queue " + queue, Duration.ofSeconds(30), () -> {
            JsonNode live = api.callOf(ani);
            return live != null && live.get("queue").asText().equals(queue);
        });
    }

    private JsonNode detail(String ani) {
        return api.get("/calls/" + api.awaitRecord(ani).get("id").asLong());
    }

    private JsonNode message(long callId) {
        return api.get("/recordings?call=" + callId).get(0);
    }

    private int adviser() {
        for (JsonNode agent : api.get("/agents")) {
            if (agent.get("skills").toString().contains("advice")) {
                return agent.get("id").asInt();
            }
        }
        throw new AssertionError("nobody gives advice");
    }
}
