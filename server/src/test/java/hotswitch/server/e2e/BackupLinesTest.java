package hotswitch.server.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import hotswitch.server.e2e.crowd.Caller;
import hotswitch.server.e2e.crowd.Carrier;
import hotswitch.server.e2e.rig.Api;
import hotswitch.server.e2e.rig.Await;
import hotswitch.server.e2e.rig.Events;
import hotswitch.server.e2e.rig.PhoneCall;
import hotswitch.server.e2e.rig.SwitchProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody is there to answer: the 38 backup lines take the calls. */
final class BackupLinesTest {
    private static final int CALLERS = 40;
    private static final int GOOD_LINES = 33;
    private static final List<String> BUSY = List.of("057100000103", "057100000117", "057100000138");
    private static final String DEAD = "057100000109";
    private static final String NEVER_ANSWERED = "057100000130";
    private static final Duration BOUND = Duration.ofSeconds(60);

    @RegisterExtension
    static final SwitchProcess HOTLINE = SwitchProcess.prepare("lines")
            .edit("queues.yaml", "  ring-ms: 20000", "  ring-ms: 2500")
            .edit("queues.yaml", "  rest-ms: 30000", "  rest-ms: 600000")
            .edit("trunks.yaml", "first-response-ms: 3000", "first-response-ms: 1500");

    private static final Carrier LINES = Carrier.behind(HOTLINE, "127.0.0.1", "127.0.0.1:5080");
    private final List<Caller> callers = new ArrayList<>();
    private Api supervisor;

    @BeforeEach
    void start() {
        BUSY.forEach(number -> LINES.at(number, call -> call.reject(486)));
        LINES.at(DEAD, Carrier::silence).at(NEVER_ANSWERED, PhoneCall::ring);
        supervisor = HOTLINE.api("supervisor");
    }

    @AfterEach
    void end() {
        callers.forEach(Caller::close);
        LINES.close();
    }

    @Test
    void fortyCallersAtOnceFindThirtyThreeLinesAndSevenWaitTheirTurn() {
        Events events = supervisor.events(0);
        for (int n = 1; n <= CALLERS; n++) {
            callers.add(Caller.dials(HOTLINE, Caller.ani(n)));
        }
        Await.until("33 talk, 7 wait", BOUND, () -> in("connected") == GOOD_LINES && in("queued") == 7);
        callers.forEach(caller -> assertTrue(caller.answered(), caller.ani));
        Await.until("33 hear a human", BOUND, () -> hearing() == GOOD_LINES);
        assertEquals(GOOD_LINES, lines("busy"));
        Await.until("5 lines rest", BOUND, () -> lines("failed") == 5);

        List<JsonNode> waiting = waitingInOrderOfArrival();
        for (JsonNode next : waiting) {
            hangUpOneLine();
            Await.until(next + " is served", BOUND, () -> state(next).equals("connected"));
        }
        assertEquals(GOOD_LINES, in("connected"));
        assertEquals(0, in("queued"));

        callers.stream().filter(caller -> !caller.call.ended()).forEach(caller -> caller.call.hangUp());
        Await.until("40 records", BOUND, () -> records().size() == CALLERS);
        accounted(events);
        events.close();
    }

    private long in(String state) {
        long n = 0;
        for (JsonNode call : supervisor.get("/calls")) {
            n += call.get("state").asText().equals(state) ? 1 : 0;
        }
        return n;
    }

    private String state(JsonNode call) {
        return supervisor.get("/calls/" + call.get("id").asLong()).get("state").asText();
    }

    private long lines(String state) {
        long n = 0;
        for (JsonNode line : supervisor.get("/backup-lines")) {
            n += line.get("state").asText().equals(state) ? 1 : 0;
        }
        return n;
    }

    private long hearing() {
        return callers.stream().filter(caller -> caller.hears(Carrier.TONE_HZ)).count();
    }

    private List<JsonNode> waitingInOrderOfArrival() {
        List<JsonNode> waiting = new ArrayList<>();
        for (JsonNode call : supervisor.get("/calls")) {
            if (call.get("state").asText().equals("queued")) {
                waiting.add(call);
            }
        }
        waiting.sort(Comparator.comparing((JsonNode call) -> call.get("queued").asText())
                .thenComparingInt(call -> call.get("position").asInt()));
        return waiting;
    }

    private void hangUpOneLine() {
        PhoneCall talking = LINES.calls().stream()
                .filter(call -> !call.ended() && call.heardRequest("ACK"))
                .findFirst()
                .orElseThrow();
        talking.hangUp();
    }

    private JsonNode records() {
        return supervisor.get("/calls?ended=true");
    }

    private void accounted(Events events) {
        for (JsonNode each : records()) {
            assertEquals("answered", each.get("disposition").asText(), each::toString);
            assertEquals("carrier-a", each.get("trunk").asText());
            assertEquals(1, each.get("segments").asInt(), each::toString);
        }
        Await.until("all is recorded", BOUND, () -> kept() == CALLERS);
        Await.until("the lines are free again", BOUND, () -> lines("idle") == GOOD_LINES);
        assertEquals(5, lines("failed"));
        events.await("of the last record", e -> count(events, "CallEnded") == CALLERS);
        assertFalse(events.hasGap());
        assertEquals(CALLERS, count(events, "CallCreated"));
        assertEquals(CALLERS, supervisor.metric("hotswitch_calls_total"));
    }

    private static long count(Events events, String type) {
        return events.all().stream()
                .filter(e -> e.get("type").asText().equals(type))
                .count();
    }

    private long kept() {
        long n = 0;
        for (JsonNode recording : supervisor.get("/recordings")) {
            n += recording.get("state").asText().equals("kept") ? 1 : 0;
        }
        return n;
    }
}
